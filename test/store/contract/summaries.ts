import { expect, it } from 'vitest';
import type { ModelUsage } from '../../../src/model/summary.ts';
import type { Store } from '../../../src/store/store.ts';
import type { SummaryResult } from '../../../src/store/store.ts';
import { A, sampleStory, sampleSummary, startBoth, storeStory, T0 } from './samples.ts';

const USAGE: ModelUsage = { model: 'sample-model', tokensIn: 1_200, tokensOut: 90, costUsd: 0.0025 };

export function summaryContract(store: () => Store): void {
  const claim = async (now = T0) => {
    const [claimed] = await store().stories.claimSummaryDue({ instanceId: A, now, limit: 1 });
    return claimed?.token ?? null;
  };
  const made = (change: Partial<Extract<SummaryResult, { kind: 'summary' }>> = {}): SummaryResult => ({
    kind: 'summary',
    summary: sampleSummary('s1'),
    usage: null,
    retryAt: null,
    ...change,
  });
  const storeResult = (token: string | null, result: SummaryResult, now = T0) =>
    store().summaries.storeResult('s1', token ?? '', result, now);

  it('stores a summary, which ends the claim and leaves nothing due', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    const token = await claim();
    expect(await storeResult(token, made())).toBe(true);
    expect(await store().summaries.get('s1', 1, 'en')).toEqual(sampleSummary('s1'));
    expect(await store().summaries.get('s1', 2, 'en')).toBeNull();
    expect(await store().summaries.get('s1', 1, 'fr')).toBeNull();
    expect(await claim(T0 + 1)).toBeNull();
    expect(await storeResult(token, made())).toBe(false);
  });

  it('replaces a summary of the same version and language by a better one', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    await storeResult(await claim(), made({ retryAt: T0 + 900 }));
    expect(await claim(T0 + 899)).toBeNull();
    const better = sampleSummary('s1', {
      headline: 'A better headline',
      madeBy: { kind: 'model', model: 'sample-model', replacedBullets: 1 },
    });
    expect(await storeResult(await claim(T0 + 900), made({ summary: better }), T0 + 900)).toBe(true);
    expect(await store().summaries.get('s1', 1, 'en')).toEqual(better);
  });

  it('notes why there is no summary, until there is one', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    const refused = { kind: 'refused', reason: 'Too little to say.', usage: null, retryAt: T0 + 5 } as const;
    expect(await storeResult(await claim(), refused)).toBe(true);
    expect(await store().stories.get('s1')).toMatchObject({
      state: 'open',
      stateReason: 'Too little to say.',
    });
    await storeResult(await claim(T0 + 5), made());
    expect(await store().stories.get('s1')).toMatchObject({ stateReason: null });
  });

  it('keeps due what was asked for during the work, and stores the work', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    const token = await claim();
    await storeStory(store(), sampleStory('s1', { version: 2 }), T0 + 30);
    expect(await storeResult(token, made())).toBe(true);
    expect(await store().summaries.get('s1', 1, 'en')).not.toBeNull();
    expect(await claim(T0 + 29)).toBeNull();
    expect(await claim(T0 + 30)).not.toBeNull();
  });

  it('stores nothing for a lost claim but what was spent', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    await claim();
    expect(await storeResult('another-token', made({ usage: USAGE }))).toBe(false);
    expect(await store().summaries.get('s1', 1, 'en')).toBeNull();
    expect((await store().summaries.spendSince(T0)).calls).toBe(1);
  });

  it('adds up the spend since an instant', async () => {
    await startBoth(store());
    expect(await store().summaries.spendSince(0)).toEqual({
      costUsd: 0,
      tokensIn: 0,
      tokensOut: 0,
      calls: 0,
    });
    await storeStory(store(), sampleStory('s1'));
    await storeResult(await claim(), made({ usage: USAGE, retryAt: T0 }));
    await storeResult(await claim(), made({ usage: { ...USAGE, costUsd: null }, retryAt: T0 }), T0 + 10);
    expect(await store().summaries.spendSince(T0)).toEqual({
      costUsd: 0.0025,
      tokensIn: 2_400,
      tokensOut: 180,
      calls: 2,
    });
    expect(await store().summaries.spendSince(T0 + 1)).toMatchObject({ costUsd: 0, calls: 1 });
  });
}
