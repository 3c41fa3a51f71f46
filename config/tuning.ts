/** Product numbers, each with its reason. Those of one stage stand in its own `*-tuning.ts` beside this file. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** An instance shows that it lives this often, and counts as dead after `leaseMs` without a sign. */
export const BEAT_MS = 5 * SECOND;
export const LEASE_MS = 15 * SECOND;

/** A send is given up after this long; well under a lease, so that a claim outlives its send. */
export const SEND_TIMEOUT_MS = 8 * SECOND;

/** SIGTERM must end the process within 10 s; the rest is for closing connections. */
export const STOP_GRACE_MS = 8 * SECOND;

/** How long a step with nothing due waits, unless another step wakes it. */
export const IDLE_MS = 1 * SECOND;

/** Feeds polled at the same time: enough to hide slow servers, few enough for a small machine. */
export const FEEDS_AT_ONCE = 16;
/** Pages read at the same time (one a host). */
export const PAGES_AT_ONCE = 8;
/** Articles grouped a round, in order of arrival. */
export const ARTICLES_A_ROUND = 200;
/** Stories summarised at the same time. */
export const SUMMARIES_AT_ONCE = 4;
/** Channels sent to at the same time. */
export const CHANNELS_AT_ONCE = 20;

/** Articles that grouping looks back at when it starts. */
export const GROUPING_WINDOW_MS = 4 * 24 * HOUR;

/** A story that has not become ready by then is dropped. */
export const UNREADY_STORY_MS = 24 * HOUR;

/** A digest looks back at most this far, however long the gap. */
export const DIGEST_LOOK_BACK_MS = 72 * HOUR;
/** What a new channel's first digest covers. */
export const FIRST_DIGEST_MS = 24 * HOUR;
/** A first digest waits for the first round of polling, but no longer than this. */
export const FIRST_ROUND_MS = 60 * SECOND;
/** More stories than this nobody reads in one message. */
export const DIGEST_STORIES = 8;

/** A degraded summary (model down, budget spent) is tried again this much later, while its story is fresh. */
export const SUMMARY_RETRY_MS = 15 * MINUTE;

/** Back-off of a post: doubled from the first to the last. */
export const SEND_RETRY_MS = { first: 2 * SECOND, last: 10 * MINUTE } as const;
/** Attempts that end in a certain failure before a post is given up. */
export const SEND_ATTEMPTS = 12;

/** A feed without a success for this long is silent: the digest's footer says so. */
export const SILENT_FEED_MS = 24 * HOUR;

/** Sources handed to a summariser: the story's nearest articles; more add length, not facts. */
export const SOURCES_PER_SUMMARY = 8;

/** Slack takes about one message a second and channel. */
export const SLACK_CHANNEL_GAP_MS = 1_100;

/** Least gap between two requests to one host. */
export const HOST_GAP_MS = 2 * SECOND;

/** Language of a channel that set none. */
export const DEFAULT_LANGUAGE = 'en';

/** Threads that parse feeds and pages. */
export const PARSER_THREADS = 2;
/** A document that takes longer is hostile: real ones take under a second. */
export const PARSE_DEADLINE_MS = 10 * SECOND;
/** Heap of a parser thread: a 5 MB feed needs about 120 MB. A thread that reaches its cap can take the process along, so the deadline comes first. */
export const PARSER_HEAP_MB = 512;

/** How far back `/digest` looks unless asked otherwise. */
export const ASKED_DIGEST_MS = 24 * HOUR;
/** How far back `/summary <words>` searches. */
export const SEARCH_SPAN_MS = 7 * 24 * HOUR;
/** Stories that a round of digests looks at. */
export const DIGEST_CANDIDATES = 500;
/** A story that is older than this is no longer posted as it happens. */
export const AS_IT_HAPPENS_MS = 24 * HOUR;

/** One answer of a model with all its attempts; local models on small machines need most of it. */
export const MODEL_TIMEOUT_MS = 60 * SECOND;
