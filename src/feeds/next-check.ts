import {
  ACTIVE_FEED_MAX_MS,
  CHECKS_PER_GAP,
  FIRST_RETRY_MS,
  JITTER,
  MAX_POLITE_WAIT_MS,
  MAX_RETRY_MS,
} from '../../config/feeds-tuning.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../clock.ts';
import { parseDate } from './parse/parse-date.ts';

/** Settable bounds of the learnt interval, in ms. */
export type PollBounds = { minPollMs: number; maxPollMs: number };

/**
 * The interval at which a feed is worth checking, in ms, learnt from the instants of its newest items (newest first)
 * and the silence since. Without dates the interval shrinks when something new was there and grows when not.
 */
export function learnInterval(
  recentPublishedAt: readonly number[],
  previous: { intervalMs: number; hasNews: boolean },
  now: number,
  bounds: PollBounds,
): number {
  const [newest] = recentPublishedAt;
  const oldest = recentPublishedAt.at(-1);
  if (newest === undefined || oldest === undefined) {
    const next = previous.hasNews ? previous.intervalMs / 2 : previous.intervalMs * 1.5;
    return clamp(next, bounds.minPollMs, Math.min(bounds.maxPollMs, ACTIVE_FEED_MAX_MS));
  }
  // The time since the newest item counts as one gap, so that a feed that falls silent is asked less and less.
  const usualGap = (now - oldest) / recentPublishedAt.length;
  const isActive = now - newest < DAY;
  const longest = isActive ? Math.min(bounds.maxPollMs, ACTIVE_FEED_MAX_MS) : bounds.maxPollMs;
  return clamp(usualGap / CHECKS_PER_GAP, bounds.minPollMs, Math.max(bounds.minPollMs, longest));
}

export type ServerWishes = {
  headers: Readonly<Record<string, string>>;
  ttlMinutes: number | null;
  /** Hours (GMT) in which the feed asks not to be read. */
  skipHours: readonly number[];
};

/** The instant of the next check after a success: the learnt interval, no sooner than the server wishes (within an hour). */
export function nextCheckAfterSuccess(
  intervalMs: number,
  wishes: ServerWishes,
  now: number,
  random: () => number,
): number {
  const wished = Math.max(freshForMs(wishes.headers, now), (wishes.ttlMinutes ?? 0) * MINUTE);
  const wait = Math.max(intervalMs, Math.min(wished, MAX_POLITE_WAIT_MS));
  return afterSkippedHours(now + jittered(wait, random), wishes.skipHours);
}

/** The instant of the next check after the `failureCount`th failure in a row: doubling, up to a day, never never. */
export function nextCheckAfterFailure(
  failureCount: number,
  headers: Readonly<Record<string, string>>,
  now: number,
  random: () => number,
): number {
  const backOff = Math.min(FIRST_RETRY_MS * 2 ** Math.min(Math.max(0, failureCount - 1), 20), MAX_RETRY_MS);
  const asked = Math.min(retryAfterMs(headers['retry-after'], now) ?? 0, MAX_RETRY_MS);
  // Never sooner than the server asked for: jitter only adds to that.
  return now + Math.max(jittered(backOff, random), asked * (1 + JITTER * random()));
}

/** `Retry-After` in ms from `now`: seconds or an HTTP date (RFC 9110, 10.2.3). Null where there is none. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (!header) return null;
  const seconds = /^\s*(\d+)\s*$/.exec(header)?.[1];
  if (seconds !== undefined) return Number(seconds) * SECOND;
  const instant = parseDate(header);
  return instant === null ? null : Math.max(0, instant - now);
}

/** How long the answer stays fresh, in ms: `Cache-Control: max-age` before `Expires` (RFC 9111, 4.2.1). */
function freshForMs(headers: Readonly<Record<string, string>>, now: number): number {
  const control = headers['cache-control'] ?? '';
  if (/\bno-(?:store|cache)\b/.test(control)) return 0;
  const maxAge = /\bmax-age\s*=\s*"?(\d+)/.exec(control)?.[1];
  if (maxAge !== undefined) return Math.max(0, Number(maxAge) - Number(headers['age'] ?? 0)) * SECOND;
  const expires = parseDate(headers['expires']);
  const date = parseDate(headers['date']) ?? now;
  return expires === null ? 0 : Math.max(0, expires - date);
}

function afterSkippedHours(instant: number, skipHours: readonly number[]): number {
  const skipped = new Set(skipHours);
  if (skipped.size >= 24) return instant;
  let at = instant;
  while (skipped.has(new Date(at).getUTCHours())) at = (Math.floor(at / HOUR) + 1) * HOUR;
  return at;
}

function jittered(waitMs: number, random: () => number): number {
  return waitMs * (1 - JITTER + 2 * JITTER * random());
}

function clamp(value: number, min: number, max: number): number {
  return Math.round(Math.min(Math.max(value, min), max));
}
