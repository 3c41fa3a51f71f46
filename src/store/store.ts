import type { HeldAlert, ToldStory } from '../model/alert.ts';
import type { Article, ReadArticle, ReadingResult, ToldArticle, UnreadArticle } from '../model/article.ts';
import type { Channel, ChannelAddress } from '../model/channel.ts';
import type { Digest, ReadyStory } from '../model/digest.ts';
import type { Feed, FeedNotice, FeedSigns, PollResult } from '../model/feed.ts';
import type { Story, StoryVersion } from '../model/story.ts';
import type { Mark, MarkTarget, Votes } from '../model/mark.ts';
import type { Installation } from '../model/installation.ts';
import type { Post, PostState } from '../model/post.ts';
import type { ArticleReading } from '../model/reading.ts';
import type { ModelSpend, ModelUsage, Summary } from '../model/summary.ts';
import type { Message } from '../model/message.ts';

export type StoreCounts = {
  /** Of active feeds. `neverPolled`: `lastCheckedAt` is null; `failing`: `failure` is set. */
  feeds: { total: number; working: number; failing: number; neverPolled: number };
  /** `ungrouped`: read and in no story yet. */
  articles: { total: number; unread: number; ungrouped: number; setAside: number };
  /** `ready`: open with a summary of the current version; `summaryDue`: its summary is due by now. */
  stories: { open: number; ready: number; summaryDue: number };
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
  listRead(limit: number): Promise<ReadArticle[]>;
  /** Grouped articles first seen since an instant, in order of arrival: rebuilds the grouping window. */
  listGrouped(since: number): Promise<Article[]>;
  listOfStory(storyId: string): Promise<Article[]>;
  /** The articles of stories as they are compared, in order of arrival: without their texts. */
  listTold(storyIds: readonly string[]): Promise<ToldArticle[]>;
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
  /** Made of articles that had none of this version. */
  readings?: readonly { articleId: string; reading: ArticleReading }[];
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
  /**
   * Stories new since `since` that were refused three bullets and never had any, most important first; `stateReason` says
   * why.
   */
  listUntold(query: { since: number; now: number; limit: number }): Promise<Story[]>;
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

/**
 * A row that one instance works on. The outcome is stored only if the row still carries `token`.
 * A claim is free again when its instance is dead (no beat for the lease's length).
 */
export type Claimed<Row> = { row: Row; token: string };

export type ClaimRequest = { instanceId: string; now: number; limit: number };

/** What people say of stories. What is said of a story that is merged into another moves to that one. */
export type MarkStore = {
  /** Follows or mutes; the newer mark of a target replaces the older. */
  mark(channelId: string, mark: Mark): Promise<void>;
  /** False where the target was neither followed nor muted. */
  unmark(channelId: string, target: MarkTarget): Promise<boolean>;
  listOf(channelId: string): Promise<Mark[]>;
  /** One vote a person and channel; a second one replaces it. */
  vote(vote: {
    channelId: string;
    storyId: string;
    askerId: string;
    isUseful: boolean;
    now: number;
  }): Promise<void>;
  countVotes(storyId: string): Promise<Votes>;
};

/** A Slack workspace or a Discord server. */
export type Workspace = Omit<ChannelAddress, 'channelId'>;

/** Stories that managers took back, each in one workspace or server. */
export type WithdrawalStore = {
  /** False where it was withdrawn there already. */
  withdraw(entry: Workspace & { storyId: string; by: string; now: number }): Promise<boolean>;
  /** The ids of all stories that were withdrawn in a workspace or server. */
  listOf(workspace: Workspace): Promise<ReadonlySet<string>>;
  /** Those whose posts do not all say so yet, oldest first, with the posts that carry the story there. */
  listOpen(
    limit: number,
  ): Promise<(Workspace & { storyId: string; at: number; postIds: readonly string[] })[]>;
  markDone(workspace: Workspace, storyId: string, now: number): Promise<void>;
};

/** Where the bot was installed with a token of its own. */
export type InstallationStore = {
  /** In place of an earlier one there; channels of the workspace that could not be reached are active again. */
  put(installation: Installation): Promise<void>;
  get(workspace: Workspace): Promise<Installation | null>;
  /** Of a platform, as they came. */
  list(platform: Installation['platform']): Promise<Installation[]>;
  /** Forgets the token; active channels of the workspace become unreachable, for that reason. False where there was none. */
  remove(workspace: Workspace, reason: string): Promise<boolean>;
};

/** What is older than these instants (epoch ms) is cleaned up. */
export type CleanUpBounds = {
  /** By a story's last article. */
  stories: number;
  /** Dropped stories, by their last article, and articles that were set aside, by their arrival. */
  unused: number;
  /** Posts of no digest that are sent or were given up, by when they were made. */
  loosePosts: number;
  modelUsage: number;
  modelAnswers: number;
  /** Names of what was cleaned up, by when it was, or by when a feed was last seen to list it still. */
  tombstones: number;
  /** Instances without a beat, with what they claim, and holds without use. */
  instances: number;
};

export type CleanUpPort = {
  /**
   * Deletes up to `limit` rows of each kind that is older than its bound, each kind in a transaction of its own. Of
   * articles the names stay, so that what a feed still lists is not new. Returns how many rows went; zero when nothing
   * is left to be done.
   */
  cleanUp: (bounds: CleanUpBounds, limit: number, now: number) => Promise<number>;
};

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

/** What models were asked within one hour (UTC) that starts at `hour`, epoch ms. */
type HourOfSpend = ModelSpend & { hour: number };

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

export type NewPost = { id: string; part: number; message: Message; storyIds: readonly string[] };

export type DuePost = Post & {
  address: ChannelAddress;
  /** The post in whose thread it goes, as the platform knows it; `lost` where that one never came to be. */
  thread: null | { externalId: string } | 'lost';
};

export type PostOutcome = {
  state: PostState;
  reason?: string | null;
  externalId?: string | null;
  notBefore?: number;
  /** The platform refused the edit: replies that were kept for this become due. */
  isEditRefused?: boolean;
  /** The channel cannot be posted to: it is set aside, and where it was active the notices become due. */
  gone?: { userMessage: string; notices: readonly { channelId: string; post: NewPost }[] };
};

/** What a post is to show from now on. */
export type Revision = {
  /** Null where it shows that already. */
  message: Message | null;
  storyId: string;
  /** The version of the story that it shows then; null where the story is withdrawn. */
  version: number | null;
  /** Of that version's summary; the first where none is given. */
  edition?: number;
  /** Tells the same in the post's thread: in any case, or only if the platform refuses the edit. */
  reply?: { post: NewPost; isSpare: boolean; now: number } | null;
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
  /**
   * Replaces what a post shows (state `edit-due` if it was sent) and notes the version of the story that it shows now, with
   * its reply, all or nothing. False where the channel shows that version already or the story was withdrawn there.
   */
  revise(postId: string, revision: Revision): Promise<boolean>;
  get(id: string): Promise<Post | null>;
  /** Sent posts of a channel, newest first. */
  listSent(channelId: string, limit: number): Promise<Post[]>;
  countByState(): Promise<Partial<Record<PostState, number>>>;
  /** Gives up posts that nobody tried to send, of one channel or all; their stories count as not posted. Returns how many. */
  dropStale(query: { channelId: string | null; createdBefore: number; reason: string }): Promise<number>;
};

/** Whether all posting is stopped; every instance goes by it. */
export type PauseStore = {
  pause(by: string, now: number): Promise<void>;
  resume(): Promise<void>;
  /** Since when and by whom; null while posts go out. */
  get(): Promise<{ by: string; at: number } | null>;
};

/** A summary as it is handed to the store, which counts its editions. */
export type NewSummary = Omit<Summary, 'edition'>;

/** `alsoIn`: the same version in further languages. */
export type SummaryResult =
  | { kind: 'summary'; summary: NewSummary; alsoIn?: readonly NewSummary[]; retryAt: number | null }
  | { kind: 'refused'; reason: string; retryAt: number | null };

export type SummaryStore = {
  /** Ends the claim of `claimSummaryDue`; `retryAt` asks for another try (a degraded summary, a passing fault). */
  storeResult(storyId: string, token: string, result: SummaryResult, now: number): Promise<boolean>;
  get(storyId: string, version: number, language: string): Promise<Summary | null>;
  /** In every language that the version has one in. */
  listOfVersion(storyId: string, version: number): Promise<Summary[]>;
  /** Languages of the summaries made since an instant. */
  listLanguages(since: number): Promise<string[]>;
};

/** That a model is to summarise a version of a story, because it will be posted or was asked for. */
export type SummaryWish = {
  id: string;
  storyId: string;
  language: string;
  version: number;
  wantedAt: number;
  /** Of this version. */
  attempts: number;
  /** Why the last of them brought nothing. */
  reason: string | null;
};

export type SummaryWishStore = {
  /** Notes what is wanted; what is already wanted, done or given up for the same version stays as it is. */
  want(wishes: readonly Pick<SummaryWish, 'storyId' | 'language' | 'version'>[], now: number): Promise<void>;
  list(storyIds: readonly string[]): Promise<SummaryWish[]>;
  /** Due wishes for the current version of open stories. */
  claimDue(request: ClaimRequest): Promise<Claimed<{ wish: SummaryWish; story: Story }>[]>;
  /** Stores what came of it; `retryAt` asks for another try, null ends the wish. False where the claim is lost. */
  storeOutcome(
    wishId: string,
    token: string,
    outcome: { summary: NewSummary | null; reason: string | null; retryAt: number | null },
  ): Promise<boolean>;
  /** How many wait for another try, and why the newest of them does. */
  countWaiting(): Promise<{ waiting: number; reason: string | null }>;
};

/** What a model was asked, what that cost, and what it answered. */
export type ModelCallStore = {
  /**
   * Counts a call before it is made, with the most that it may cost. Null, with nothing stored, where `limit` does not
   * cover it; calls that several processes reserve at once never pass it together.
   */
  reserve(
    estimate: ModelUsage,
    limit: { since: number; usd: number } | null,
    now: number,
  ): Promise<string | null>;
  /** What the call was in truth; null takes it back, because nothing was used. */
  settle(id: string, usage: Omit<ModelUsage, 'model'> | null): Promise<void>;
  spendSince(since: number): Promise<ModelSpend>;
  /** The answer kept under a key, as it was given, or null. */
  findAnswer(key: string): Promise<unknown>;
  /** Replaces what was kept under the key. */
  keepAnswer(key: string, answer: { model: string; answer: object }, now: number): Promise<void>;
  /** Counts that a kept answer was used. */
  noteHit(model: string, now: number): Promise<void>;
};
