import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as waitReally } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { type App, createApp } from '../../src/app.ts';
import { HOUR, SECOND } from '../../src/clock.ts';
import { loadSampleArticles } from '../../src/demo/newsroom/load-articles.ts';
import { silentLogger } from '../../src/log.ts';
import { anyMonth } from '../feeds/month/any-month.ts';
import type { Day } from '../feeds/month/live-a-month.ts';
import { createPublisher, type WriteArticle } from '../feeds/month/publisher.ts';
import { createManualClock } from '../support/manual-clock.ts';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-month-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HABITS = { format: 'rss', guids: 'own', hasSharedLink: false } as const;

/** One article of each of the sample newsroom's events: what is told apart is told once. */
const events = new Map(
  (await loadSampleArticles())
    .filter(({ event, shouldPost, edition }) => event !== null && shouldPost && edition === 'first')
    .map((article) => [article.event, article]),
);

const writerFor =
  (base: string): WriteArticle =>
  (number, now) => {
    const sample = [...events.values()][number - 1];
    if (!sample) return null;
    const item = { guid: `hp-${number}`, url: `${base}/world/${number}`, title: sample.title, author: null };
    const texts = { teaser: sample.teaser, content: sample.paragraphs.join('\n\n'), categories: [] };
    return { number, item: { ...item, ...texts, publishedAt: now - HOUR } };
  };

/** The outlet's server on loopback; what it answers a feed's request with is set for each check. */
async function serveOutlet() {
  let answer: () => { status: number; body: string } = () => ({ status: 404, body: '' });
  const server = createServer((request, response) => {
    const { status, body } = request.url === '/world.xml' ? answer() : { status: 404, body: '' };
    response.writeHead(status, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    place: `127.0.0.1:${port}`,
    set: (next: typeof answer) => void (answer = next),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const STATUS = { fine: 200, 'error 500': 500, empty: 200, 'rate limit': 429, challenge: 403 } as const;

describe('a month from feed to channel, with a restart after every check', () => {
  it.each([11, 29])('posts each article once (seed %i)', async (seed) => {
    const [month] = fc.sample(anyMonth, { seed, numRuns: 1 });
    const days = (month?.days ?? []).slice(0, 6);
    const outlet = await serveOutlet();
    const clock = createManualClock();
    const publisher = createPublisher(HABITS, writerFor(outlet.base));
    const url = `sqlite:${join(folder, `month-${seed}.db`)}`;

    const open = () =>
      createApp({
        settings: readSettings({
          DATABASE_URL: url,
          ALLOW_PRIVATE_ADDRESSES: outlet.place,
          SCHEDULE: 'as it happens',
          TIME_ZONE: 'UTC',
          WEB_PORT: '0',
        }),
        log: silentLogger,
        overrides: {
          clock,
          leaseMs: 24 * HOUR,
          idleMs: SECOND,
          hostGapMs: 0,
          quietMs: SECOND,
          // Time flies here: the first digest waits for what the first check found, however long that takes.
          firstRoundMs: 24 * HOUR,
          feeds: [{ url: `${outlet.base}/world.xml`, title: 'Harbour Post', folder: '' }],
        },
      });
    /** Time passes until what is looked for is there. */
    const passUntil = async (what: string, look: () => Promise<boolean>) => {
      for (let tick = 0; !(await look()); tick += 1) {
        if (tick > 6_000) throw new Error(`in vain: ${what}`);
        clock.advance(SECOND);
        await waitReally(5);
      }
    };
    const live = async (day: Day, isLast: boolean) => {
      const app = await open();
      try {
        const [feed] = await app.store.feeds.list();
        clock.advance(Math.max((day.hours % 6) * HOUR, (feed?.nextCheckAt ?? 0) - clock.now()));
        const before = feed?.lastCheckedAt ?? null;
        outlet.set(() => answerOf(publisher, day));
        await app.start();
        await passUntil('a check', async () => {
          const [now] = await app.store.feeds.list();
          return now !== undefined && now.lastCheckedAt !== before;
        });
        // Most restarts come in the middle of the work; the last one waits for it.
        if (isLast)
          await passUntil('all posts', async () => {
            const shown = await numbersPosted(app);
            return publisher.readNumbers().every((number) => shown.includes(number));
          });
        const until = clock.now() + 20 * SECOND;
        if (day.end === 'stopped') await passUntil('some work', async () => clock.now() >= until);
        return isLast ? await numbersPosted(app) : [];
      } finally {
        await app.stop();
      }
    };

    try {
      // What the first check finds is news of that day; later edits may take its date away.
      const first = { answer: 'fine', news: { added: 2, edits: [] }, listing: PLAIN, hours: 1 } as const;
      for (const day of [{ ...first, end: 'killed' } as const, ...days]) {
        publisher.work({ ...day.news, added: Math.min(2, day.news.added) }, clock.now());
        await live(day, false);
      }
      publisher.work({ added: 1, edits: [] }, clock.now());
      const posted = await live({ ...first, end: 'stopped' }, true);
      expect(posted.toSorted((a, b) => a - b)).toEqual(publisher.readNumbers());
      expect(posted.length).toBeGreaterThan(2);
    } finally {
      await outlet.close();
    }
  });
});

const PLAIN: Day['listing'] = {
  order: 'newest first',
  hasDuplicates: false,
  hidden: [],
  isStale: false,
  cut: null,
};

function answerOf(publisher: ReturnType<typeof createPublisher>, { answer, listing }: Day) {
  // What never answers would take real time.
  const kind = answer === 'time-out' || answer === 'web page' ? 'error 500' : answer;
  if (kind !== 'fine') return { status: STATUS[kind], body: '' };
  const served = publisher.serve('world', listing);
  if (served.listed.length > 0) publisher.wasRead('world', served);
  return { status: 200, body: served.body };
}

/** The numbers of the articles behind every block that any post shows. */
async function numbersPosted(app: App): Promise<number[]> {
  const numbers: number[] = [];
  for (const channel of await app.store.channels.list()) {
    for (const post of await app.store.posts.listSent(channel.id, 200)) {
      for (const block of post.message.blocks) {
        if (block.kind !== 'story') continue;
        const told = await app.store.articles.listOfStory(block.storyId);
        numbers.push(...told.map(({ url }) => Number(/\/world\/(\d+)/.exec(url ?? '')?.[1])));
      }
    }
  }
  return numbers;
}
