import type { Story, StoryVersion } from './story.ts';
import type { Summary } from './summary.ts';

/** One article of a story, as who told it and when. */
export type Telling = {
  articleId: string;
  outletName: string;
  /** ISO 3166-1 alpha-2 of the outlet's seat, where it is known. */
  country: string | null;
  isStateControlled: boolean;
  title: string;
  url: string | null;
  /** Epoch ms. */
  firstSeenAt: number;
};

/** A story with all that is known of its way. */
export type StoryHistory = {
  story: Story;
  /** Of its current version; null while there is none. */
  summary: Summary | null;
  /** First to newest; at least one. */
  versions: readonly StoryVersion[];
  /** First to report first. */
  tellings: readonly Telling[];
  /** What a reader should know of who stands behind it: `one publisher`. */
  notes: readonly string[];
};
