import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import {
  CHANNEL,
  poll,
  readArticles,
  sampleArticle,
  sampleDigest,
  samplePost,
  sampleStory,
  startBoth,
  storeDigest,
  storeStory,
  T0,
} from './samples.ts';

const DAY = 86_400_000;

export function archiveContract(store: () => Store): void {
  it('keeps what a story was at each version, and not its repetitions', async () => {
    await storeStory(store(), sampleStory('s1', { title: 'Talks begin', url: 'https://a.example/1' }));
    await storeStory(store(), sampleStory('s1', { title: 'Talks go on', articleCount: 2 }));
    const change = { at: T0 + 9, kind: 'correction', line: 'visit dated 13 September' } as const;
    const moved = sampleStory('s1', { version: 2, title: 'A date', url: null, change });
    await storeStory(store(), moved);
    await storeStory(store(), { ...moved, articleCount: 7 });
    expect(await store().archive.versionsOf('s1')).toEqual([
      { version: 1, at: T0, kind: 'first', line: null, title: 'Talks begin', url: 'https://a.example/1' },
      { version: 2, at: T0 + 9, kind: 'correction', line: change.line, title: 'A date', url: null },
    ]);
    expect(await store().archive.versionsOf('nobody')).toEqual([]);
  });

  it('keeps who denies what another says', async () => {
    const dispute = 'Estmark says, Norvelia denies';
    await storeStory(store(), sampleStory('s1', { dispute }));
    expect(await store().stories.get('s1')).toEqual(sampleStory('s1', { dispute }));
  });

  it('lists digests before an instant and the posts of one in order', async () => {
    const channel = await store().channels.ensure(CHANNEL, T0, T0);
    for (const [index, id] of ['d1', 'd2', 'd3'].entries()) {
      const digest = { ...sampleDigest(id, channel.id), at: T0 + index };
      const posts = id === 'd2' ? [samplePost('p2', [], 2), samplePost('p1', [], 1)] : [];
      await storeDigest(store(), channel, { id, posts, digest });
    }
    const list = async (before: number) =>
      (await store().archive.listDigests({ channelId: channel.id, before, limit: 2 })).map(({ id }) => id);
    expect(await list(T0 + 9)).toEqual(['d3', 'd2']);
    expect(await list(T0 + 1)).toEqual(['d1']);
    expect((await store().archive.postsOf('d2')).map(({ id }) => id)).toEqual(['p1', 'p2']);
    expect(await store().archive.postsOf('nobody')).toEqual([]);
  });

  it('finds stories in any state, and articles without one, by the words of their title', async () => {
    await storeStory(store(), sampleStory('s1', { title: 'Café talks in 100% calm', lastArticleAt: T0 }));
    await storeStory(
      store(),
      sampleStory('s2', { title: 'Cafe TALKS fail', state: 'dropped', lastArticleAt: T0 + 1 }),
    );
    await storeStory(store(), sampleStory('s3', { title: 'Cafe talks', state: 'merged' }));
    const find = async (words: string[], since = T0) =>
      (await store().archive.findStories({ words, since, limit: 9 })).map(({ id }) => id);
    expect(await find(['talks', 'café'])).toEqual(['s2', 's1']);
    expect(await find(['talks'], T0 + 1)).toEqual(['s2']);
    expect(await find(['100%'])).toEqual(['s1']);
    expect(await find(['1%0'])).toEqual([]);

    await startBoth(store());
    const [football = '', grain = ''] = await readArticles(store(), ['football', 'grain']);
    await store().articles.setAside(football, 'a sport, not states');
    await store().stories.storeGrouping({
      articleId: grain,
      story: sampleStory('s4'),
      mergedIds: [],
      summaryDueAt: null,
    });
    const loose = (words: string[]) => store().archive.findLooseArticles({ words, since: T0, limit: 9 });
    expect(await loose(['title', 'PAGE'])).toMatchObject([
      { id: football, state: 'set-aside', setAsideReason: 'a sport, not states' },
    ]);
    expect(await loose(['nothing'])).toEqual([]);
    const key = 'url:https://harbour.example/grain';
    expect(await store().archive.articleOfKey(key)).toMatchObject({ id: grain, storyId: 's4' });
    expect(await store().archive.articleOfKey('url:nobody')).toBeNull();
  });

  it('counts articles a feed and day, oldest first', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('old')], T0);
    await poll(store(), [sampleArticle('one'), sampleArticle('two')], T0 + 2 * DAY);
    const [feed] = await store().feeds.list();
    const counts = await store().archive.countByDay(T0 + 2 * DAY + 1, 3);
    expect(counts.get(feed?.id ?? '')).toEqual([1, 0, 2]);
    expect((await store().archive.countByDay(T0 + 9 * DAY, 3)).size).toBe(0);
  });

  it('sums what models cost by the hour', async () => {
    await startBoth(store());
    const usage = { model: 'm', tokensIn: 10, tokensOut: 2, costUsd: 0.5 };
    for (const at of [T0, T0 + 1, T0 + 3_600_000]) await store().modelCalls.reserve(usage, null, at);
    await store().modelCalls.noteHit('m', T0 + 2);
    expect(await store().archive.spendByHour(T0)).toEqual([
      { hour: T0, costUsd: 1, calls: 2, cacheHits: 1, tokensIn: 20, tokensOut: 4 },
      { hour: T0 + 3_600_000, costUsd: 0.5, calls: 1, cacheHits: 0, tokensIn: 10, tokensOut: 2 },
    ]);
  });

  it('keeps one secret address a channel until it is replaced', async () => {
    const { digestFeeds } = store();
    expect(await digestFeeds.tokenOf('c1', 'secret-1')).toBe('secret-1');
    expect(await digestFeeds.tokenOf('c1', 'secret-2')).toBe('secret-1');
    expect(await digestFeeds.channelOf('secret-1')).toBe('c1');
    await digestFeeds.replace('c1', 'secret-3');
    expect(await digestFeeds.channelOf('secret-1')).toBeNull();
    expect(await digestFeeds.tokenOf('c1', 'secret-4')).toBe('secret-3');
  });
}
