import { describe, expect, it } from 'vitest';
import {
  createFeedFinder,
  feedAddressKey,
  findFeedLinks,
  knownFeedOf,
} from '../../src/feeds/discover-feeds.ts';
import { parseFeed } from '../../src/feeds/parse/parse-feed.ts';
import type { GuardedFetch } from '../../src/outbound/guarded-fetch.ts';

const feed =
  '<rss version="2.0"><channel><title>Harbour Post</title><item><title>One</title></item></channel></rss>';

function finder(site: Record<string, string>) {
  const asked: string[] = [];
  const fetch: GuardedFetch = (url) => {
    asked.push(url);
    const body = site[url];
    return Promise.resolve({
      kind: 'response',
      status: body === undefined ? 404 : 200,
      headers: {},
      body: Buffer.from(body ?? ''),
      finalUrl: url,
      permanentUrl: null,
    });
  };
  return { find: createFeedFinder({ fetch, parse: parseFeed }), asked };
}

const signal = new AbortController().signal;

describe('finding feeds', () => {
  it('takes a feed at the address itself, typed without a scheme', async () => {
    const { find } = finder({ 'https://harbour.example/rss': feed });
    expect(await find(' harbour.example/rss ', signal)).toMatchObject({
      kind: 'found',
      feeds: [
        {
          url: 'https://harbour.example/rss',
          title: 'Harbour Post',
          document: { items: [{ title: 'One' }] },
        },
      ],
    });
  });

  it('takes a bare word for a slip, not for a host of the own network', async () => {
    const { find } = finder({ 'https://reuters/': feed });
    expect(await find('reuters', signal)).toMatchObject({ kind: 'failed', code: 'bad-address' });
    expect(await find('reuters/world.rss', signal)).toMatchObject({ kind: 'failed', code: 'bad-address' });
    expect(await find('https://reuters/', signal)).toMatchObject({ kind: 'found' });
  });

  it('reads what a page announces, comments last, each feed once', async () => {
    const page = `<html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
      <link rel=alternate type='application/rss+xml' href='/world.xml?a=1&amp;b=2'><link rel="stylesheet" href="/x.css"></head></html>`;
    const { find } = finder({
      'https://harbour.example/': page,
      'https://harbour.example/comments/feed': feed,
      'https://harbour.example/world.xml?a=1&b=2': feed,
    });
    const outcome = await find('https://harbour.example/', signal);
    expect(outcome.kind === 'found' && outcome.feeds.map(({ url }) => url)).toEqual([
      'https://harbour.example/world.xml?a=1&b=2',
      'https://harbour.example/comments/feed',
    ]);
  });

  it('tries the common paths, and says so when there is none', async () => {
    const page = '<html><body>News</body></html>';
    const there = finder({ 'https://harbour.example/': page, 'https://harbour.example/rss.xml': feed });
    expect(await there.find('harbour.example', signal)).toMatchObject({ kind: 'found' });
    const nowhere = finder({ 'https://harbour.example/': page });
    expect(await nowhere.find('harbour.example', signal)).toMatchObject({
      kind: 'failed',
      code: 'not-a-feed',
    });
    expect(await nowhere.find('http://', signal)).toMatchObject({ kind: 'failed', code: 'bad-address' });
    expect(await nowhere.find('gone.example', signal)).toMatchObject({ kind: 'failed', code: 'not-found' });
  });

  it.each([
    ['https://www.youtube.com/channel/UC123', 'https://www.youtube.com/feeds/videos.xml?channel_id=UC123'],
    ['https://www.youtube.com/playlist?list=PL1', 'https://www.youtube.com/feeds/videos.xml?playlist_id=PL1'],
    ['https://old.reddit.com/r/worldnews/top', 'https://www.reddit.com/r/worldnews/.rss'],
    ['https://github.com/nodejs/node', 'https://github.com/nodejs/node/releases.atom'],
    ['https://harbour.example/x', null],
  ])('knows the feed of %s', (url, expected) => {
    expect(knownFeedOf(new URL(url))).toBe(expected);
  });

  it('sees visible links to feeds', () => {
    expect(
      findFeedLinks(
        '<a class="x" href="/news/rss">RSS</a><a href="/about">About</a>',
        'https://harbour.example/',
      ),
    ).toEqual([{ url: 'https://harbour.example/news/rss', title: '' }]);
  });

  it('recognises one feed behind other spellings', () => {
    const keys = [
      'http://www.Harbour.example/feed/',
      'https://harbour.example/feed',
      'https://harbour.example:443/feed#x',
    ].map(feedAddressKey);
    expect(new Set(keys).size).toBe(1);
    expect(feedAddressKey('https://harbour.example/feed2')).not.toBe(keys[0]);
  });
});
