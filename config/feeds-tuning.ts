/** Numbers of fetching, parsing and reading, each with its reason. */

/** Browsers allow 20; feeds that need more than five are loops or traps. */
export const MAX_REDIRECTS = 5;

/** A server that takes longer to accept a connection will not answer in time either. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** A connection without work is closed after this: the next page of a host follows within two seconds, or not soon. */
export const KEEP_ALIVE_MS = 4_000;

/** A document with more items is an archive; the newest come first in nearly all of them. */
export const MAX_ITEMS = 1_000;

/** Longer titles are not headlines but pasted text. */
export const MAX_TITLE_CHARS = 500;

/** A teaser is a sentence or two; a longer description is the article itself. */
export const MAX_TEASER_CHARS = 1_000;

/** The longest articles of the reference pages have about 60,000 characters. */
export const MAX_CONTENT_CHARS = 100_000;

/** Items of a feed's recent past that its interval is learnt from: enough for a median, few enough to follow a change. */
export const RECENT_ITEMS = 12;

/** Two checks in the usual time between items: an item is late by a quarter of that time on average. */
export const CHECKS_PER_GAP = 2;

/** A feed that published within a day is checked at least hourly, however slowly it publishes otherwise. */
export const ACTIVE_FEED_MAX_MS = 60 * 60_000;

/** Servers' `ttl` and cache times are honoured up to an hour; longer ones are nearly always left at a default. */
export const MAX_POLITE_WAIT_MS = 60 * 60_000;

/** The first wait after a failure; it doubles with each further one. */
export const FIRST_RETRY_MS = 2 * 60_000;

/** Never longer than a day, never for good: feeds come back. */
export const MAX_RETRY_MS = 24 * 60 * 60_000;

/** Checks are spread by a tenth to either side, so that feeds added together drift apart. */
export const JITTER = 0.1;

/** A permanent redirect is believed once it has stood for three days: mistakes of a server are mended sooner. */
export const MOVE_AFTER_MS = 3 * 24 * 60 * 60_000;

/** The largest feed of the reference data has 0.6 MB; full-text archives reach a few. */
export const MAX_FEED_BYTES = 5_000_000;

/** A feed that needs longer would be served faster by waiting for the next check. */
export const FEED_TIMEOUT_MS = 20_000;

/** Shorter titles ("Live updates", "In pictures") are used again and again for different articles. */
export const MIN_TITLE_KEY_WORDS = 5;
export const MIN_TITLE_KEY_CHARS = 24;

/** A date further ahead than any time zone can explain is a mistake. */
export const MAX_FUTURE_MS = 26 * 60 * 60_000;

/** Pages beyond this are no articles; the largest of the reference pages has 1.6 MB. */
export const MAX_PAGE_BYTES = 3_000_000;

/** Readability's time grows with the square of the elements: 60,000 tags are read in some seconds. */
export const MAX_PAGE_TAGS = 60_000;

/** The DOM's own recursion ends in a stack overflow at about 3,000; real pages nest less than 100 deep. */
export const MAX_PAGE_DEPTH = 800;

/** A part with more of the page's prose than this is never taken for furniture, whatever it is called. */
export const MAX_NOISE_SHARE = 0.2;

/** Reading a page may take this long in all; then the feed's own text serves. */
export const PAGE_TIMEOUT_MS = 20_000;

/** A page marked as paid, or that asks to subscribe, with fewer words than this is only the start of the article. */
export const PAYWALL_STUB_WORDS = 250;

/** With less text than this from the feed, a page that failed for a passing reason is tried again. */
export const THIN_FEED_TEXT_CHARS = 300;

/** A passing failure of a page is tried again after this time ... */
export const PAGE_RETRY_MS = 2 * 60_000;

/** ... while the article is new; later the feed's text serves, so that no story waits. */
export const PAGE_RETRY_WINDOW_MS = 10 * 60_000;

/** RFC 9309 lets a robots.txt be kept for a day. */
export const ROBOTS_KEPT_MS = 24 * 60 * 60_000;

/** A robots.txt that could not be fetched is asked for again sooner. */
export const ROBOTS_FAILURE_KEPT_MS = 15 * 60_000;

/** RFC 9309, 2.5: at least 500 KiB must be read; nobody needs more. */
export const ROBOTS_MAX_BYTES = 512_000;

/** Hosts whose robots.txt is remembered. */
export const ROBOTS_HOSTS = 2_000;

/** Feeds of one site that are read for a preview; sites that announce more list their sections. */
export const MAX_FEED_CANDIDATES = 6;
