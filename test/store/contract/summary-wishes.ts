import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { A, B, sampleStory, sampleSummary, startBoth, storeStory, T0 } from './samples.ts';

export function summaryWishContract(store: () => Store): void {
  const wishes = () => store().summaryWishes;
  const wish = (storyId: string, version = 1, language = 'en') => ({ storyId, version, language });
  const claim = async (now = T0, instanceId = A) => wishes().claimDue({ instanceId, now, limit: 10 });
  const NOTHING = { summary: null, reason: 'The model is down.', retryAt: null };

  it('hands out what is wanted, to one at a time, until it is done', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    expect(await claim()).toEqual([]);
    await wishes().want([wish('s1'), wish('s1', 1, 'de')], T0);
    const [first, second] = await claim();
    expect(first?.row).toMatchObject({
      wish: { storyId: 's1', language: 'en', version: 1, wantedAt: T0, attempts: 0 },
      story: sampleStory('s1'),
    });
    expect(second?.row.wish.language).toBe('de');
    expect(await claim(T0 + 1, B)).toEqual([]);
    const summary = sampleSummary('s1', { headline: 'By a model' });
    const outcome = { summary, reason: null, retryAt: null };
    expect(await wishes().storeOutcome(first!.row.wish.id, first!.token, outcome)).toBe(true);
    expect(await wishes().storeOutcome(first!.row.wish.id, first!.token, outcome)).toBe(false);
    expect(await store().summaries.get('s1', 1, 'en')).toMatchObject({ headline: 'By a model' });
    expect((await wishes().list(['s1'])).map(({ attempts }) => attempts)).toEqual([1, 0]);
    expect(await claim(T0 + 1)).toEqual([]);
  });

  it('frees what a dead instance worked on', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    await wishes().want([wish('s1')], T0);
    await claim();
    await store().instances.stop(A);
    expect(await claim(T0, B)).toHaveLength(1);
  });

  it('hands out again what is to be tried again, and says why it waits', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    await wishes().want([wish('s1')], T0);
    const [claimed] = await claim();
    const outcome = { ...NOTHING, retryAt: T0 + 900 };
    await wishes().storeOutcome(claimed!.row.wish.id, claimed!.token, outcome);
    expect(await wishes().countWaiting()).toEqual({ waiting: 1, reason: 'The model is down.' });
    // Wanted already: another asker does not hurry it.
    await wishes().want([wish('s1')], T0 + 1);
    expect(await claim(T0 + 899)).toEqual([]);
    const [again] = await claim(T0 + 900);
    expect(again?.row.wish).toMatchObject({ attempts: 1, wantedAt: T0 });
    await wishes().storeOutcome(again!.row.wish.id, again!.token, NOTHING);
    expect(await wishes().countWaiting()).toEqual({ waiting: 0, reason: null });
    expect(await claim(T0 + 9_000)).toEqual([]);
  });

  it('a later version is wanted anew, and the work on the earlier one no longer counts', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    await wishes().want([wish('s1')], T0);
    const [claimed] = await claim();
    await storeStory(store(), sampleStory('s1', { version: 2 }));
    expect(await claim(T0 + 1)).toEqual([]);
    await wishes().want([wish('s1', 2)], T0 + 2);
    await wishes().want([wish('s1', 1)], T0 + 3);
    expect(await wishes().storeOutcome(claimed!.row.wish.id, claimed!.token, NOTHING)).toBe(false);
    const [newer] = await claim(T0 + 3);
    expect(newer?.row.wish).toMatchObject({ version: 2, attempts: 0, wantedAt: T0 + 2 });
  });

  it('what was withdrawn or merged is no longer worked on', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    await wishes().want([wish('s1')], T0);
    await storeStory(store(), sampleStory('s2'));
    const merging = { articleId: null, story: sampleStory('s2'), mergedIds: ['s1'], summaryDueAt: null };
    await store().stories.storeGrouping(merging);
    expect(await claim()).toEqual([]);
  });
}
