import type { Article, ReadingResult, UnreadArticle } from '../model/article.ts';
import type { Channel, ChannelAddress } from '../model/channel.ts';
import type { Digest, ReadyStory } from '../model/digest.ts';
import type { Feed, FeedNotice, PollResult } from '../model/feed.ts';
import type { Message } from '../model/message.ts';
import type { Post, PostState } from '../model/post.ts';
import type { Story } from '../model/story.ts';
import type { ModelUsage, Summary } from '../model/summary.ts';

/**
 * A row that one instance works on. The outcome is stored only if the row still carries `token`.
 * A claim is free again when its instance is dead (no beat for the lease's length).
 */
export type Claimed<Row> = { row: Row; token: string };

export type ClaimRequest = { instanceId: string; now: number; limit: number };

/** Running instances and what each holds alone: a feed's host, a channel, the grouping step. */
export type InstanceStore = {
  /** Registers this process; frees what dead processes of this machine (same `machine`, pid gone) still claim. */
  start(instance: { id: string; machine: string; pid: number; now: number }): Promise<void>;
  beat(instanceId: string, now: number): Promise<void>;
  /** Frees everything that the instance claims and holds. */
  stop(instanceId: string): Promise<void>;
  /** True if `key` (e.g. `host:example.org:443`, `channel:ID`, `step:group`) is this instance's alone while it lives and asks again within five minutes. */
  hold(key: string, instanceId: string, now: number): Promise<boolean>;
  release(key: string, instanceId: string): Promise<void>;
  /** True the first time an interaction's id is seen, false when the platform delivers it again. */
  isFirstDelivery(interactionId: string, now: number): Promise<boolean>;
};

export type NewFeed = Pick<Feed, 'url' | 'title' | 'folder' | 'host'>;

export type StoredPoll = { isStored: boolean; added: number; updated: number };

/** What managers are told of some feeds, with the posts that tell it. */
export type NoticeEntry = {
  /** `told` is the notice that was known when this one was made. */
  feeds: readonly { id: string; told: FeedNotice | null; kind: FeedNotice['kind'] }[];
  posts: readonly { channelId: string; post: NewPost }[];
  now: number;
};

export type FeedStore = {
  /** Adds what is not there yet, by address; a removed feed comes back only if `revives`. Returns how many were added. */
  add(feeds: readonly NewFeed[], now: number, options: { revives: boolean }): Promise<number>;
  list(): Promise<Feed[]>;
  get(id: string): Promise<Feed | null>;
  remove(id: string): Promise<void>;
  /** Due feeds, each host held by this instance alone. */
  claimDue(request: ClaimRequest): Promise<Claimed<Feed>[]>;
  /** Articles that share a key with a stored one update it in place (title, teaser, date) and are not new. */
  storePoll(feedId: string, token: string, result: PollResult, now: number): Promise<StoredPoll>;
  /** Notes that managers are told, with the posts, all or nothing. False where one of the feeds was told of meanwhile, or removed. */
  storeNotice(entry: NoticeEntry): Promise<boolean>;
  /** Checks active feeds now instead of at the end of their back-off. */
  makeDue(ids: readonly string[], now: number): Promise<void>;
};

export type ArticleStore = {
  /** Unread articles in order of arrival, one a host at a time, each page's host held by this instance alone. */
  claimUnread(request: ClaimRequest): Promise<Claimed<UnreadArticle>[]>;
  storeReading(articleId: string, token: string, result: ReadingResult): Promise<boolean>;
  /** Read and in no story yet, in order of arrival (`firstSeenAt`, then id). */
  listRead(limit: number): Promise<Article[]>;
  /** Grouped articles first seen since an instant, in order of arrival: rebuilds the grouping window. */
  listGrouped(since: number): Promise<Article[]>;
  listOfStory(storyId: string): Promise<Article[]>;
  findByUrl(url: string): Promise<Article | null>;
  setAside(articleId: string, reason: string): Promise<void>;
  /** How many articles each feed has brought since an instant; feeds without any are not listed. */
  countByFeed(since: number): Promise<ReadonlyMap<string, number>>;
};

/** The outcome of placing one article: stored whole or not at all. */
export type Grouping = {
  /** Null where stories are merged without a new article. */
  articleId: string | null;
  /** The story it is in now, as it is to be stored. */
  story: Story;
  /** Stories that the article bridged: their articles move into `story`, their rows become aliases. */
  mergedIds: readonly string[];
  /** When its summary is to be made; null where nothing new is to be said. */
  summaryDueAt: number | null;
};

export type StoryStore = {
  storeGrouping(grouping: Grouping): Promise<void>;
  /** By id, following aliases of merged stories. */
  get(id: string): Promise<Story | null>;
  claimSummaryDue(request: ClaimRequest): Promise<Claimed<Story>[]>;
  /** Stories with a summary of their current version in one of `languages`, new or changed since `since`. */
  listReady(query: {
    since: number;
    languages: readonly string[];
    now: number;
    limit: number;
  }): Promise<ReadyStory[]>;
  /** Drops open stories first seen before an instant that never became ready. Returns how many. */
  dropUnready(firstSeenBefore: number, reason: string): Promise<number>;
  getReady(id: string, languages: readonly string[]): Promise<ReadyStory | null>;
  /** Ready stories whose title, headline or bullets hold every word, best first. */
  search(query: {
    words: readonly string[];
    since: number;
    languages: readonly string[];
    limit: number;
  }): Promise<ReadyStory[]>;
};

export type SummaryResult =
  | { kind: 'summary'; summary: Summary; usage: ModelUsage | null; retryAt: number | null }
  | { kind: 'refused'; reason: string; usage: ModelUsage | null; retryAt: number | null };

export type SummaryStore = {
  /** Ends the claim of `claimSummaryDue`; `retryAt` asks for another try (a degraded summary, a passing fault). */
  storeResult(storyId: string, token: string, result: SummaryResult, now: number): Promise<boolean>;
  get(storyId: string, version: number, language: string): Promise<Summary | null>;
  /** Model spend since an instant, in US dollars and tokens. */
  spendSince(since: number): Promise<{ costUsd: number; tokensIn: number; tokensOut: number; calls: number }>;
};

export type NewChannel = ChannelAddress &
  Pick<Channel, 'name' | 'schedule' | 'timeZone' | 'languages' | 'maxStories'>;

export type ChannelStore = {
  /** The stored channel of that address, made if it is not there yet; stored settings win over given ones. */
  ensure(channel: NewChannel, nextDigestAt: number | null, now: number): Promise<Channel>;
  list(): Promise<Channel[]>;
  get(id: string): Promise<Channel | null>;
  /** Active channels with a digest due, without their first one, or posting as it happens. */
  listDue(now: number): Promise<Channel[]>;
  update(
    id: string,
    patch: Partial<
      Pick<
        Channel,
        | 'name'
        | 'state'
        | 'stateReason'
        | 'schedule'
        | 'timeZone'
        | 'languages'
        | 'maxStories'
        | 'nextDigestAt'
      >
    >,
  ): Promise<void>;
};

export type NewPost = { id: string; part: number; message: Message; storyIds: readonly string[] };

/** Which version of a story a channel shows, and in which post. */
export type CarriedStory = { storyId: string; version: number; postId: string; firstPostedAt: number };

export type DigestStore = {
  /**
   * Stores a digest with its posts and moves the channel's cut-off, all or nothing.
   * False when the channel moved meanwhile (its `cutOffAt` is no longer `expectedCutOffAt`) or already has one of the stories.
   */
  store(entry: {
    digest: Digest & { channelId: string };
    posts: readonly NewPost[];
    expectedCutOffAt: number | null;
    newCutOffAt: number;
    nextDigestAt: number | null;
    hadFirstDigest: boolean;
    now: number;
  }): Promise<boolean>;
  get(id: string): Promise<Digest | null>;
  listRecent(channelId: string, limit: number): Promise<Digest[]>;
  /** What the channel has already, of the given stories. */
  listCarried(channelId: string, storyIds: readonly string[]): Promise<CarriedStory[]>;
  /** Stories whose newest summarised version is later than the one that a channel's post shows. */
  listOutdated(limit: number): Promise<{ channelId: string; carried: CarriedStory }[]>;
};

export type DuePost = Post & { address: ChannelAddress };

export type PostOutcome = {
  state: PostState;
  reason?: string | null;
  externalId?: string | null;
  notBefore?: number;
};

export type PostStore = {
  /** The first post that is due in each active channel (in order: created, part), each channel held by this instance alone. */
  claimDue(request: ClaimRequest): Promise<Claimed<DuePost>[]>;
  /**
   * Marks the attempt (state `sending`) just before the send; `attemptedAt` becomes `now` unless the post is in doubt,
   * whose first attempt in doubt is kept for the look-up. Returns how many ms of the claim are left,
   * or null when the claim is lost and nothing may be sent.
   */
  beginAttempt(postId: string, token: string, now: number): Promise<number | null>;
  storeOutcome(postId: string, token: string, outcome: PostOutcome, now: number): Promise<boolean>;
  /** Replaces what a post shows (state `edit-due` if it was sent) and notes the version of the story that it shows now. */
  revise(postId: string, change: { message: Message; storyId: string; version: number }): Promise<boolean>;
  get(id: string): Promise<Post | null>;
  /** Sent posts of a channel, newest first. */
  listSent(channelId: string, limit: number): Promise<Post[]>;
  countByState(): Promise<Partial<Record<PostState, number>>>;
};

export type StoreCounts = {
  /** Of active feeds. `neverPolled`: `lastCheckedAt` is null; `failing`: `failure` is set. */
  feeds: { total: number; working: number; failing: number; neverPolled: number };
  /** `ungrouped`: read and in no story yet. */
  articles: { total: number; unread: number; ungrouped: number; setAside: number };
  /** `ready`: open with a summary of the current version; `summaryDue`: its summary is due by now. */
  stories: { open: number; ready: number; summaryDue: number };
};

/** The port. Implementations: SQLite and PostgreSQL, both by Kysely; one contract suite runs on each. */
export type Store = {
  readonly instances: InstanceStore;
  readonly feeds: FeedStore;
  readonly articles: ArticleStore;
  readonly stories: StoryStore;
  readonly summaries: SummaryStore;
  readonly channels: ChannelStore;
  readonly digests: DigestStore;
  readonly posts: PostStore;
  counts(now: number): Promise<StoreCounts>;
  close(): Promise<void>;
};
