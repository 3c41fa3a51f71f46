import { Readability } from '@mozilla/readability';
import { parseFeed } from 'feedsmith';
import { parseHTML } from 'linkedom';
import RssParser from 'rss-parser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, HOUR } from '../../../src/clock.ts';
import { loadSampleArticles } from '../../../src/demo/newsroom/load-articles.ts';
import { OUTLETS } from '../../../src/demo/newsroom/outlets.ts';
import { type Newsroom, serveNewsroom } from '../../../src/demo/newsroom/serve-newsroom.ts';
import { silentLogger } from '../../../src/log.ts';
import { type ListedItem, listItems, textOf } from './list-items.ts';

const STARTED_AT = Date.UTC(2024, 1, 3, 12, 0, 0);
const clock: Clock = { now: () => STARTED_AT + HOUR, sleep: () => Promise.resolve() };
const options = { clock, host: '127.0.0.1', firstPort: 0, startedAt: STARTED_AT, log: silentLogger } as const;
const written = await loadSampleArticles();

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await serveNewsroom(options);
});
afterEach(async () => {
  await newsroom.close();
});

function feedOf(slug: string): string {
  const index = OUTLETS.findIndex((outlet) => outlet.slug === slug);
  const feed = newsroom.feeds[index];
  if (feed === undefined) throw new Error(`no feed of ${slug}`);
  return feed.url;
}

async function listAll(): Promise<ListedItem[]> {
  return (await Promise.all(newsroom.feeds.map((feed) => listItems(feed.url)))).flat();
}

describe('the feeds', () => {
  test('are those of at least five outlets, each on a port of its own', () => {
    expect(newsroom.feeds.length).toBeGreaterThanOrEqual(5);
    expect(new Set(newsroom.feeds.map((feed) => new URL(feed.url).host)).size).toBe(newsroom.feeds.length);
    expect(newsroom.allowPrivate).toEqual(newsroom.feeds.map((feed) => new URL(feed.url).host));
    expect(new Set(newsroom.feeds.map((feed) => feed.title)).size).toBe(newsroom.feeds.length);
  });

  test('list every article but the update, newest first and dated within the last twenty hours', async () => {
    const expected = written.filter((article) => article.edition === 'first');
    const lists = await Promise.all(newsroom.feeds.map((feed) => listItems(feed.url)));
    expect(
      lists
        .flat()
        .map((item) => item.title)
        .sort(),
    ).toEqual(expected.map((article) => article.title).sort());
    expect(newsroom.articleCount).toBe(expected.length);
    for (const items of lists) {
      const instants = items.map((item) => item.publishedAt);
      expect(instants).toEqual(instants.toSorted((a, b) => b - a));
      expect(instants.every((at) => at <= STARTED_AT && at >= STARTED_AT - 20 * HOUR)).toBe(true);
    }
    expect(new Set(lists.flat().map((item) => item.url)).size).toBe(expected.length);
  });

  test('come in RSS 2.0, Atom, RSS 1.0 and JSON Feed, and rss-parser reads all but the last', async () => {
    const formats = await Promise.all(
      newsroom.feeds.map(async (feed) => parseFeed(await textOf(feed.url)).format),
    );
    expect(new Set(formats)).toEqual(new Set(['rss', 'atom', 'rdf', 'json']));
    const parser = new RssParser();
    for (const [index, feed] of newsroom.feeds.entries()) {
      if (formats[index] === 'json') continue;
      const parsed = await parser.parseString(await textOf(feed.url));
      expect(parsed.title).toBe(feed.title);
      expect(
        parsed.items.every((item) => (item.title ?? '') !== '' && Date.parse(item.isoDate ?? '') > 0),
      ).toBe(true);
    }
  });

  test('carry the full text at one outlet and a teaser with markup at another', async () => {
    const parser = new RssParser();
    const wire = await parser.parseString(await textOf(feedOf('sample-wire')));
    const article = written.find((candidate) => candidate.id === 'kim-putin-sample-wire');
    const item = wire.items.find((candidate) => candidate.title === article?.title);
    expect(item?.['content:encodedSnippet']).toContain(article?.paragraphs.at(-1));
    const radio = await parser.parseString(await textOf(feedOf('radio-tidewell')));
    expect(radio.items[0]?.content).toMatch(/^<p>.*<\/p>/);
  });

  test('tell nothing that only tests may know', async () => {
    const bodies = await Promise.all(newsroom.feeds.map((feed) => textOf(feed.url)));
    const pages = await Promise.all((await listAll()).map((item) => textOf(item.url)));
    for (const body of [...bodies, ...pages]) {
      expect(body).not.toMatch(/shouldPost|minutesAgo/);
      expect(written.some((article) => body.includes(article.id))).toBe(false);
    }
  });
});

describe('a conditional request', () => {
  test.each(OUTLETS.map((outlet) => outlet.slug))('for the feed of %s is answered 304', async (slug) => {
    const response = await fetch(feedOf(slug));
    const etag = response.headers.get('etag') ?? '';
    const lastModified = response.headers.get('last-modified') ?? '';
    await response.arrayBuffer();
    const ask = async (headers: Record<string, string>) => (await fetch(feedOf(slug), { headers })).status;
    expect(await ask({ 'if-none-match': etag })).toBe(304);
    expect(await ask({ 'if-none-match': `W/${etag}, "x"` })).toBe(304);
    expect(await ask({ 'if-modified-since': lastModified })).toBe(304);
    expect(await ask({ 'if-none-match': '"other"', 'if-modified-since': lastModified })).toBe(200);
    expect(await ask({ 'if-modified-since': 'yesterday' })).toBe(200);
    expect(newsroom.requests()).toMatchObject({ feed: 3, 'not-modified': 3 });
  });
});

describe('the pages', () => {
  test('are there for every article, and a reader finds its text among the furniture', async () => {
    const items = await listAll();
    expect(items.length).toBeGreaterThanOrEqual(25);
    for (const item of items) {
      const html = await textOf(item.url);
      const article = written.find((candidate) => candidate.title === item.title);
      const { document } = parseHTML(html);
      expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(item.url);
      const text = new Readability(document).parse()?.textContent ?? '';
      for (const paragraph of article?.paragraphs ?? []) expect(text).toContain(paragraph);
      expect(html.length).toBeGreaterThan(2 * (article?.paragraphs.join('').length ?? 0));
    }
  });

  test('hold what stands round the text of real ones', async () => {
    const item = (await listItems(feedOf('harbour-post'))).find((candidate) =>
      candidate.title.includes('Kim Jong Un'),
    );
    const html = await textOf(item?.url ?? '');
    for (const furniture of [
      '<nav',
      'READ |',
      'newsletter',
      'figcaption',
      'Related',
      '<footer',
      'cookie-banner',
    ]) {
      expect(html).toContain(furniture);
    }
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    expect(JSON.parse(json)).toMatchObject({ '@type': 'NewsArticle', headline: item?.title });
  });

  test('have a front page that leads to the feed, robots.txt, a photograph, and 404 and 405 elsewhere', async () => {
    const { origin } = new URL(feedOf('lanternfield-times'));
    const { document } = parseHTML(await textOf(origin));
    const link = document.querySelector('link[rel=alternate]');
    expect(link?.getAttribute('type')).toBe('application/atom+xml');
    expect(new URL(link?.getAttribute('href') ?? '', origin).href).toBe(feedOf('lanternfield-times'));
    expect(await textOf(`${origin}/robots.txt`)).toMatch(/^User-agent: \*/);
    expect(await textOf(`${origin}/photo.svg`)).toMatch(/^<svg/);
    expect((await fetch(`${origin}/nowhere`)).status).toBe(404);
    expect((await fetch(origin, { method: 'POST' })).status).toBe(405);
    const head = await fetch(feedOf('lanternfield-times'), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

describe('the update', () => {
  test('appears in two or three feeds once it is published, and changes them for conditional requests', async () => {
    const before = (await listAll()).map((item) => item.title);
    const url = feedOf('harbour-post');
    const first = await fetch(url);
    await first.arrayBuffer();
    const headers = {
      'if-none-match': first.headers.get('etag') ?? '',
      'if-modified-since': first.headers.get('last-modified') ?? '',
    };

    newsroom.publishUpdate();
    newsroom.publishUpdate();

    const added = (await listAll()).filter((item) => !before.includes(item.title));
    const updates = written.filter((article) => article.edition === 'update');
    expect(added.map((item) => item.title).sort()).toEqual(updates.map((article) => article.title).sort());
    expect(new Set(added.map((item) => new URL(item.url).host)).size).toBe(updates.length);
    expect(newsroom.articleCount).toBe(before.length + updates.length);
    expect((await fetch(url, { headers })).status).toBe(200);
    expect(await textOf(added[0]?.url ?? '')).toContain('Vostochny');
  });

  test('belongs to an event that is expected anyway', () => {
    expect(newsroom.expectedEvents).toBe(8);
  });
});
