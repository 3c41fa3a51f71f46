/** What a story was at each of its versions. */
export type StoryVersionRow = {
  story_id: string;
  version: number;
  at: number;
  /** `first`, or the kind of the change that made it. */
  kind: string;
  line: string | null;
  title: string;
  url: string | null;
};

export type ArchiveTables = {
  story_versions: StoryVersionRow;
  digest_feeds: { channel_id: string; token: string };
};
