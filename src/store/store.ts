import type { HeldAlert, ToldStory } from '../model/alert.ts';
import type { Article, ReadingResult, UnreadArticle } from '../model/article.ts';
import type { Channel, ChannelAddress } from '../model/channel.ts';
import type { Digest, ReadyStory } from '../model/digest.ts';
import type { Feed, FeedNotice, FeedSigns, PollResult } from '../model/feed.ts';
import type { Story } from '../model/story.ts';
import type { InstallationStore } from './installation-port.ts';
import type { MarkStore, WithdrawalStore } from './mark-ports.ts';
import type { CleanUpPort } from './clean-up-port.ts';
import type { StoreCounts } from './count-rows.ts';
import type { Claimed, ClaimRequest } from './claim-port.ts';
import type { ModelCallStore, SummaryStore, SummaryWishStore } from './summary-ports.ts';
import type { InstanceStore } from './instance-store.ts';
import type { ArchiveStore, DigestFeedStore } from './archive-port.ts';
import type { NewPost, PauseStore, PostStore } from './post-ports.ts';

export type { Claimed, ClaimRequest } from './claim-port.ts';

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
  /** What says how well active feeds are read, in no order: a small part of `list`, for what asks often. */
  listSigns(): Promise<FeedSigns[]>;
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

/** Stories changed since an instant, with summaries in one of the languages; at most `limit`. */
export type StorySearch = {
  words: readonly string[];
  since: number;
  languages: readonly string[];
  limit: number;
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
  /**
   * Ready stories whose title, headline or bullets hold every word (in either number, without case and accents; the
   * last one may be only begun), best first: words in the headline before words in bullets, important and new first.
   */
  search(query: StorySearch): Promise<ReadyStory[]>;
  /** For a search that found nothing: its words with misspelt ones replaced, if that finds something; else null. */
  didYouMean(query: StorySearch): Promise<string[] | null>;
};

export type NewChannel = ChannelAddress &
  Pick<Channel, 'name' | 'schedule' | 'timeZone' | 'languages' | 'maxStories'> &
  Partial<Pick<Channel, 'wishes'>>;

export type ChannelPatch = Partial<
  Pick<
    Channel,
    | 'name'
    | 'state'
    | 'stateReason'
    | 'schedule'
    | 'timeZone'
    | 'languages'
    | 'maxStories'
    | 'wishes'
    | 'nextDigestAt'
  >
>;

export type ChannelStore = {
  /** The stored channel of that address, made if it is not there yet; stored settings win over given ones. */
  ensure(channel: NewChannel, nextDigestAt: number | null, now: number): Promise<Channel>;
  list(): Promise<Channel[]>;
  get(id: string): Promise<Channel | null>;
  /** By its address on the platform. */
  find(address: ChannelAddress): Promise<Channel | null>;
  /** Active channels with a digest due, without their first one, or posting as it happens. */
  listDue(now: number): Promise<Channel[]>;
  /** What the program notes of a channel. */
  update(id: string, patch: ChannelPatch): Promise<void>;
  /** What a manager changes; false, with nothing changed, where the channel was changed since `revision` was read. */
  change(id: string, revision: number, patch: ChannelPatch): Promise<boolean>;
};

/** Which version of a story a channel shows, and in which post. */
export type CarriedStory = { storyId: string; version: number; postId: string; firstPostedAt: number };

export type DigestStore = {
  /**
   * Stores a digest with its posts and moves the channel's cut-off, all or nothing.
   * False when the channel moved meanwhile (its `cutOffAt` or settings are no longer the expected ones), already has one of the stories,
   * or was told of an escalated one meanwhile. Alerts that were held back of what it tells are gone with it.
   */
  store(entry: {
    digest: Digest & { channelId: string };
    posts: readonly NewPost[];
    expectedCutOffAt: number | null;
    /** The channel's settings that the digest was made by; without it any. */
    expectedRevision?: number;
    newCutOffAt: number;
    nextDigestAt: number | null;
    hadFirstDigest: boolean;
    now: number;
    /** Stories that the channel has, of which this tells that they became weightier. */
    escalated?: readonly ToldStory[];
  }): Promise<boolean>;
  get(id: string): Promise<Digest | null>;
  listRecent(channelId: string, limit: number): Promise<Digest[]>;
  /** What the channel has already, of the given stories. */
  listCarried(channelId: string, storyIds: readonly string[]): Promise<CarriedStory[]>;
  /**
   * Stories whose newest summarised version is later than the one that a channel's post shows, or whose summary of that
   * version has become better (`newestEdition`).
   */
  listOutdated(limit: number): Promise<{ channelId: string; carried: CarriedStory; newestEdition: number }[]>;
};

export type AlertStore = {
  /** Active channels that want alerts and had their first digest. */
  listChannels(): Promise<Channel[]>;
  /** The lowest importance from which an active channel wants alerts; null where none does. */
  leastThreshold(): Promise<number | null>;
  /** What the channel was last told, by a block or an alert, of the given stories. */
  listTold(channelId: string, storyIds: readonly string[]): Promise<ToldStory[]>;
  /** Keeps alerts for later; of a story that waits already the weightier one and the earlier instant. */
  hold(channelId: string, alerts: readonly ToldStory[], now: number): Promise<void>;
  /** Alerts that wait, first held first. */
  listHeld(channelId: string): Promise<HeldAlert[]>;
  /** Forgets alerts that wait. */
  dropHeld(channelId: string, storyIds: readonly string[]): Promise<void>;
};

/** The port. Implementations: SQLite and PostgreSQL, both by Kysely; one contract suite runs on each. */
export type Store = CleanUpPort & {
  readonly instances: InstanceStore;
  readonly feeds: FeedStore;
  readonly articles: ArticleStore;
  readonly stories: StoryStore;
  readonly summaries: SummaryStore;
  readonly summaryWishes: SummaryWishStore;
  readonly modelCalls: ModelCallStore;
  readonly channels: ChannelStore;
  readonly digests: DigestStore;
  readonly posts: PostStore;
  readonly alerts: AlertStore;
  readonly marks: MarkStore;
  readonly withdrawals: WithdrawalStore;
  readonly installations: InstallationStore;
  readonly archive: ArchiveStore;
  readonly digestFeeds: DigestFeedStore;
  readonly pause: PauseStore;
  counts(now: number): Promise<StoreCounts>;
  close(): Promise<void>;
};
