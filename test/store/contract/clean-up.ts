import { beforeEach, expect, it } from 'vitest';
import { DAY } from '../../../src/clock.ts';
import type { CleanUpBounds, Store } from '../../../src/store/store.ts';
import {
  A,
  B,
  CHANNEL,
  poll,
  readArticles,
  sampleArticle,
  samplePost,
  sampleStory,
  startBoth,
  storeDigest,
  storeReadyStory,
  storeStory,
  T0,
} from './samples.ts';

/** What grows old goes, in batches; its names stay. */
export function cleanUpContract(store: () => Store): void {
  beforeEach(() => startBoth(store()));

  const LATER = T0 + 100 * DAY;
  const NOTHING: CleanUpBounds = {
    stories: 0,
    unused: 0,
    loosePosts: 0,
    modelUsage: 0,
    modelAnswers: 0,
    tombstones: 0,
    instances: 0,
  };
  const cleanUp = (bounds: Partial<CleanUpBounds>, limit = 100) =>
    store().cleanUp({ ...NOTHING, ...bounds }, limit, LATER);
  const toldBy = async (story: ReturnType<typeof sampleStory>, articleIds: readonly string[]) => {
    for (const articleId of articleIds)
      await store().stories.storeGrouping({ articleId, story, mergedIds: [], summaryDueAt: T0 });
  };
  const search = async (word: string) =>
    (await store().stories.search({ words: [word], since: 0, languages: ['en'], limit: 9 })).length;

  it('deletes an old story with its articles, which are not new when a feed still lists them', async () => {
    const ids = await readArticles(store(), ['grain', 'ports']);
    await storeReadyStory(store(), sampleStory('old', { lastArticleAt: T0 }), { headline: 'Harvest talks' });
    await toldBy(sampleStory('old', { lastArticleAt: T0 }), ids);
    await storeReadyStory(store(), sampleStory('young', { lastArticleAt: T0 + 1 }), {
      headline: 'Ports open',
    });
    expect(await search('harvest')).toBe(1);
    expect(await cleanUp({ stories: T0 + 1 })).toBe(3);
    expect(await cleanUp({ stories: T0 + 1 })).toBe(0);
    expect(await store().stories.get('old')).toBeNull();
    expect(await store().summaries.get('old', 1, 'en')).toBeNull();
    expect(await search('harvest')).toBe(0);
    expect(await search('ports')).toBe(1);
    expect((await store().counts(LATER)).articles.total).toBe(0);
    const listed = [sampleArticle('grain'), sampleArticle('ports'), sampleArticle('envoys')];
    expect(await poll(store(), listed, LATER)).toMatchObject({ added: 1 });
  });

  it('takes a story of many articles in several batches, and nothing of one that is told still', async () => {
    const ids = await readArticles(store(), ['a', 'b', 'c', 'd', 'e']);
    await toldBy(sampleStory('old'), ids.slice(0, 4));
    await toldBy(sampleStory('told', { firstSeenAt: T0 - DAY, lastArticleAt: LATER }), ids.slice(4));
    expect(await cleanUp({ stories: T0 + 1 }, 3)).toBe(3);
    expect(await store().stories.get('old')).not.toBeNull();
    expect(await cleanUp({ stories: T0 + 1 }, 3)).toBe(2);
    expect(await store().stories.get('old')).toBeNull();
    expect(await cleanUp({ stories: T0 + 1 }, 3)).toBe(0);
    expect(await store().articles.listOfStory('told')).toHaveLength(1);
  });

  it('keeps the aliases of a story as long as the story', async () => {
    await storeReadyStory(store(), sampleStory('joined'));
    const survivor = sampleStory('survivor', { lastArticleAt: LATER });
    await storeReadyStory(store(), survivor);
    await store().stories.storeGrouping({
      articleId: null,
      story: survivor,
      mergedIds: ['joined'],
      summaryDueAt: null,
    });
    await cleanUp({ stories: LATER });
    expect((await store().stories.get('joined'))?.id).toBe('survivor');
    await cleanUp({ stories: LATER + 1 });
    expect(await store().stories.get('joined')).toBeNull();
  });

  it('deletes dropped stories and articles that were set aside sooner', async () => {
    const [grain = '', ports = ''] = await readArticles(store(), ['grain', 'ports']);
    await store().articles.setAside(grain, 'no news');
    await storeStory(store(), sampleStory('dropped', { state: 'dropped' }));
    await storeStory(store(), sampleStory('open'));
    expect(await cleanUp({ unused: T0 })).toBe(0);
    expect(await cleanUp({ unused: T0 + 1 })).toBe(2);
    expect(await store().stories.get('dropped')).toBeNull();
    expect(await store().stories.get('open')).not.toBeNull();
    expect((await store().articles.listRead(10)).map(({ id }) => id)).toEqual([ports]);
    expect(await poll(store(), [sampleArticle('grain')], LATER)).toMatchObject({ added: 0 });
  });

  it('keeps posts of digests, with what is to be sent; forgets what a channel was told of stories that are gone', async () => {
    const channel = await store().channels.ensure(CHANNEL, null, T0);
    const story = sampleStory('old');
    await storeReadyStory(store(), story);
    await storeDigest(store(), channel, { id: 'd1', posts: [samplePost('p1', ['old'])], stories: [story] });
    const notice = { channelId: channel.id, post: samplePost('due') };
    await store().feeds.storeNotice({ feeds: [], posts: [notice], now: T0 });
    await cleanUp({ stories: LATER, loosePosts: LATER });
    expect(await store().posts.get('p1')).toMatchObject({ storyIds: ['old'] });
    expect(await store().digests.get('d1')).not.toBeNull();
    expect(await store().digests.listCarried(channel.id, ['old'])).toEqual([]);
    expect(await store().posts.get('due')).not.toBeNull();

    const sendFirst = async () => {
      const [claimed] = await store().posts.claimDue({ instanceId: A, now: T0, limit: 1 });
      if (!claimed) throw new Error('nothing is due');
      await store().posts.storeOutcome(claimed.row.id, claimed.token, { state: 'sent', externalId: '1' }, T0);
      return claimed.row.id;
    };
    expect([await sendFirst(), await sendFirst()].sort()).toEqual(['due', 'p1']);
    expect(await cleanUp({ loosePosts: LATER })).toBe(1);
    expect(await store().posts.get('due')).toBeNull();
    expect(await store().posts.get('p1')).not.toBeNull();
  });

  it('forgets what was wished and said of a story that is gone, but not who took it back', async () => {
    const { marks, withdrawals, summaryWishes, archive } = store();
    const { id: channelId, ...place } = await store().channels.ensure(CHANNEL, null, T0);
    for (const [storyId, lastArticleAt] of [
      ['old', T0],
      ['young', LATER],
    ] as const) {
      await storeReadyStory(store(), sampleStory(storyId, { lastArticleAt }));
      const target = { kind: 'story', storyId } as const;
      await marks.mark(channelId, { kind: 'follow', target, setBy: 'ada', at: T0 });
      await marks.vote({ channelId, storyId, askerId: 'ada', isUseful: true, now: T0 });
      await summaryWishes.want([{ storyId, language: 'en', version: 1 }], T0);
      await withdrawals.withdraw({ ...place, storyId, by: 'ada', now: T0 });
    }
    const words = { kind: 'words', words: 'old' } as const;
    await marks.mark(channelId, { kind: 'mute', target: words, setBy: 'ada', at: T0 + 1 });
    await storeDigest(store(), { id: channelId, ...place }, { id: 'd1', posts: [samplePost('p1', ['old'])] });
    await withdrawals.markDone(place, 'young', T0);
    await cleanUp({ stories: LATER });
    expect(await store().stories.get('old')).toBeNull();
    expect((await marks.listOf(channelId)).map(({ target }) => target)).toEqual([
      { kind: 'story', storyId: 'young' },
      words,
    ]);
    expect([await marks.countVotes('old'), await marks.countVotes('young')]).toMatchObject([
      { useful: 0 },
      { useful: 1 },
    ]);
    expect((await summaryWishes.list(['old', 'young'])).map(({ storyId }) => storyId)).toEqual(['young']);
    expect([(await archive.versionsOf('old')).length, (await archive.versionsOf('young')).length]).toEqual([
      0, 1,
    ]);
    expect(await withdrawals.listOf(place)).toEqual(new Set(['old', 'young']));
    // The posts stay in the archive, and are still to say it.
    expect(await withdrawals.listOpen(9)).toMatchObject([{ storyId: 'old', postIds: ['p1'] }]);
  });

  it('forgets what a model answered long ago', async () => {
    const { modelCalls } = store();
    const keep = (key: string, now: number) =>
      modelCalls.keepAnswer(key, { model: 'm', answer: { said: key } }, now);
    await keep('old', T0);
    await keep('asked again', T0);
    await keep('asked again', T0 + 1);
    expect(await cleanUp({ modelAnswers: T0 + 1 })).toBe(1);
    expect(await modelCalls.findAnswer('old')).toBeNull();
    expect(await modelCalls.findAnswer('asked again')).toEqual({ said: 'asked again' });
  });

  it('keeps a name as long as a feed lists it, and a while longer', async () => {
    const [grain = ''] = await readArticles(store(), ['grain']);
    await store().articles.setAside(grain, 'no news');
    await cleanUp({ unused: LATER });
    const listedAt = LATER + 60 * DAY;
    await store().instances.beat(A, listedAt);
    expect(await poll(store(), [sampleArticle('grain')], listedAt)).toMatchObject({ added: 0 });
    expect(await cleanUp({ tombstones: listedAt })).toBe(0);
    expect(await cleanUp({ tombstones: listedAt + 1 })).toBeGreaterThan(0);
    expect(await poll(store(), [sampleArticle('grain')], listedAt + 1)).toMatchObject({ added: 1 });
  });

  it('forgets instances that have shown no beat, and frees what they had', async () => {
    await store().instances.hold('host:x', A, T0);
    await store().instances.beat(B, LATER);
    expect(await cleanUp({ instances: LATER })).toBe(2);
    expect(await store().instances.hold('host:x', B, LATER)).toBe(true);
    expect(await cleanUp({ instances: LATER })).toBe(0);
  });
}
