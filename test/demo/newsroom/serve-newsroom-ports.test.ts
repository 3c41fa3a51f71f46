import { type Server, createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type Clock, HOUR, MINUTE } from '../../../src/clock.ts';
import { loadSampleArticles } from '../../../src/demo/newsroom/load-articles.ts';
import { OUTLETS } from '../../../src/demo/newsroom/outlets.ts';
import { type Newsroom, serveNewsroom } from '../../../src/demo/newsroom/serve-newsroom.ts';
import { silentLogger } from '../../../src/log.ts';
import { listItems, textOf } from './list-items.ts';

const STARTED_AT = Date.UTC(2024, 1, 3, 12, 0, 0);
const clock: Clock = { now: () => STARTED_AT + HOUR, sleep: () => Promise.resolve() };
const options = { clock, host: '127.0.0.1', startedAt: STARTED_AT, log: silentLogger } as const;

describe('addresses', () => {
  /** Ports below those that systems hand out; runs of this suite that go on side by side start apart. */
  const candidates = Array.from(
    { length: 100 },
    (_, step) => 20_000 + ((process.pid + step * 97) % 1_000) * 10,
  );

  async function openServer(port: number): Promise<Server | null> {
    const server = createServer();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
    return (await promise) ? server : null;
  }

  async function closeServer(server: Server | null): Promise<void> {
    await new Promise((resolve) => {
      if (server === null) resolve(undefined);
      else server.close(resolve);
    });
  }

  async function isFree(port: number): Promise<boolean> {
    const server = await openServer(port);
    await closeServer(server);
    return server !== null;
  }

  async function findPorts(): Promise<number> {
    for (const base of candidates) {
      const checks = await Promise.all(OUTLETS.map((_, index) => isFree(base + index)));
      if (checks.every(Boolean)) return base;
    }
    throw new Error('no run of free ports');
  }

  test('follow the first port, and a busy one is named with its fix and leaves nothing open', async () => {
    const firstPort = await findPorts();
    const busy = await openServer(firstPort + 2);
    try {
      await expect(serveNewsroom({ ...options, firstPort })).rejects.toMatchObject({
        code: 'demo/port-busy',
        userMessage: expect.stringMatching(new RegExp(`Port ${firstPort + 2} .* Stop the program`)),
      });
      expect(await isFree(firstPort)).toBe(true);
      expect(await isFree(firstPort + 1)).toBe(true);
    } finally {
      await closeServer(busy);
    }
  });

  test('and dates are the same after a restart with the same start', async () => {
    const firstPort = await findPorts();
    const open = () => serveNewsroom({ ...options, firstPort });
    const bodiesOf = (room: Newsroom) => Promise.all(room.feeds.map((feed) => textOf(feed.url)));
    const one = await open();
    const before = await bodiesOf(one);
    await one.close();
    const two = await open();
    const after = await bodiesOf(two);
    await two.close();
    expect(after).toEqual(before);
    expect(new URL(one.feeds[0]?.url ?? '').port).toBe(String(firstPort));
  });

  test('count back from the clock where no start is given', async () => {
    const room = await serveNewsroom({ clock, host: '127.0.0.1', firstPort: 0, log: silentLogger });
    const items = await listItems(room.feeds[0]?.url ?? '');
    await room.close();
    const written = await loadSampleArticles();
    const own = written.filter(
      (article) => article.outlet === OUTLETS[0]?.slug && article.edition === 'first',
    );
    const youngest = Math.min(...own.map((article) => article.minutesAgo));
    expect(items[0]?.publishedAt).toBe(clock.now() - youngest * MINUTE);
  });
});
