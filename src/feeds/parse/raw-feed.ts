/** What any of the parsers finds, before it is cleaned: fields as they stand, usually HTML. */
export type RawItem = {
  guid: string | null;
  /** Candidates for the article's address, best first; relative ones allowed. */
  links: readonly (string | null | undefined)[];
  title: string | null;
  description: string | null;
  content: string | null;
  author: string | null;
  /** Candidates for the date of publication, best first. */
  dates: readonly (string | null | undefined)[];
  categories: readonly string[];
  /** `xml:base` of the entry. */
  base: string | null;
};

export type RawFeed = {
  title: string | null;
  siteUrl: string | null;
  language: string | null;
  ttlMinutes: number | null;
  updatePeriod: string | null;
  updateFrequency: number | null;
  skipHours: readonly number[];
  hubUrl: string | null;
  base: string | null;
  items: readonly RawItem[];
};
