import { expect, it } from 'vitest';
import type { Store, SummaryResult } from '../../../src/store/store.ts';
import { A, sampleStory, sampleSummary, startBoth, storeStory, T0 } from './samples.ts';

export function summaryContract(store: () => Store): void {
  const claim = async (now = T0) => {
    const [claimed] = await store().stories.claimSummaryDue({ instanceId: A, now, limit: 1 });
    return claimed?.token ?? null;
  };
  const made = (change: Partial<Extract<SummaryResult, { kind: 'summary' }>> = {}): SummaryResult => ({
    kind: 'summary',
    summary: sampleSummary('s1'),
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
      madeAt: T0 + 900,
    });
    expect(await storeResult(await claim(T0 + 900), made({ summary: better }), T0 + 900)).toBe(true);
    // The instant stays: since then the story can be read.
    expect(await store().summaries.get('s1', 1, 'en')).toEqual({ ...better, madeAt: T0, edition: 2 });
  });

  it('stores a version in several languages, and tells which there are', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    const [german, french] = ['de', 'fr'].map((language) => sampleSummary('s1', { language }));
    await storeResult(await claim(), made({ alsoIn: [german!, french!] }));
    expect(await store().summaries.listOfVersion('s1', 1)).toEqual([german, sampleSummary('s1'), french]);
    expect(await store().summaries.listOfVersion('s1', 2)).toEqual([]);
    expect(await store().summaries.listLanguages(T0)).toEqual(['de', 'en', 'fr']);
    expect(await store().summaries.listLanguages(T0 + 1)).toEqual([]);
  });

  it('notes why there is no summary, until there is one', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    const refused = { kind: 'refused', reason: 'Too little to say.', retryAt: T0 + 5 } as const;
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

  it('stores nothing for a lost claim', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    await claim();
    expect(await storeResult('another-token', made())).toBe(false);
    expect(await store().summaries.get('s1', 1, 'en')).toBeNull();
  });
}
