import { describe, expect, it } from 'vitest';
import type { FeedFinder } from '../../../src/feeds/discover-feeds.ts';
import { composePreviews } from '../../../src/digests/compose/compose-feed-changes.ts';
import { readOpml } from '../../../src/feeds/opml.ts';
import type { FeedItem, ParsedFeed } from '../../../src/model/feed.ts';
import {
  addFeed,
  exportFeeds,
  importFeeds,
  removeFeed,
  testFeed,
} from '../../../commands/feeds/manage-feeds.ts';
import { openContext } from '../../support/command-context.ts';

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
  const { context, store, clock } = await openContext({
    findFeed,
    readOpml: async (source) => (source.kind === 'text' ? readOpml(source.text) : []),
    judgeRelevance: ({ title }) => ({ isRelevant: !/soup/i.test(title), reason: 'it is about food' }),
  });
  const urls = async () => (await store.feeds.list()).map(({ url }) => url).sort();
  const put = (url: string, title: string) =>
    store.feeds.add([{ url, title, folder: '', host: 'harbour.example:443' }], clock.now(), {
      revives: true,
    });
  return { context, store, urls, put, asked, clock };
}

describe('adding a feed', () => {
  it('adds what is found, and says what would come', async () => {
    const { context, store } = await setUp({ 'harbour.example': [WORLD] });
    const outcome = await addFeed('harbour.example', context);
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
      const { context, put, urls, asked } = await setUp();
      await put(WORLD, 'Harbour');
      expect(await addFeed(typed, context)).toEqual({ kind: 'known', feed: { name: 'Harbour', url: WORLD } });
      expect(await urls()).toEqual([WORLD]);
      expect(asked).toEqual([]);
    },
  );

  it('recognises the feed of a site that is there already', async () => {
    const { context, put, urls } = await setUp({ 'harbour.example': [WORLD] });
    await put('http://www.harbour.example/world.xml', '');
    expect(await addFeed('harbour.example', context)).toMatchObject({
      kind: 'known',
      feed: { name: 'www.harbour.example' },
    });
    expect(await urls()).toHaveLength(1);
  });

  it('asks which of several, and adds none', async () => {
    const { context, put, urls } = await setUp({ 'harbour.example': [WORLD, ASIA] });
    await put(ASIA, 'Asia');
    expect(await addFeed('harbour.example', context)).toMatchObject({
      kind: 'several',
      previews: [
        { url: WORLD, knownAs: null },
        { url: ASIA, knownAs: { name: 'Asia' } },
      ],
    });
    expect(await urls()).toEqual([ASIA]);
  });

  it('says what to do where there is none', async () => {
    const { context } = await setUp({});
    await expect(addFeed('nothing.example', context)).rejects.toMatchObject({
      code: 'feeds/not-a-feed',
      userMessage: 'Give the feed itself.',
    });
  });

  it('takes a retired feed anew, whatever was told of it', async () => {
    const { context, store, put, clock } = await setUp();
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
    expect(await addFeed(WORLD, context)).toMatchObject({ kind: 'added' });
    expect(await store.feeds.list()).toMatchObject([{ state: 'active', failure: null, notice: null }]);
  });

  it('says of a test which date cannot be read', async () => {
    const document = { ...documentOf('Harbour World', ['Envoys meet']), unreadableDate: 'full moon' };
    const { context } = await openContext({
      findFeed: () =>
        Promise.resolve({ kind: 'found', feeds: [{ url: WORLD, title: 'Harbour World', document }] }),
    });
    const message = composePreviews(await testFeed(WORLD, context), { now: 0, command: '/feeds' });
    expect(JSON.stringify(message)).toContain('full moon');
    expect(JSON.stringify(message)).toContain('2025-09-04T12:00:00Z');
  });

  it('stores nothing for a test', async () => {
    const { context, urls } = await setUp();
    expect(await testFeed(WORLD, context)).toMatchObject([{ url: WORLD, knownAs: null }]);
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
    const { context, urls } = await withFeeds();
    expect(await removeFeed(typed, context)).toEqual({
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
    const { context, urls } = await withFeeds();
    const outcome = await removeFeed(typed, context);
    const candidates = outcome.kind === 'unclear' ? outcome.candidates.map(({ url }) => url).sort() : [];
    expect(candidates).toEqual(wanted);
    expect(await urls()).toHaveLength(4);
  });

  it('says so where there is none', async () => {
    const { context } = await withFeeds();
    await expect(removeFeed('Lantern Times', context)).rejects.toMatchObject({ code: 'feeds/unknown' });
    await expect(removeFeed('...', context)).rejects.toMatchObject({ code: 'feeds/unknown' });
  });
});

describe('OPML', () => {
  const outline = (url: string, title: string) => `<outline text="${title}" xmlUrl="${url}"/>`;
  const wrap = (inner: string) => `<opml version="2.0"><head/><body>${inner}</body></opml>`;

  it('adds what is not there under any spelling, keeps folders, and gives them back', async () => {
    const { context, put, store } = await setUp();
    await put(WORLD, 'Harbour World');
    const text = wrap(
      outline('http://www.harbour.example/world.xml', 'The same') +
        `<outline text="Asia">${outline(ASIA, 'Harbour &amp; Asia')}${outline(`${ASIA}/`, 'Again')}</outline>`,
    );
    expect(await importFeeds({ kind: 'text', text }, context)).toEqual({
      added: [{ name: 'Harbour & Asia', url: ASIA }],
      known: 2,
    });
    const exported = await exportFeeds(context);
    expect(readOpml(exported)).toEqual([
      { url: WORLD, title: 'Harbour World', folder: '' },
      { url: ASIA, title: 'Harbour & Asia', folder: 'Asia' },
    ]);
    for (const feed of await store.feeds.list()) await store.feeds.remove(feed.id);
    expect((await importFeeds({ kind: 'text', text: exported }, context)).added).toHaveLength(2);
  });
});
