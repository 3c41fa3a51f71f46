import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { HOUR } from '../../src/clock.ts';
import {
  poll,
  readArticles,
  sampleArticle,
  sampleStory,
  startBoth,
  storeReadyStory,
  storeStory,
  T0,
} from '../store/contract/samples.ts';
import { ask, openContext } from '../support/command-context.ts';
import { createManualClock } from '../support/manual-clock.ts';

async function setUp() {
  const { context, store } = await openContext({}, createManualClock(T0 + 5 * HOUR));
  await startBoth(store);
  return { store, story: async (about: string) => renderPlainText(await ask(`story ${about}`, context)) };
}

describe('/story', () => {
  it('tells the timeline, who told it since when, and what the bullets rest on', async () => {
    const { store, story } = await setUp();
    const [first = '', second = ''] = await readArticles(store, ['one', 'two']);
    await poll(store, [sampleArticle('rt', { outletName: 'RT', outletDomain: 'rt.com' })], T0 + HOUR);
    const [third] = await store.articles.claimUnread({ instanceId: 'instance-a', now: T0 + HOUR, limit: 9 });
    const grain = sampleStory('s1', { title: 'Grain talks in Sochi' });
    for (const articleId of [first, second, third?.row.id ?? ''])
      await store.stories.storeGrouping({ articleId, story: grain, mergedIds: [], summaryDueAt: null });
    const change = { at: T0 + 2 * HOUR, kind: 'correction', line: 'no agreement (was: under way)' } as const;
    await storeReadyStory(store, { ...grain, version: 2, change });
    const text = await story('grain');
    expect(text).toMatch(
      /Timeline \(UTC\).*Mon 2 Mar, 07:00 First report: Grain talks in Sochi.*Mon 2 Mar, 09:00 Corrected: no agreement/s,
    );
    expect(text).toMatch(
      /Who told it.*Mon 2 Mar, 07:00 Harbour Post: .*Mon 2 Mar, 08:00 RT \(Russia\), state-controlled/s,
    );
    expect(text.match(/Harbour Post: /g)).toHaveLength(1);
    expect(text).toContain('Another thing. It was said.');
    expect(text).toContain('3 articles, 2 outlets, version 2 · http://localhost:8787/stories/s1');
  });

  it('says of a story that was withdrawn here only that', async () => {
    const { store, story } = await setUp();
    await storeReadyStory(store, sampleStory('s1', { title: 'Grain talks' }));
    const place = { platform: 'local', workspaceId: 'local' } as const;
    await store.withdrawals.withdraw({ ...place, storyId: 's1', by: 'U1', now: T0 });
    expect(await story('grain')).toBe('A manager withdrew this story here.');
  });

  it('tells what there is of a story that was never summarised', async () => {
    const { store, story } = await setUp();
    await storeStory(store, sampleStory('s1', { title: 'Grain talks' }), null);
    expect(await story('grain')).toMatch(/^Grain talks\n.*First report/s);
    expect(await story('zebra')).toContain('Nothing that was read');
  });

  it('finds a story by a word that is misspelt', async () => {
    const { store, story } = await setUp();
    await storeReadyStory(store, sampleStory('s1'), { headline: 'Zelenskyy visits Ankara' });
    expect(await story('Zelensky Ankera')).toContain('Zelenskyy visits Ankara');
  });
});
