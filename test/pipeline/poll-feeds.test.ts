import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/log.ts';
import { createPollFeeds } from '../../src/pipeline/poll-feeds.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createManualClock } from '../support/manual-clock.ts';

const SLOTS = 4;

async function setUp(feedCount: number) {
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await store.instances.start({ id: 'me', machine: 'm', pid: 1, now: clock.now() });
  const feeds = Array.from({ length: feedCount }, (_, index) => ({
    url: `https://gazette-${index}.example/feed.xml`,
    title: '',
    folder: '',
    host: `gazette-${index}.example:443`,
  }));
  await store.feeds.add(feeds, clock.now(), { revives: false });
  const claims: number[] = [];
  const counting = {
    ...store.feeds,
    async claimDue(request: Parameters<typeof store.feeds.claimDue>[0]) {
      const claimed = await store.feeds.claimDue(request);
      claims.push(claimed.length);
      return claimed;
    },
  };
  return { clock, store, counting, claims };
}

/** Runs the step until `count` feeds were polled; `stuck` polls end only when the step stops. */
async function runUntil(
  { clock, counting }: Awaited<ReturnType<typeof setUp>>,
  count: number,
  stuck = 0,
): Promise<string[]> {
  const polled: string[] = [];
  const enough = Promise.withResolvers<void>();
  const stopping = new AbortController();
  let begun = 0;
  const step = createPollFeeds({
    feeds: counting,
    pollFeed: async (feed, signal) => {
      begun += 1;
      if (begun <= stuck) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return {
        isSuccess: !signal.aborted,
        feed: { nextCheckAt: clock.now() + 600_000, etag: feed.url },
        articles: [],
      };
    },
    instanceId: 'me',
    slots: SLOTS,
    idleMs: 1_000,
    onPolled: ({ feed }) => {
      polled.push(feed.url);
      if (polled.length === count) enough.resolve();
    },
    clock,
    log: silentLogger,
  });
  const running = step.run(stopping.signal);
  await enough.promise;
  stopping.abort();
  await running;
  return polled;
}

describe('polling feeds', () => {
  it('polls each due feed once, claiming some ahead of those that are polled at once', async () => {
    const parts = await setUp(20);
    const polled = await runUntil(parts, 20);
    expect(new Set(polled).size).toBe(20);
    expect(parts.claims.filter((claimed) => claimed > 0)).toEqual([4 * SLOTS, 20 - 4 * SLOTS]);
    await parts.store.close();
  });

  it('goes on with the others while some answer to nobody', async () => {
    const parts = await setUp(20);
    const polled = await runUntil(parts, 17, SLOTS - 1);
    expect(new Set(polled).size).toBe(17);
    await parts.store.close();
  });

  it('leaves what it claimed ahead and did not poll to the next start', async () => {
    const parts = await setUp(20);
    const polled = await runUntil(parts, 1, 0);
    await parts.store.instances.stop('me');
    await parts.store.instances.start({ id: 'next', machine: 'm', pid: 2, now: parts.clock.now() });
    const due = await parts.store.feeds.claimDue({ instanceId: 'next', now: parts.clock.now(), limit: 50 });
    const unpolled = (await parts.store.feeds.list()).filter((feed) => feed.etag === null);
    expect(due.map(({ row }) => row.url).sort()).toEqual(unpolled.map(({ url }) => url).sort());
    expect(due.length).toBeLessThanOrEqual(20 - polled.length);
    await parts.store.close();
  });
});
