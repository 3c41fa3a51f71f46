import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/clock.ts';
import {
  learnInterval,
  nextCheckAfterFailure,
  nextCheckAfterSuccess,
  retryAfterMs,
} from '../../src/feeds/next-check.ts';

const NOW = Date.UTC(2023, 8, 5, 12);
const BOUNDS = { minPollMs: MINUTE, maxPollMs: DAY };
const middle = () => 0.5;
const every = (gapMs: number, count = 12) =>
  Array.from({ length: count }, (_, index) => NOW - (index + 1) * gapMs);
const learn = (recent: number[], hasNews = true) =>
  learnInterval(recent, { intervalMs: HOUR, hasNews }, NOW, BOUNDS);

describe('the learnt interval', () => {
  it('is half the usual time between items', () => {
    expect(learn(every(20 * MINUTE))).toBe(10 * MINUTE);
  });

  it('keeps its bounds, and checks a feed that is alive at least hourly', () => {
    expect(learn(every(1000))).toBe(MINUTE);
    expect(learn(every(5 * HOUR))).toBe(HOUR);
    expect(learn(every(30 * DAY))).toBe(DAY);
  });

  it('grows with silence', () => {
    const recent = every(HOUR);
    const later = learnInterval(recent, { intervalMs: HOUR, hasNews: false }, NOW + 5 * DAY, BOUNDS);
    expect(later).toBeGreaterThan(learn(recent));
  });

  it('follows news and silence where there are no dates', () => {
    expect(learn([], true)).toBe(HOUR / 2);
    expect(learn([], false)).toBe(HOUR);
    expect(learnInterval([], { intervalMs: 10 * MINUTE, hasNews: false }, NOW, BOUNDS)).toBe(15 * MINUTE);
  });
});

describe('the next check after a success', () => {
  const next = (
    intervalMs: number,
    wishes: Partial<Parameters<typeof nextCheckAfterSuccess>[1]> = {},
    random = middle,
  ) =>
    nextCheckAfterSuccess(
      intervalMs,
      { headers: {}, ttlMinutes: null, skipHours: [], ...wishes },
      NOW,
      random,
    ) - NOW;

  it('honours ttl, max-age and Expires up to an hour', () => {
    expect(next(MINUTE, { ttlMinutes: 30 })).toBe(30 * MINUTE);
    expect(next(MINUTE, { headers: { 'cache-control': 'public, max-age=600', age: '300' } })).toBe(
      5 * MINUTE,
    );
    expect(next(MINUTE, { headers: { expires: new Date(NOW + 20 * MINUTE).toUTCString() } })).toBe(
      20 * MINUTE,
    );
    expect(next(MINUTE, { headers: { 'cache-control': 'no-cache, max-age=600' } })).toBe(MINUTE);
    expect(next(MINUTE, { ttlMinutes: 10_080 })).toBe(HOUR);
  });

  it('never shortens the learnt interval, and spreads it by a tenth', () => {
    expect(next(2 * HOUR, { ttlMinutes: 5 })).toBe(2 * HOUR);
    expect(next(HOUR, {}, () => 0)).toBeCloseTo(0.9 * HOUR);
    expect(next(HOUR, {}, () => 1)).toBeCloseTo(1.1 * HOUR);
  });

  it('waits for the end of skipped hours, unless all are skipped', () => {
    expect(next(HOUR, { skipHours: [13, 14] })).toBe(3 * HOUR);
    expect(next(HOUR, { skipHours: Array.from({ length: 24 }, (_, hour) => hour) })).toBe(HOUR);
  });
});

describe('the next check after a failure', () => {
  const wait = (count: number, headers: Record<string, string> = {}, random = middle) =>
    nextCheckAfterFailure(count, headers, NOW, random) - NOW;

  it('doubles up to a day and is never for good', () => {
    expect([1, 2, 3, 4].map((count) => wait(count) / MINUTE)).toEqual([2, 4, 8, 16]);
    expect(wait(1_000_000)).toBe(DAY);
  });

  it('comes no sooner than Retry-After says, in seconds or as a date', () => {
    expect(wait(1, { 'retry-after': '3600' }, () => 0)).toBe(HOUR);
    expect(wait(1, { 'retry-after': new Date(NOW + HOUR).toUTCString() }, () => 0)).toBe(HOUR);
    expect(wait(1, { 'retry-after': '99999999' }, () => 0)).toBe(DAY);
    expect(retryAfterMs('tomorrow-ish', NOW)).toBeNull();
  });
});
