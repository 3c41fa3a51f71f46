import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/clock.ts';
import { parseFeed } from '../../src/feeds/parse/parse-feed.ts';
import { createFeedPoller } from '../../src/feeds/poll-feed.ts';
import { silentLogger } from '../../src/log.ts';
import type { Feed, PollResult } from '../../src/model/feed.ts';
import type { FetchOptions, FetchOutcome } from '../../src/outbound/guarded-fetch.ts';

const NOW = Date.UTC(2023, 8, 5, 12);
const FEED_URL = 'https://harbour.example/world.xml';

const baseFeed: Feed = {
  id: 'f1',
  url: FEED_URL,
  title: '',
  folder: '',
  host: 'harbour.example:443',
  state: 'active',
  addedAt: NOW - DAY,
  nextCheckAt: NOW,
  intervalMs: HOUR,
  firstPolledAt: null,
  lastCheckedAt: null,
  lastSuccessAt: null,
  etag: null,
  lastModified: null,
  bodyHash: null,
  failureCount: 0,
  failure: null,
  movedTo: null,
  recentPublishedAt: [],
  notice: null,
};

const document = (title = 'Grain ships leave the harbour after a week of talks') =>
  `<rss version="2.0"><channel><title>Harbour Post - World | RSS feed</title><link>https://harbour.example/</link>
   <item><guid>g1</guid><link>https://harbour.example/a?utm_source=rss</link><title>${title}</title>
   <description>Two ships left.</description><pubDate>Tue, 05 Sep 2023 11:00:00 GMT</pubDate></item></channel></rss>`;

function response(
  part: {
    status?: number;
    headers?: Record<string, string>;
    body?: string;
    permanentUrl?: string | null;
  } = {},
): FetchOutcome {
  return {
    kind: 'response',
    status: part.status ?? 200,
    headers: part.headers ?? {},
    body: Buffer.from(part.body ?? document()),
    finalUrl: part.permanentUrl ?? FEED_URL,
    permanentUrl: part.permanentUrl ?? null,
  };
}

type Setup = { outcome: FetchOutcome; feed?: Partial<Feed>; now?: number };

async function poll({
  outcome,
  feed,
  now = NOW,
}: Setup): Promise<{ result: PollResult; sent: FetchOptions; parses: number }> {
  let sent: FetchOptions | null = null;
  let parses = 0;
  const poller = createFeedPoller({
    fetch: (_url, options) => {
      sent = options;
      return Promise.resolve(outcome);
    },
    parse: (given) => {
      parses += 1;
      return parseFeed(given);
    },
    clock: { now: () => now, sleep: () => Promise.resolve() },
    random: () => 0.5,
    bounds: { minPollMs: MINUTE, maxPollMs: DAY },
    log: silentLogger,
    outletNameOf: (domain) => (domain === 'known.example' ? 'Known' : null),
  });
  const result = await poller({ ...baseFeed, ...feed }, new AbortController().signal);
  if (!sent) throw new Error('nothing was fetched');
  return { result, sent, parses };
}

describe('polling a feed', () => {
  it('hands over articles and what changes of the feed', async () => {
    const { result } = await poll({ outcome: response({ headers: { etag: '"1"', 'last-modified': 'x' } }) });
    expect(result.isSuccess).toBe(true);
    expect(result.articles).toEqual([
      {
        keys: [
          'url:https://harbour.example/a',
          'guid:f1:g1',
          'title:harbour.example:2023-09-05:grain ships leave the harbour after a week of talks',
        ],
        sharedKeys: [],
        fallbackKey: 'title:f1:undated:grain ships leave the harbour after a week of talks two ships left',
        url: 'https://harbour.example/a?utm_source=rss',
        title: 'Grain ships leave the harbour after a week of talks',
        teaser: 'Two ships left.',
        feedText: 'Two ships left.',
        outletDomain: 'harbour.example',
        outletName: 'Harbour Post',
        publishedAt: Date.UTC(2023, 8, 5, 11),
        language: null,
      },
    ]);
    expect(result.feed).toMatchObject({
      etag: '"1"',
      lastModified: 'x',
      failure: null,
      failureCount: 0,
      lastCheckedAt: NOW,
      lastSuccessAt: NOW,
      recentPublishedAt: [Date.UTC(2023, 8, 5, 11)],
    });
    expect(result.feed.nextCheckAt).toBeGreaterThan(NOW);
  });

  it('asks conditionally once a body is stored, and keeps the validators on 304', async () => {
    const stored = { etag: '"1"', lastModified: 'x', bodyHash: 'h', title: 'T' };
    const { result, sent, parses } = await poll({
      outcome: response({ status: 304, body: '' }),
      feed: stored,
    });
    expect(sent.headers).toEqual({ 'if-none-match': '"1"', 'if-modified-since': 'x' });
    expect(parses).toBe(0);
    expect(result).toMatchObject({
      isSuccess: true,
      articles: [],
      feed: { etag: '"1"', lastModified: 'x', bodyHash: 'h' },
    });
    expect((await poll({ outcome: response(), feed: { etag: '"1"' } })).sent.headers).toEqual({});
  });

  it('does not parse the same body again', async () => {
    const first = await poll({ outcome: response() });
    const again = await poll({ outcome: response(), feed: first.result.feed });
    expect(again.parses).toBe(0);
    expect(again.result).toMatchObject({ isSuccess: true, articles: [] });
  });

  it.each([
    [404, {}, 'x', 'not-found'],
    [403, {}, 'x', 'forbidden'],
    [403, {}, '<html><title>Just a moment...</title></html>', 'bot-challenge'],
    [200, {}, '<html><title>Just a moment...</title></html>', 'bot-challenge'],
    [503, { 'cf-mitigated': 'challenge' }, '', 'bot-challenge'],
    [429, { 'retry-after': '7200' }, '', 'rate-limited'],
    [503, { 'retry-after': '7200' }, '', 'rate-limited'],
    [500, {}, '', 'server-error'],
    [200, {}, '', 'empty'],
    [200, {}, '<html><body>Our news</body></html>', 'not-a-feed'],
    [200, {}, '<rss><channel><item', 'malformed'],
  ])('names status %i %o %s: %s', async (status, headers, body, code) => {
    const { result } = await poll({ outcome: response({ status, headers, body }) });
    expect(result).toMatchObject({
      isSuccess: false,
      articles: [],
      feed: { failureCount: 1, failure: { code, since: NOW } },
    });
    expect(result.feed.failure?.message).toMatch(/\.$/);
    expect(result.feed).not.toHaveProperty('etag');
    expect(result.feed.nextCheckAt).toBeGreaterThanOrEqual(
      NOW + ('retry-after' in headers ? 2 * HOUR : MINUTE),
    );
  });

  it('keeps the first instant of a row of failures and forgets it on success', async () => {
    const failing = { failureCount: 3, failure: { code: 'dns', message: '', since: NOW - DAY } } as const;
    const { result } = await poll({
      outcome: { kind: 'failed', code: 'too-slow', reason: 'x' },
      feed: failing,
    });
    expect(result.feed).toMatchObject({ failureCount: 4, failure: { code: 'too-slow', since: NOW - DAY } });
    expect((await poll({ outcome: response(), feed: failing })).result.feed).toMatchObject({
      failureCount: 0,
      failure: null,
    });
  });

  it('retires a feed that is gone', async () => {
    expect((await poll({ outcome: response({ status: 410 }) })).result.feed).toMatchObject({
      state: 'retired',
      failure: { code: 'gone' },
    });
  });

  it('follows a permanent redirect for good once it was stable', async () => {
    const permanentUrl = 'https://new.example:8443/world.xml';
    const noted = await poll({ outcome: response({ permanentUrl }) });
    expect(noted.result.feed.movedTo).toEqual({ url: permanentUrl, since: NOW });
    expect(noted.result.feed).not.toHaveProperty('url');
    const movedTo = { url: permanentUrl, since: NOW };
    const soon = await poll({ outcome: response({ permanentUrl }), feed: { movedTo }, now: NOW + DAY });
    expect(soon.result.feed.movedTo).toEqual(movedTo);
    const later = await poll({ outcome: response({ permanentUrl }), feed: { movedTo }, now: NOW + 4 * DAY });
    expect(later.result.feed).toMatchObject({ url: permanentUrl, host: 'new.example:8443', movedTo: null });
    const back = await poll({ outcome: response(), feed: { movedTo }, now: NOW + 4 * DAY });
    expect(back.result.feed.movedTo).toBeNull();
  });

  it('changes nothing when it is cancelled', async () => {
    const controller = new AbortController();
    const poller = createFeedPoller({
      fetch: () => {
        controller.abort();
        return Promise.resolve({ kind: 'failed', code: 'unreachable', reason: 'cancelled' });
      },
      parse: parseFeed,
      clock: { now: () => NOW, sleep: () => Promise.resolve() },
      random: () => 0.5,
      bounds: { minPollMs: MINUTE, maxPollMs: DAY },
      log: silentLogger,
    });
    expect(await poller(baseFeed, controller.signal)).toEqual({ feed: {}, isSuccess: false, articles: [] });
  });

  it('takes a date in the far future for none, and a micro-post by its first sentence', async () => {
    const body = `<rss version="2.0"><channel><title>Posts</title><item><guid>1</guid><link>https://known.example/1</link>
      <description>Harbour reopened at noon after the storm. More soon.</description><pubDate>Tue, 05 Sep 2033 11:00:00 GMT</pubDate></item></channel></rss>`;
    const { result } = await poll({ outcome: response({ body }) });
    expect(result.articles).toMatchObject([
      { title: 'Harbour reopened at noon after the storm.', publishedAt: null, outletName: 'Known' },
    ]);
    expect(result.feed.recentPublishedAt).toEqual([]);
  });
});
