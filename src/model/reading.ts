/**
 * What is kept of an article's text once it was read: all that later articles of its story are compared with, so that the
 * text itself is never read again. Plain data, about 1 kB as JSON and never above `storiesTuning.reading.maxBytes`.
 */

/** A reading of another version is made anew from the text. Raise it when a reading says more than it did, or otherwise. */
export const READING_VERSION = 1;

/** One thing that a sentence states and that can change: a toll, an amount, a date or how far something has come. */
export type Fact =
  | { kind: 'toll'; of: string; value: number }
  /** `beside`: the words it stands among. */
  | { kind: 'amount'; of: string; value: number; shown: string; beside: string; isMoving: boolean }
  | { kind: 'date'; of: string; shown: string }
  /** `line`: the sentence's own words, where they say more than the stage's name. */
  | { kind: 'stage'; of: string; stage: string; rank: number; line: string | null };

/** What a title or sentence says that can change; what is not there it does not say. */
export type ReadSentence = {
  /** Of its words: told again, it is no news. */
  hash: number;
  facts?: readonly Fact[];
  /** Every day that it names, as `13 September`. */
  days?: readonly string[];
  /** It takes back or corrects what was reported. */
  withdraws?: { kind: 'correction' | 'retraction'; line: string };
  /** The rest is of titles and opening sentences alone. What may name somebody, in order. */
  names?: readonly string[];
  /** What it plans, says or ends: talks, deal, vote; by the family's name. */
  about?: readonly string[];
  /** It announces a meeting; what it calls it, empty where a verb alone says so. */
  plans?: string;
  /** It tells that a meeting took place: in a line of its own words, else where and when; and how full that is. */
  met?: { line: string | null; where: string; points: number };
};

/** Who says or denies something, and the words of it, lower case and cut short. */
export type Claim = { by: string; words: string; accuses?: true };

export type ArticleReading = {
  v: number;
  /** The title, then the sentences that can hold a change: those of the opening and of the end. */
  sentences: readonly ReadSentence[];
  /** Words of title and opening sentences, lower case, each once. */
  words: string;
  /** Numbers that those name, in digits or words. */
  numbers: readonly number[];
  /** Endings that those tell, of whatever thing. */
  endings: readonly string[];
  /** States and bodies that do something of their own in those, and the line that says it. */
  joins: readonly { code: string; line: string }[];
  /** Countries (ISO 3166-1 alpha-2) and bodies (`UN`) that are named: in the title, else in the opening, else further down. */
  places: { title: readonly string[]; opening: readonly string[]; body: readonly string[] };
  /** How grave it is, 0-1, by the words of title and opening; and the highest count of killed in them. */
  gravity: { title: number; opening: number; killed: number };
  /** `both`: a sentence that names both sides already, as `Estmark says, Norvelia denies`. */
  claims: { says: readonly Claim[]; denies: readonly Claim[]; both: string | null };
};

/** Of a text that cannot be read. */
export const EMPTY_READING: ArticleReading = {
  v: READING_VERSION,
  sentences: [],
  words: '',
  numbers: [],
  endings: [],
  joins: [],
  places: { title: [], opening: [], body: [] },
  gravity: { title: 0, opening: 0, killed: 0 },
  claims: { says: [], denies: [], both: null },
};
