import type { ArticleReading } from './reading.ts';

/**
 * Any key that two items share makes them the same article.
 * Each is prefixed with its kind: `guid:FEED:...`, `url:...`, `title:OUTLET:DAY:...`.
 */
export type IdentityKey = string;

export type TextSource = 'page' | 'json-ld' | 'feed';

/** What an article is, besides news; only `news` is posted unless a channel wants others. */
export type NewsKind =
  | 'news'
  | 'opinion'
  | 'explainer'
  | 'live-blog'
  | 'review'
  | 'sport'
  | 'lifestyle'
  | 'advertisement'
  | 'market-wrap'
  | 'obituary';

export type ArticleState =
  /** Stored, its page not yet read. */
  | 'unread'
  /** Its text is there; it waits for its story. */
  | 'read'
  /** In a story. */
  | 'grouped'
  /** Not geopolitical news; `setAsideReason` says why. */
  | 'set-aside';

export type Article = {
  id: string;
  feedId: string;
  url: string | null;
  title: string;
  teaser: string;
  /** The text that summaries rest on; empty while unread. */
  text: string;
  textSource: TextSource | null;
  /** True where the page held only the start of the article behind a paywall. */
  isPaywallStub: boolean;
  byline: string | null;
  /** ISO 639-1, or null when not known. */
  language: string | null;
  /** Registered domain of the outlet, e.g. `example.org`. */
  outletDomain: string;
  outletName: string;
  /** The feed's date; never trusted alone. */
  publishedAt: number | null;
  /** When we stored it: decides what is new. */
  firstSeenAt: number;
  /** Found by a feed's first poll: forms stories, alerts nobody. */
  isQuiet: boolean;
  state: ArticleState;
  setAsideReason: string | null;
  storyId: string | null;
};

/** What a poll hands to the store: everything but what the store decides. */
export type NewArticle = Pick<
  Article,
  'url' | 'title' | 'teaser' | 'outletDomain' | 'outletName' | 'publishedAt' | 'language'
> & {
  /** Strongest first; never empty. */
  keys: readonly IdentityKey[];
  /** What would be keys of it, but stands on other items of the same document too. */
  sharedKeys: readonly IdentityKey[];
  /** Its words, for the case that each of its keys proves to be shared. */
  fallbackKey: IdentityKey;
  /** The feed's own full text, used when the page cannot be read. */
  feedText: string;
};

export type UnreadArticle = Article & { feedText: string };

/** `reading` is null where none was made yet by this version. */
export type ReadArticle = Article & { reading: ArticleReading | null };

/** An article of a story as later ones are compared with it; `text` is there only where there is no reading. */
export type ToldArticle = Pick<Article, 'id' | 'url' | 'title' | 'outletDomain' | 'firstSeenAt'> & {
  text: string | null;
  reading: ArticleReading | null;
};

/** What reading an article's page came to. */
export type ReadingResult =
  | {
      state: 'read';
      text: string;
      textSource: TextSource;
      isPaywallStub: boolean;
      byline: string | null;
      language: string | null;
      publishedAt: number | null;
      title: string;
      /** Null where none could be made: then it is made when it is first needed. */
      reading?: ArticleReading | null;
    }
  | { state: 'set-aside'; reason: string }
  /** Tried again not before `notBefore`. */
  | { state: 'unread'; notBefore: number };
