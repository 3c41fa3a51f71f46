import type { Article } from '../model/article.ts';
import type { Digest } from '../model/digest.ts';
import type { Post } from '../model/post.ts';
import type { Story, StoryVersion } from '../model/story.ts';
import type { ModelSpend } from '../model/summary.ts';

/** What models were asked within one hour (UTC) that starts at `hour`, epoch ms. */
export type HourOfSpend = ModelSpend & { hour: number };

type Search = { words: readonly string[]; since: number; limit: number };

/** What was: read by pages and by `/why`, `/story` and `/catchup`; nothing here is work. */
export type ArchiveStore = {
  /** A story's versions, first to newest. */
  versionsOf(storyId: string): Promise<StoryVersion[]>;
  /** Digests of a channel made before an instant, newest first. */
  listDigests(query: { channelId: string; before: number; limit: number }): Promise<Digest[]>;
  /** The posts that a digest became, in order. */
  postsOf(digestId: string): Promise<Post[]>;
  /** Stories in any state but merged whose title holds every word, newest first; also those that were never ready. */
  findStories(query: Search): Promise<Story[]>;
  /** Articles in no story whose title holds every word, newest first. */
  findLooseArticles(query: Search): Promise<Article[]>;
  /** The article that an identity key (see `IdentityKey`) names. */
  articleOfKey(key: string): Promise<Article | null>;
  /** How many articles each feed brought in each of the last `days` spans of 24 hours, oldest first. */
  countByDay(now: number, days: number): Promise<ReadonlyMap<string, readonly number[]>>;
  spendByHour(since: number): Promise<HourOfSpend[]>;
};

/** The secret part of the address under which a channel's digests are read as a feed. */
export type DigestFeedStore = {
  /** The channel's token; `fresh` becomes it where there is none yet. */
  tokenOf(channelId: string, fresh: string): Promise<string>;
  /** Makes the address before this one worthless. */
  replace(channelId: string, fresh: string): Promise<void>;
  channelOf(token: string): Promise<string | null>;
};
