import { describe, expect, it } from 'vitest';
import type { FeedFinder } from '../../src/feeds/discover-feeds.ts';
import { readOpml } from '../../src/feeds/opml.ts';
import { silentLogger } from '../../src/log.ts';
import type { FeedItem, ParsedFeed } from '../../src/model/feed.ts';
import { createFeedManager } from '../../commands/feeds/manage-feeds.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createManualClock } from '../support/manual-clock.ts';

const WORLD = 'https://harbour.example/world.xml';
const ASIA = 'https://harbour.example/asia.xml';

function documentOf(title: string, headlines: readonly string[]): ParsedFeed {
  const items = headlines.map(
    (headline, index): FeedItem => ({
      guid: `g${index}`,
      url: `https://harbour.example/${index}`,
      title: headline,
      teaser: '',
      content: '',
      author: null,
      publishedAt: null,
      categories: [],
    }),
  );
  return {
    title,
    siteUrl: null,
    language: 'en',
    ttlMinutes: null,
    skipHours: [],
    hubUrl: null,
    items,
    parsedBy: 'rss-parser',
  };
}

async function setUp(site: Record<string, readonly string[]> = { [WORLD]: [WORLD] }) {
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  const asked: string[] = [];
  const findFeed: FeedFinder = (typed) => {
    asked.push(typed);
    const urls = site[typed];
    if (!urls)
      return Promise.resolve({ kind: 'failed', code: 'not-a-feed', userMessage: 'Give the feed itself.' });
    const feeds = urls.map((url) => {
      const title = url === ASIA ? 'Harbour Asia' : 'Harbour World';
      return { url, title, document: documentOf(title, ['Envoys meet over the strait', 'Soup of the day']) };
    });
    return Promise.resolve({ kind: 'found', feeds });
  };
  const manager = createFeedManager({
    feeds: store.feeds,
    findFeed,
    readOpml: async (source) => (source.kind === 'text' ? readOpml(source.text) : []),
    judge: ({ title }) => ({ isRelevant: !/soup/i.test(title), reason: 'it is about food' }),
    clock,
  });
  const urls = async () => (await store.feeds.list()).map(({ url }) => url).sort();
  const put = (url: string, title: string) =>
    store.feeds.add([{ url, title, folder: '', host: 'harbour.example:443' }], clock.now(), {
      revives: true,
    });
  return { manager, store, urls, put, asked, clock };
}

describe('adding a feed', () => {
  it('adds what is found, and says what would come', async () => {
    const { manager, store } = await setUp({ 'harbour.example': [WORLD] });
    const outcome = await manager.add('harbour.example');
    expect(outcome).toMatchObject({
      kind: 'added',
      preview: {
        name: 'Harbour World',
        url: WORLD,
        language: 'en',
        knownAs: null,
        items: [
          { title: 'Envoys meet over the strait', isWanted: true },
          { title: 'Soup of the day', isWanted: false, reason: 'it is about food' },
        ],
      },
    });
    expect(await store.feeds.list()).toMatchObject([
      { url: WORLD, title: 'Harbour World', host: 'harbour.example:443', state: 'active' },
    ]);
  });

  it.each(['http://www.harbour.example/world.xml', 'harbour.example/world.xml/', `<${WORLD}>`, WORLD])(
    'recognises %s as there already, without asking its site',
    async (typed) => {
      const { manager, put, urls, asked } = await setUp();
      await put(WORLD, 'Harbour');
      expect(await manager.add(typed)).toEqual({ kind: 'known', feed: { name: 'Harbour', url: WORLD } });
      expect(await urls()).toEqual([WORLD]);
      expect(asked).toEqual([]);
    },
  );

  it('recognises the feed of a site that is there already', async () => {
    const { manager, put, urls } = await setUp({ 'harbour.example': [WORLD] });
    await put('http://www.harbour.example/world.xml', '');
    expect(await manager.add('harbour.example')).toMatchObject({
      kind: 'known',
      feed: { name: 'www.harbour.example' },
    });
    expect(await urls()).toHaveLength(1);
  });

  it('asks which of several, and adds none', async () => {
    const { manager, put, urls } = await setUp({ 'harbour.example': [WORLD, ASIA] });
    await put(ASIA, 'Asia');
    expect(await manager.add('harbour.example')).toMatchObject({
      kind: 'several',
      previews: [
        { url: WORLD, knownAs: null },
        { url: ASIA, knownAs: { name: 'Asia' } },
      ],
    });
    expect(await urls()).toEqual([ASIA]);
  });

  it('says what to do where there is none', async () => {
    const { manager } = await setUp({});
    await expect(manager.add('nothing.example')).rejects.toMatchObject({
      code: 'feeds/not-a-feed',
      userMessage: 'Give the feed itself.',
    });
  });

  it('takes a retired feed anew, whatever was told of it', async () => {
    const { manager, store, put, clock } = await setUp();
    await put(WORLD, 'Harbour');
    await store.instances.start({ id: 'me', machine: 'm', pid: 1, now: clock.now() });
    const [claimed] = await store.feeds.claimDue({ instanceId: 'me', now: clock.now(), limit: 1 });
    const gone = { code: 'gone', message: 'Given up.', since: 1 } as const;
    await store.feeds.storePoll(
      claimed?.row.id ?? '',
      claimed?.token ?? '',
      { feed: { state: 'retired', failure: gone, failureCount: 1 }, isSuccess: false, articles: [] },
      clock.now(),
    );
    await store.feeds.storeNotice({
      feeds: [{ id: claimed?.row.id ?? '', told: null, kind: 'retired' }],
      posts: [],
      now: clock.now(),
    });
    expect(await manager.add(WORLD)).toMatchObject({ kind: 'added' });
    expect(await store.feeds.list()).toMatchObject([{ state: 'active', failure: null, notice: null }]);
  });

  it('stores nothing for a test', async () => {
    const { manager, urls } = await setUp();
    expect(await manager.test(WORLD)).toMatchObject([{ url: WORLD, knownAs: null }]);
    expect(await urls()).toEqual([]);
  });
});

describe('removing a feed', () => {
  async function withFeeds() {
    const set = await setUp();
    await set.put(WORLD, 'Harbour World');
    await set.put(ASIA, 'Harbour Asia');
    await set.put('https://sample.example/feed', 'Sample Wire');
    await set.put('https://sample.example/feed2', 'Sample Wire');
    return set;
  }

  it.each([
    'harbour world',
    ' Harbour World ',
    'http://harbour.example/world.xml',
    'harbour.example/world.xml',
  ])('takes %s for one feed', async (typed) => {
    const { manager, urls } = await withFeeds();
    expect(await manager.remove(typed)).toEqual({
      kind: 'removed',
      feed: { name: 'Harbour World', url: WORLD },
    });
    expect(await urls()).not.toContain(WORLD);
  });

  it.each([
    ['Sample Wire', ['https://sample.example/feed', 'https://sample.example/feed2']],
    ['harbour', [ASIA, WORLD]],
    ['world', [WORLD]],
  ])('removes nothing where %s is not clear, and shows what may be meant', async (typed, wanted) => {
    const { manager, urls } = await withFeeds();
    const outcome = await manager.remove(typed);
    const candidates = outcome.kind === 'unclear' ? outcome.candidates.map(({ url }) => url).sort() : [];
    expect(candidates).toEqual(wanted);
    expect(await urls()).toHaveLength(4);
  });

  it('says so where there is none', async () => {
    const { manager } = await withFeeds();
    await expect(manager.remove('Lantern Times')).rejects.toMatchObject({ code: 'feeds/unknown' });
    await expect(manager.remove('...')).rejects.toMatchObject({ code: 'feeds/unknown' });
  });
});

describe('OPML', () => {
  const outline = (url: string, title: string) => `<outline text="${title}" xmlUrl="${url}"/>`;
  const wrap = (inner: string) => `<opml version="2.0"><head/><body>${inner}</body></opml>`;

  it('adds what is not there under any spelling, keeps folders, and gives them back', async () => {
    const { manager, put, store } = await setUp();
    await put(WORLD, 'Harbour World');
    const text = wrap(
      outline('http://www.harbour.example/world.xml', 'The same') +
        `<outline text="Asia">${outline(ASIA, 'Harbour &amp; Asia')}${outline(`${ASIA}/`, 'Again')}</outline>`,
    );
    expect(await manager.import({ kind: 'text', text })).toEqual({
      added: [{ name: 'Harbour & Asia', url: ASIA }],
      known: 2,
    });
    const exported = await manager.export();
    expect(readOpml(exported)).toEqual([
      { url: WORLD, title: 'Harbour World', folder: '' },
      { url: ASIA, title: 'Harbour & Asia', folder: 'Asia' },
    ]);
    for (const feed of await store.feeds.list()) await store.feeds.remove(feed.id);
    expect((await manager.import({ kind: 'text', text: exported })).added).toHaveLength(2);
  });
});
