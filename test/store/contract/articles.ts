import { expect, it } from 'vitest';
import { EMPTY_READING, READING_VERSION } from '../../../src/model/reading.ts';
import type { NewArticle } from '../../../src/model/article.ts';
import type { Store } from '../../../src/store/store.ts';
import { A, B, poll, READING, readArticles, sampleArticle, sampleStory, startBoth, T0 } from './samples.ts';

export function articleContract(store: () => Store): void {
  const claim = (instanceId: string, now = T0, limit = 10) =>
    store().articles.claimUnread({ instanceId, now, limit });
  const claimOne = async (instanceId: string, now = T0) => {
    const [claimed] = await claim(instanceId, now, 1);
    if (!claimed) throw new Error('nothing is unread');
    return claimed;
  };

  it('stores new articles whole, quiet on the first poll only', async () => {
    await startBoth(store());
    expect(await poll(store(), [sampleArticle('grain')])).toEqual({ isStored: true, added: 1, updated: 0 });
    await poll(store(), [sampleArticle('grain'), sampleArticle('ports')], T0 + 60_000);
    const [first, second] = await claim(A, T0 + 60_000);
    const { keys: _keys, sharedKeys: _shared, fallbackKey: _words, ...grain } = sampleArticle('grain');
    expect(first?.row).toMatchObject({
      ...grain,
      firstSeenAt: T0,
      isQuiet: true,
      state: 'unread',
      text: '',
      textSource: null,
      isPaywallStub: false,
      byline: null,
      setAsideReason: null,
      storyId: null,
    });
    expect(second?.row).toMatchObject({ isQuiet: false, firstSeenAt: T0 + 60_000 });
  });

  it('updates an article that shares any key with a new item, which is not new', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('grain', { keys: ['guid:1', 'url:a'] })]);
    const moved: Partial<NewArticle> = { keys: ['url:b', 'guid:1'], title: 'New title', teaser: 'New line' };
    const changed = sampleArticle('grain', { ...moved, publishedAt: T0, feedText: 'New text' });
    expect(await poll(store(), [changed], T0 + 1)).toEqual({ isStored: true, added: 0, updated: 1 });
    const [only, ...others] = await claim(A, T0 + 1);
    expect(others).toEqual([]);
    expect(only?.row).toMatchObject({
      title: 'New title',
      teaser: 'New line',
      publishedAt: T0,
      feedText: 'New text',
    });
    // The key that came later names it too.
    expect(await poll(store(), [sampleArticle('grain', { keys: ['url:b'] })], T0 + 2)).toMatchObject({
      added: 0,
    });
  });

  it('writes nothing for an item that is as it was, and keeps what a later one leaves out', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('grain')]);
    expect(await poll(store(), [sampleArticle('grain')], T0 + 1)).toMatchObject({ added: 0, updated: 0 });
    const bare = sampleArticle('grain', { teaser: '', publishedAt: null, feedText: '' });
    expect(await poll(store(), [bare], T0 + 2)).toMatchObject({ added: 0, updated: 0 });
  });

  it('takes two items of one poll that share a key for one article', async () => {
    await startBoth(store());
    const items = [
      sampleArticle('one', { keys: ['guid:1', 'url:a'] }),
      sampleArticle('two', { keys: ['guid:2', 'url:a'] }),
      sampleArticle('three', { keys: ['guid:2'] }),
    ];
    expect(await poll(store(), items)).toMatchObject({ added: 1, updated: 0 });
  });

  it('knows an article again that another feed carries', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('grain')]);
    const other = { url: 'https://w.example/f', title: 'W', folder: '', host: 'w.example:443' };
    expect(await poll(store(), [sampleArticle('grain')], T0 + 1, other)).toMatchObject({ added: 0 });
  });

  it('stores a long poll, and hands its articles out in the order of the feed', async () => {
    await startBoth(store());
    const names = Array.from({ length: 1_200 }, (_, index) => `item-${index}`);
    await poll(
      store(),
      names.map((name) => sampleArticle(name)),
    );
    const claimed = await claim(A, T0, 1_200);
    expect(claimed.map(({ row }) => row.url?.split('/').at(-1))).toEqual(names);
  });

  it('keeps no NUL character, which one of the databases cannot store', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('grain', { title: 'Gra\0in' })]);
    expect((await claimOne(A)).row.title).toBe('Grain');
  });

  it('lets one instance alone read from a host, one article at a time, and anybody what has no page', async () => {
    await startBoth(store());
    const pages = ['one', 'two'].map((name) =>
      sampleArticle(name, { url: `https://harbour.example/${name}` }),
    );
    await poll(store(), [...pages, sampleArticle('none', { url: null, keys: ['guid:9'] })]);
    const [first] = await claim(A, T0, 1);
    expect(first?.row.url).toBe(pages[0]?.url);
    expect((await claim(B)).map(({ row }) => row.url)).toEqual([null]);
    expect(await claim(A)).toEqual([]);
    await store().articles.storeReading(first?.row.id ?? '', first?.token ?? '', READING);
    expect(await claim(B)).toEqual([]);
    expect((await claim(A)).map(({ row }) => row.url)).toEqual([pages[1]?.url]);
  });

  it('stores a reading, once, and lists what is read in order of arrival', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('one'), sampleArticle('two')]);
    const [one, two] = await claim(A);
    if (!one || !two) throw new Error('two are unread');
    expect(await store().articles.storeReading(two.row.id, two.token, READING)).toBe(true);
    expect(await store().articles.storeReading(two.row.id, two.token, READING)).toBe(false);
    const silent = { ...READING, publishedAt: null, language: null, isPaywallStub: true };
    await store().articles.storeReading(one.row.id, one.token, silent);
    const [first, second] = await store().articles.listRead(10);
    expect(first).toMatchObject({
      id: one.row.id,
      publishedAt: T0 - 60_000,
      language: 'en',
      isPaywallStub: true,
    });
    const { state, ...page } = READING;
    expect(second).toMatchObject({ id: two.row.id, state, ...page });
    expect(await store().articles.listRead(1)).toHaveLength(1);
  });

  it('keeps the feed from changing the text of what was read', async () => {
    await startBoth(store());
    await readArticles(store(), ['grain']);
    await poll(
      store(),
      [sampleArticle('grain', { feedText: 'Other', title: 'Grain: a correction' })],
      T0 + 1,
    );
    const [article] = await store().articles.listRead(1);
    expect(article).toMatchObject({ text: READING.text, title: 'Grain: a correction' });
  });

  it('keeps what was read for comparing, until the title changes or a later version reads otherwise', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('grain'), sampleArticle('ports'), sampleArticle('rail')]);
    const reading = { ...EMPTY_READING, words: 'grain talks' };
    const older = { ...reading, v: READING_VERSION - 1 };
    for (const [at, { row, token }] of (await claim(A)).entries())
      await store().articles.storeReading(row.id, token, {
        ...READING,
        title: row.title,
        reading: at === 2 ? older : reading,
      });
    const read = await store().articles.listRead(10);
    expect(read.map((article) => article.reading)).toEqual([reading, reading, null]);
    const story = sampleStory('s1');
    for (const { id } of read)
      await store().stories.storeGrouping({ articleId: id, story, mergedIds: [], summaryDueAt: null });
    await poll(store(), [sampleArticle('ports', { title: 'Ports: a correction' })], T0 + 1);
    const told = await store().articles.listTold(['s1', 'none']);
    expect(told).toMatchObject([
      { id: read[0]?.id, text: null, reading, outletDomain: 'harbour.example' },
      { id: read[1]?.id, text: READING.text, reading: null, title: 'Ports: a correction' },
      { id: read[2]?.id, text: READING.text, reading: null },
    ]);
    const readings = [{ articleId: read[1]?.id ?? '', reading }];
    await store().stories.storeGrouping({
      articleId: null,
      story,
      mergedIds: [],
      summaryDueAt: null,
      readings,
    });
    expect((await store().articles.listTold(['s1']))[1]).toMatchObject({ text: null, reading });
    expect(await store().articles.listTold([])).toEqual([]);
  });

  it('waits with an article whose page is to be tried again', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('grain')]);
    const { row, token } = await claimOne(A);
    await store().articles.storeReading(row.id, token, { state: 'unread', notBefore: T0 + 5_000 });
    expect(await claim(A, T0 + 4_999)).toEqual([]);
    expect(await claim(A, T0 + 5_000)).toHaveLength(1);
  });

  it('sets articles aside with a reason, read or not', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('sport'), sampleArticle('grain')]);
    const [sport, grain] = await claim(A);
    await store().articles.storeReading(sport?.row.id ?? '', sport?.token ?? '', {
      state: 'set-aside',
      reason: 'sport',
    });
    await store().articles.storeReading(grain?.row.id ?? '', grain?.token ?? '', READING);
    await store().articles.setAside(grain?.row.id ?? '', 'not news');
    expect(await store().articles.findByUrl(sport?.row.url ?? '')).toMatchObject({ setAsideReason: 'sport' });
    expect(await store().articles.findByUrl(grain?.row.url ?? '')).toMatchObject({
      setAsideReason: 'not news',
    });
    expect((await store().counts(T0)).articles).toEqual({ total: 2, unread: 0, ungrouped: 0, setAside: 2 });
    expect(await store().articles.findByUrl('https://nobody.example/')).toBeNull();
  });

  it('hands out again what a dead instance was reading, and refuses the late result', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('grain')]);
    const lost = await claimOne(A);
    await store().instances.beat(B, T0 + 15_000);
    const taken = await claimOne(B, T0 + 15_000);
    expect(taken.row.id).toBe(lost.row.id);
    expect(await store().articles.storeReading(lost.row.id, lost.token, READING)).toBe(false);
    expect(await store().articles.storeReading(taken.row.id, taken.token, READING)).toBe(true);
  });

  it('lists grouped articles of a window and of a story', async () => {
    await startBoth(store());
    const story = sampleStory('s1');
    const group = (articleId: string) =>
      store().stories.storeGrouping({ articleId, story, mergedIds: [], summaryDueAt: null });
    const [first = ''] = await readArticles(store(), ['one']);
    await group(first);
    const [next = ''] = await readArticles(store(), ['two'], T0 + 60_000);
    await group(next);
    expect((await store().articles.listOfStory('s1')).map(({ id }) => id)).toEqual([first, next]);
    expect((await store().articles.listGrouped(T0 + 1)).map(({ id }) => id)).toEqual([next]);
    expect(await store().articles.listRead(10)).toEqual([]);
  });
}
