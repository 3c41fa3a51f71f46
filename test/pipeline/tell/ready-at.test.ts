import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/clock.ts';
import { judgeReadiness } from '../../../src/pipeline/tell/ready-at.ts';

const base = {
  firstSeenAt: 0,
  lastArticleAt: MINUTE,
  now: 2 * MINUTE,
  purpose: 'digest',
  quietMs: null,
} as const;

describe('judgeReadiness', () => {
  it.each([
    ['one family waits ten minutes', { families: 1 }, 10 * MINUTE],
    ['two families too', { families: 2 }, 10 * MINUTE],
    ['three are enough at once', { families: 3 }, 2 * MINUTE],
    ['two are for an alert', { families: 2, purpose: 'alert' as const }, 2 * MINUTE],
    ['one is not', { families: 1, purpose: 'alert' as const }, 10 * MINUTE],
    ['long ready stays ready', { families: 3, now: 60 * MINUTE }, 10 * MINUTE],
    ['quiet time instead of the rules', { families: 1, quietMs: 3_000 }, MINUTE + 3_000],
  ])('%s', (_, change, readyAt) => {
    expect(judgeReadiness({ ...base, ...change })).toBe(readyAt);
  });
});
