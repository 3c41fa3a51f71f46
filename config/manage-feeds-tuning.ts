/** Numbers of the feed commands, the feed page and the notices about feeds, each with its reason. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Faults of a few hours pass by themselves; after a day somebody should look. */
export const NOTICE_AFTER_MS = 24 * HOUR;

/** One outage is met by each feed at its next poll, mostly within an hour or two: a notice names these too. */
export const NOTICE_TOGETHER_MS = 3 * HOUR;

/** Between two notices of one kind: feeds that fail or come back one after another are told of together. */
export const NOTICE_GAP_MS = 6 * HOUR;

/** How often the feeds are gone through; what must be told at once wakes the step. */
export const NOTICE_CHECK_MS = MINUTE;

/** So many feeds tried in vain since the last success are no coincidence. */
export const NETWORK_DOWN_FEEDS = 5;

/** Feeds that a notice lists; the rest stand in `/feeds health`. */
export const FEEDS_IN_NOTICE = 8;

/** Feeds that an answer lists: two Discord screens, and within the limits of one Slack message. */
export const FEEDS_IN_ANSWER = 20;

/** Feeds on one page: nearly 1 kB of markup each keeps it under 100 kB, which is quick on a phone. */
export const FEEDS_ON_PAGE = 75;

/** Items of a preview: the newest tell what kind of feed it is. */
export const PREVIEW_ITEMS = 5;

/** Finding the feeds of a site may take a dozen requests with a polite gap between them. */
export const FIND_FEED_TIMEOUT_MS = 45 * SECOND;

/** Address lists of thousands of feeds stay under a megabyte. */
export const MAX_OPML_BYTES = 2_000_000;
/** More feeds than this in one file are a mistake, and a burden for their hosts. */
export const MAX_OPML_FEEDS = 5_000;
/** A file that takes longer is not served to be read. */
export const OPML_TIMEOUT_MS = 20 * SECOND;

/** An OPML text that is longer does not fit one answer beside the rest. */
export const OPML_IN_ANSWER_CHARS = 2_500;
