import type { Story } from './story.ts';
import type { Summary } from './summary.ts';

/** A story as it can be posted: with the summary of its current version. */
export type ReadyStory = { story: Story; summary: Summary };

/** A story that may be without bullets still. */
export type TellableStory = { story: Story; summary: Summary | null };

export type Coverage = {
  feedsTotal: number;
  feedsWorking: number;
  /** Feeds with no success for a day or more. */
  feedsSilent: number;
  silentSince: number | null;
  /** Folders of feeds of which half or more are silent. */
  thin?: readonly { folder: string; silent: number; total: number; since: number }[];
};

export type AlsoReported = {
  storyId: string;
  headline: string;
  outletNames: readonly string[];
  url: string | null;
};

/** An ordered choice of stories for one channel at one time. */
export type Digest = {
  id: string;
  channelId: string | null;
  kind: 'scheduled' | 'first' | 'as-it-happens' | 'alert' | 'after-quiet' | 'asked';
  at: number;
  coversSince: number;
  stories: readonly ReadyStory[];
  /** Stories that the channel has already and that moved: one line each. */
  updated: readonly { storyId: string; headline: string; line: string }[];
  /** Stories that would have stood in it by their weight, but cannot be told in three bullets: one line each. */
  alsoReported?: readonly AlsoReported[];
  /** Articles the chosen stories rest on. */
  articleCount: number;
  coverage: Coverage;
  nextDigestAt: number | null;
  /** More were due than the channel takes. */
  leftOut: number;
  /** Of an alert, by story: `5 outlets of 4 countries within 20 min; 12 killed`. */
  reasons?: Readonly<Record<string, string>>;
  /** The weightiest of those, each with half a sentence that goes on from "because". */
  passedOver?: readonly { storyId: string; reason: string }[];
};
