import { expect, it } from 'vitest';
import type { ModelUsage } from '../../../src/model/summary.ts';
import type { Store } from '../../../src/store/store.ts';
import { T0 } from './samples.ts';

const MODEL = 'sample-model';
const ESTIMATE: ModelUsage = { model: MODEL, tokensIn: 1_000, tokensOut: 500, costUsd: 0.4 };
const NOTHING = { costUsd: 0, tokensIn: 0, tokensOut: 0, calls: 0, cacheHits: 0 };
const DAY_LIMIT = { since: T0, usd: 1 };

export function modelCallContract(store: () => Store): void {
  const calls = () => store().modelCalls;
  const reserve = (now = T0, estimate = ESTIMATE) => calls().reserve(estimate, DAY_LIMIT, now);

  it('counts a call by its estimate, then by what it was, or not at all', async () => {
    expect(await calls().spendSince(0)).toEqual(NOTHING);
    const first = await reserve();
    expect(await calls().spendSince(T0)).toEqual({
      costUsd: 0.4,
      tokensIn: 1_000,
      tokensOut: 500,
      calls: 1,
      cacheHits: 0,
    });
    await calls().settle(first ?? '', { tokensIn: 900, tokensOut: 80, costUsd: 0.125 });
    expect(await calls().spendSince(T0)).toMatchObject({ costUsd: 0.125, tokensIn: 900, tokensOut: 80 });
    await calls().settle(first ?? '', null);
    expect(await calls().spendSince(T0)).toEqual(NOTHING);
  });

  it('lets nothing pass the limit, however many ask at once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => reserve()));
    expect(ids.filter((id) => id !== null)).toHaveLength(2);
    expect(await calls().spendSince(T0)).toMatchObject({ calls: 2 });
    expect((await calls().spendSince(T0)).costUsd).toBeCloseTo(0.8);
    await calls().settle(ids.find((id) => id !== null) ?? '', { tokensIn: 1, tokensOut: 1, costUsd: 0.1 });
    expect(await reserve()).not.toBeNull();
  });

  it('counts only what was spent since the limit began', async () => {
    await calls().reserve({ ...ESTIMATE, costUsd: 5 }, null, T0 - 1);
    expect(await reserve()).not.toBeNull();
    expect(await calls().spendSince(T0)).toMatchObject({ costUsd: 0.4, calls: 1 });
    expect(await calls().spendSince(T0 - 1)).toMatchObject({ costUsd: 5.4, calls: 2 });
  });

  it('counts calls of unknown price', async () => {
    await calls().reserve({ ...ESTIMATE, costUsd: null }, null, T0);
    expect(await calls().spendSince(T0)).toMatchObject({ costUsd: 0, tokensIn: 1_000, calls: 1 });
  });

  it('keeps answers by key, the newest of each, and counts their use apart from calls', async () => {
    expect(await calls().findAnswer('k')).toBeNull();
    await calls().keepAnswer('k', { model: MODEL, answer: { headline: 'One' } }, T0);
    await calls().keepAnswer('k', { model: MODEL, answer: { headline: 'Two', bullets: [] } }, T0 + 1);
    expect(await calls().findAnswer('k')).toEqual({ headline: 'Two', bullets: [] });
    expect(await calls().findAnswer('another')).toBeNull();
    await calls().noteHit(MODEL, T0 + 2);
    expect(await calls().spendSince(T0)).toEqual({ ...NOTHING, cacheHits: 1 });
  });
}
