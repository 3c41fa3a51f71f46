import { KEEP_STORIES_MS } from './clean-up-tuning.ts';

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

/** Lines under "Also reported": more would be a second digest. */
export const ALSO_REPORTED_LINES = 4;
/** A story without bullets weighs at least this much to be named: one outlet's ordinary item has 10 to 25 of 100. */
export const ALSO_REPORTED_IMPORTANCE = 30;

/** A degraded summary (model down, budget spent) is tried again this much later, while its story is fresh. */
export const SUMMARY_RETRY_MS = 15 * MINUTE;

/** A post that is due waits this long for the model's summaries, then goes out without and is edited later: readers keep their hour. */
export const MODEL_WAIT_MS = 60 * SECOND;
/** The model is asked this long before a digest is due for what would be in it: some calls side by side take a minute or two. */
export const MODEL_LEAD_MS = 5 * MINUTE;
/** How often it is looked at which digests come due. */
export const MODEL_LEAD_CHECK_MS = 30 * SECOND;
/** Who asks for a story's summary waits this long for the model, looking so often: an answer is worth a few seconds, not more. */
export const ASKED_WAIT_MS = 6 * SECOND;
export const ASKED_LOOK_MS = SECOND / 2;
/** Languages of channels and of stories are looked up again after this long. */
export const LANGUAGES_LOOK_MS = 10 * SECOND;

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

/** Processes that parse feeds and pages: with two a hostile document delays no other. */
export const PARSERS = 2;
/** A document that takes longer is hostile: real ones take under a second. */
export const PARSE_DEADLINE_MS = 10 * SECOND;
/** Heap of a parser: a 5 MB feed needs about 120 MB. */
export const PARSER_HEAP_MB = 256;

/** How far back `/digest` looks unless asked otherwise. */
export const ASKED_DIGEST_MS = 24 * HOUR;
/** How far back a search by words looks: as far as stories are kept. */
export const SEARCH_SPAN_MS = KEEP_STORIES_MS;
/** Headlines offered while somebody types are no older: older ones are searched by words. */
export const SUGGESTED_SPAN_MS = 72 * HOUR;
/** Stories that a round of digests looks at: about two days of 400 feeds, so that narrow filters find theirs. */
export const DIGEST_CANDIDATES = 2_000;
/** Stories that are looked at each second for channels that take them as they happen. */
export const AS_IT_HAPPENS_CANDIDATES = 500;
/** How much of a digest may be about one UN subregion while there is something else: half, or it is a regional digest. */
export const DIGEST_REGION_SHARE = 0.5;
/** A story that is older than this is no longer posted as it happens. */
export const AS_IT_HAPPENS_MS = 24 * HOUR;

/** One answer of a model with all its attempts; local models on small machines need most of it. */
export const MODEL_TIMEOUT_MS = 60 * SECOND;
