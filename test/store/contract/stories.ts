import { expect, it } from 'vitest';
import type { Story } from '../../../src/model/story.ts';
import type { Store } from '../../../src/store/store.ts';
import { A, B, sampleStory, sampleSummary, startBoth, storeReadyStory, storeStory, T0 } from './samples.ts';

export function storyContract(store: () => Store): void {
  const scored = (id: string, score: number, change: Partial<Story> = {}) => {
    const { importance } = sampleStory(id);
    return sampleStory(id, { importance: { ...importance, score }, ...change });
  };
  const list = (query: { since?: number; languages?: string[]; limit?: number } = {}) =>
    store().stories.listReady({ since: T0, languages: ['en'], now: T0, limit: 10, ...query });
  const ids = (ready: readonly { story: Story }[]) => ready.map(({ story }) => story.id);

  it('hands a story whose summary is due to one claimer', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('later'), T0 + 2);
    await storeStory(store(), sampleStory('first'), T0 + 1);
    const claim = (instanceId: string, now: number) =>
      store().stories.claimSummaryDue({ instanceId, now, limit: 10 });
    expect(await claim(A, T0)).toEqual([]);
    expect((await claim(A, T0 + 2)).map(({ row }) => row)).toEqual([
      sampleStory('first'),
      sampleStory('later'),
    ]);
    expect(await claim(B, T0 + 2)).toEqual([]);
    await store().instances.beat(B, T0 + 15_000);
    expect(await claim(B, T0 + 15_000)).toHaveLength(2);
  });

  it('lists ready stories: important first, then the latest change', async () => {
    await startBoth(store());
    await storeReadyStory(store(), scored('low', 10));
    await storeReadyStory(store(), scored('high', 90.5));
    await storeReadyStory(store(), scored('high-later', 90.5, { changedAt: T0 + 1 }));
    await storeStory(store(), scored('not-summarised', 99));
    const ready = await store().stories.listReady({ since: T0, languages: ['en'], now: T0 + 1, limit: 10 });
    expect(ids(ready)).toEqual(['high-later', 'high', 'low']);
    expect(ready[1]).toEqual({ story: scored('high', 90.5), summary: sampleSummary('high') });
    expect(ids(await list({ limit: 1 }))).toEqual(['high']);
    expect((await store().counts(T0)).stories).toMatchObject({ open: 4, ready: 3 });
  });

  it('lists what is new or changed since an instant', async () => {
    await startBoth(store());
    await storeReadyStory(store(), sampleStory('old', { newAt: T0 - 10, changedAt: T0 - 5 }));
    await storeReadyStory(store(), sampleStory('moved', { newAt: T0 - 10, changedAt: T0 }));
    await storeReadyStory(store(), sampleStory('undated', { newAt: null, changedAt: T0 - 5 }));
    expect(ids(await list())).toEqual(['moved']);
    expect(ids(await list({ since: T0 - 5 })).sort()).toEqual(['moved', 'old', 'undated']);
  });

  it('takes the summary of the current version only', async () => {
    await startBoth(store());
    await storeReadyStory(store(), sampleStory('s1'));
    await storeStory(store(), sampleStory('s1', { version: 2 }));
    expect(await list()).toEqual([]);
    expect(await store().stories.getReady('s1', ['en'])).toBeNull();
    await storeReadyStory(store(), sampleStory('s1', { version: 2 }));
    expect((await store().stories.getReady('s1', ['en']))?.summary.version).toBe(2);
  });

  it('chooses the language that comes first, one entry a story', async () => {
    await startBoth(store());
    for (const id of ['s1', 's2'])
      for (const language of ['en', 'fr']) await storeReadyStory(store(), sampleStory(id), { language });
    await storeReadyStory(store(), sampleStory('s3'), { language: 'de' });
    const languages = async (wanted: string[]) =>
      (await list({ languages: wanted })).map(({ summary }) => summary.language);
    expect(await languages(['fr', 'en'])).toEqual(['fr', 'fr']);
    expect(await languages(['en', 'fr', 'de'])).toEqual(['en', 'en', 'de']);
    expect(await languages(['es'])).toEqual([]);
    expect(await languages([])).toEqual([]);
    expect(await list({ languages: ['fr', 'en'], limit: 1 })).toHaveLength(1);
    expect((await store().stories.getReady('s1', ['fr', 'en']))?.summary.language).toBe('fr');
  });

  it('finds a ready story by the id of one that was merged into it', async () => {
    await startBoth(store());
    await storeReadyStory(store(), sampleStory('s1'));
    await storeReadyStory(store(), sampleStory('s2'));
    const merged = { articleId: 'none', story: sampleStory('s2'), mergedIds: ['s1'], summaryDueAt: null };
    await store().stories.storeGrouping(merged);
    expect((await store().stories.getReady('s1', ['en']))?.story.id).toBe('s2');
    expect(ids(await list())).toEqual(['s2']);
  });

  it('drops old stories that never had a summary, and says why', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('old', { firstSeenAt: T0 - 100 }));
    await storeStory(store(), sampleStory('young', { firstSeenAt: T0 }));
    await storeReadyStory(store(), sampleStory('ready', { firstSeenAt: T0 - 100 }));
    expect(await store().stories.dropUnready(T0, 'nobody else told it')).toBe(1);
    expect(await store().stories.dropUnready(T0, 'nobody else told it')).toBe(0);
    const dropped = { state: 'dropped', stateReason: 'nobody else told it' };
    expect(await store().stories.get('old')).toMatchObject(dropped);
    const due = await store().stories.claimSummaryDue({ instanceId: A, now: T0 + 20_000, limit: 10 });
    expect(due.map(({ row }) => row.id)).not.toContain('old');
  });

  it('keeps a withdrawn story withdrawn, whatever is grouped into it', async () => {
    const withdrawn = sampleStory('s1', { state: 'withdrawn', stateReason: 'by a manager' });
    await storeStory(store(), withdrawn);
    await storeStory(store(), sampleStory('s1', { articleCount: 7 }));
    expect(await store().stories.get('s1')).toEqual({ ...withdrawn, articleCount: 7 });
    expect(await store().stories.claimSummaryDue({ instanceId: A, now: T0, limit: 10 })).toEqual([]);
  });

  it('lists what was refused three bullets, the weightiest first', async () => {
    await startBoth(store());
    const refuse = async (story: Story) => {
      await storeStory(store(), story);
      const [claimed] = await store().stories.claimSummaryDue({ instanceId: A, now: T0, limit: 1 });
      const reason = 'There is only one sentence of text.';
      await store().summaries.storeResult(
        story.id,
        claimed?.token ?? '',
        { kind: 'refused', reason, retryAt: null },
        T0,
      );
    };
    await refuse(scored('light', 10));
    await refuse(scored('weighty', 70));
    await refuse(scored('old', 90, { newAt: T0 - 10 }));
    await storeReadyStory(store(), scored('told', 95));
    await storeStory(store(), scored('waiting', 80), T0 + 60_000);
    const untold = await store().stories.listUntold({ since: T0, now: T0, limit: 10 });
    expect(untold.map(({ id, stateReason }) => [id, stateReason])).toEqual([
      ['weighty', 'There is only one sentence of text.'],
      ['light', 'There is only one sentence of text.'],
    ]);
    expect(await store().stories.listUntold({ since: T0, now: T0, limit: 1 })).toHaveLength(1);
  });
}
