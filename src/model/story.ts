import type { NewsKind } from './article.ts';

export type StoryState =
  /** Waits for readiness or its summary. */
  | 'open'
  /** Dropped after a day without becoming ready; `stateReason` says why. */
  | 'dropped'
  /** Joined into another; `mergedInto` names it. */
  | 'merged'
  | 'withdrawn';

/** Parts of the 0-100 importance, kept so that `why` can show them. */
export type Importance = {
  score: number;
  parts: { breadth: number; speed: number; severity: number; actors: number; novelty: number };
};

/** One material change: a line such as `toll 12 -> 19; Egypt joins talks`. */
export type StoryChange = {
  at: number;
  kind: 'update' | 'correction' | 'retraction';
  line: string;
};

export type Story = {
  id: string;
  /** Starts at 1; a material change makes the next one. */
  version: number;
  state: StoryState;
  stateReason: string | null;
  mergedInto: string | null;
  /** Working title: that of the article nearest the story's centre. The summary has the headline. */
  title: string;
  firstSeenAt: number;
  /**
   * When it counts as new: `firstSeenAt`, or for a story that a feed's first poll found the earlier plausible
   * published date; null where such a story is undated.
   */
  newAt: number | null;
  /** Last material change (or `firstSeenAt`). */
  changedAt: number;
  lastArticleAt: number;
  /** True while all of its articles were found by first polls. */
  isQuiet: boolean;
  kind: NewsKind;
  /** ISO 3166-1 alpha-2 codes and UN region names, most mentioned first. */
  regions: readonly string[];
  topics: readonly string[];
  /** Distinct publisher families that tell it; syndicated copies count once. */
  publisherFamilies: readonly string[];
  /** Display names of outlets, one a publisher family, first to report first. */
  outletNames: readonly string[];
  /** The headline's link: the page of the article nearest the story's centre. */
  url: string | null;
  articleCount: number;
  importance: Importance;
  /** The newest material change, or null for version 1. */
  change: StoryChange | null;
  /** `Estmark says, Norvelia denies`, where its articles tell of both. */
  dispute?: string;
};

/** What a story was when a version of it began: its first report, or a material change. */
export type StoryVersion = {
  version: number;
  at: number;
  kind: 'first' | StoryChange['kind'];
  /** What changed; null for the first. */
  line: string | null;
  /** Title and page of the article that began the story or brought the change. */
  title: string;
  url: string | null;
};
