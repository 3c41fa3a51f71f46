/** How long what is kept, each with its reason. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Days after its last report that a story stays with all that belongs to it: readers look back a quarter of a year. */
export const STORY_DAYS = 90;
export const KEEP_STORIES_MS = STORY_DAYS * DAY;

/** What never became a story or was no news for us is kept so that `why` can answer; after a month nobody asks. */
export const KEEP_UNUSED_MS = 30 * DAY;

/** Notices and replies; posts of digests stay with their digests, which the archive links to. */
export const KEEP_LOOSE_POSTS_MS = 365 * DAY;

/** The spend of a year can be looked up. */
export const KEEP_MODEL_USAGE_MS = 365 * DAY;

/** A model is asked the same again within minutes to days, never after the story is gone. */
export const KEEP_MODEL_ANSWERS_MS = 90 * DAY;

/**
 * The names of what was cleaned up are kept while a feed lists it, and for this long after: feeds are known to return to
 * items of a year ago.
 */
export const KEEP_TOMBSTONES_MS = 400 * DAY;

/** That a feed still lists it is noted this often, so that a poll of old items seldom writes. */
export const TOMBSTONE_REFRESH_MS = 30 * DAY;

/**
 * Articles, or rows of another kind, that one transaction takes; of stories a tenth, each with all that hangs on it. On
 * SQLite with 80,000 articles such a transaction takes about 20 ms, one in twenty 100 ms, on two busy cores.
 */
export const CLEAN_UP_ROWS = 500;

/** Between two batches: others have their turn, and a backlog of a month is through within the hour. */
export const CLEAN_UP_PAUSE_MS = 250;

/** How often it is looked for what has grown old. */
export const CLEAN_UP_CHECK_MS = 60 * MINUTE;
