/** Product numbers of the pages, each with its reason. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** Posts on the channel's page at most: a busy day of stories posted as they happen. */
export const POSTS_SHOWN = 30;
/** Blocks of posts on that page at most. A story's block takes 1.2 kB of markup, so the page stays under 100 kB. */
export const BLOCKS_SHOWN = 70;

/** Events kept for browsers that reconnect; one that missed more gets all shown posts again. */
export const EVENTS_KEPT = 50;

/** Shorter than the 60 s after which common proxies close a silent connection. */
export const HEARTBEAT_MS = 20 * SECOND;

/** Open live connections; beyond this one the next is told to come back later, so that none can use up the process. */
export const STREAMS_AT_ONCE = 50;

/** Answers kept for browsers without script, which fetch theirs by a second request. */
export const ANSWERS_KEPT = 20;

/** A command with a long link fits many times over. */
export const BODY_MAX_BYTES = 16 * 1024;
export const COMMAND_MAX_CHARS = 4_000;

/** Wrong tokens that one address may send in a window before it has to wait the window out. */
export const GUESSES_PER_ADDRESS = 10;
/** The same for all addresses together, against somebody who has many. */
export const GUESSES_IN_ALL = 200;
export const GUESS_WINDOW_MS = 15 * MINUTE;

/** Browsers keep a cookie for at most 400 days; a month asks seldom enough. */
export const SESSION_MS = 30 * DAY;

/** Requests in hand when the server closes get this long, well under the time a stop may take. */
export const CLOSE_GRACE_MS = 3 * SECOND;
