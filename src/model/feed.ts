import type { NewArticle } from './article.ts';

/** A named failure of a feed; `code` is stable, `message` is a sentence for a person with what to do. */
export type FeedFailure = {
  code: FeedFailureCode;
  message: string;
  /** Epoch ms of the first failure in a row. */
  since: number;
};

export type FeedFailureCode =
  | 'not-found'
  | 'gone'
  | 'forbidden'
  | 'bot-challenge'
  | 'not-a-feed'
  | 'empty'
  | 'malformed'
  | 'too-big'
  | 'too-slow'
  | 'certificate'
  | 'dns'
  | 'unreachable'
  | 'redirect-loop'
  | 'private-address'
  | 'rate-limited'
  | 'server-error'
  | 'bad-address';

/** Failures of the line rather than of the feed: when most feeds have one, our own network is the likely fault. */
export const NETWORK_FAILURES: ReadonlySet<FeedFailureCode> = new Set([
  'dns',
  'unreachable',
  'too-slow',
  'certificate',
]);

/** What the managers were told of a feed last; `at` is epoch ms. */
export type FeedNotice = { kind: 'failing' | 'back' | 'retired'; at: number };

export type Feed = {
  id: string;
  /** Where it is polled; moves on a stable permanent redirect. */
  url: string;
  title: string;
  /** The OPML folder, or an empty string. */
  folder: string;
  /** Host and port of `url`: one instance polls a host at a time. */
  host: string;
  state: 'active' | 'retired' | 'removed';
  addedAt: number;
  nextCheckAt: number;
  /** The learnt interval, in ms. */
  intervalMs: number;
  /** Null until the first successful poll: what that one finds is quiet. */
  firstPolledAt: number | null;
  lastCheckedAt: number | null;
  lastSuccessAt: number | null;
  etag: string | null;
  lastModified: string | null;
  /** Hash of the last stored body; moves only in the transaction that stores its articles. */
  bodyHash: string | null;
  /** Failures in a row; zero after a success. */
  failureCount: number;
  failure: FeedFailure | null;
  /** A permanent redirect seen but not yet followed for good. */
  movedTo: { url: string; since: number } | null;
  /** Publication instants of the newest items, newest first, for the learnt interval. */
  recentPublishedAt: readonly number[];
  /** Null until a first notice. */
  notice: FeedNotice | null;
};

/** How well a feed is read. */
export type FeedSigns = Pick<Feed, 'state' | 'folder' | 'addedAt' | 'lastSuccessAt' | 'failure'>;

/** How a feed does, as commands, the terminal and the page show it. */
export type FeedHealth = {
  /** Its title, or its host where it has none. */
  name: string;
  url: string;
  folder: string;
  /** `waiting`: not read yet. */
  state: 'failing' | 'retired' | 'waiting' | 'working';
  /** Epoch ms. */
  lastSuccessAt: number | null;
  /** Between two checks, in ms; null until it is learnt. */
  intervalMs: number | null;
  /** What is wrong and what to do about it, since when (epoch ms). */
  failure: { message: string; since: number } | null;
  /** Articles that came in the last 24 hours. */
  articlesInDay: number;
  /** Articles of each of the last 14 spans of 24 hours, oldest first. */
  articlesByDay: readonly number[];
};

/** One item as it stands in a feed's document, before it is anybody's article. Text is plain, never markup. */
export type FeedItem = {
  /** The feed's own identifier, or null where it has none. */
  guid: string | null;
  /** Absolute address, or null. */
  url: string | null;
  title: string;
  teaser: string;
  /** The feed's full text when it carries one (`content:encoded`, Atom content), plain; else empty. */
  content: string;
  author: string | null;
  /** Epoch ms, or null when missing or unreadable. */
  publishedAt: number | null;
  categories: readonly string[];
};

/** A whole parsed document. */
export type ParsedFeed = {
  title: string;
  /** The site's address, or null. */
  siteUrl: string | null;
  language: string | null;
  /** Minutes from `ttl` or `sy:update*`, or null. */
  ttlMinutes: number | null;
  /** Hours (GMT) to skip, from `skipHours`. */
  skipHours: readonly number[];
  /** A WebSub hub, or null. */
  hubUrl: string | null;
  items: readonly FeedItem[];
  /** The first date that could not be read, as it stands, where an item has no other. */
  unreadableDate?: string;
  /** Which parser read it. */
  parsedBy: 'rss-parser' | 'tolerant' | 'json-feed';
};

/** What a poll changes of its feed; articles go with it in one transaction. */
export type PollResult = {
  feed: Partial<Omit<Feed, 'id' | 'addedAt' | 'firstPolledAt' | 'notice'>>;
  /** Sets `firstPolledAt` if it was null: the articles of that poll are quiet. */
  isSuccess: boolean;
  articles: readonly NewArticle[];
};
