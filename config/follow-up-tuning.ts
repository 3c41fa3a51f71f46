/** Numbers of what follows a post: replies, withdrawals, pauses, channels that cannot be reached. Each with its reason. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * A change of a story from this importance on is told in the thread of every channel that has it. Between states at war
 * or in crisis (severity and actors alone) a told story has about 60 of 100; visits and votes stay below.
 */
export const IMPORTANT_CHANGE_FROM = 60;

/** A change that adds this much to the importance that the channel was told of is worth a reply by itself. */
export const IMPORTANCE_JUMP = 15;

/** A post that waited longer than this is overtaken by the next digest. */
export const STALE_POST_MS = 12 * HOUR;

/** A digest that was being stored when a story was withdrawn is there by then. */
export const WITHDRAWAL_SETTLE_MS = MINUTE;

/** How often a channel that cannot be posted to is looked at. */
export const UNREACHABLE_CHECK_MS = 10 * MINUTE;
