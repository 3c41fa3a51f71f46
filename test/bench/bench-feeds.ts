import { formatTable } from '../eval/format-table.ts';
import { quantile } from './measure-round.ts';
import type { PollAnswer, RestAnswer } from './poll-by-product.ts';
import type { OpenAnswer } from './serve-feeds.ts';
import { startChild } from './talk-to-child.ts';
import { FEEDS_A_CYCLE, ITEMS_A_FEED, NEW_ITEMS } from './write-feed.ts';

const SERVER = new URL('./serve-feeds.ts', import.meta.url);
const PRODUCT = new URL('./poll-by-product.ts', import.meta.url);
const FLOOR = new URL('./poll-by-floor.ts', import.meta.url);

const FEEDS = 2_000;
/** Others use the machine too: the middle one of some runs counts. */
const RUNS = 3;
const IDLE = { few: 100, many: 10_000, items: 5, restMs: 60_000 };
const TARGETS = { shareOfFloor: 0.6, peakRssMb: 300, idleMb: 50 };

/** Polls all feeds twice, by the product and by the floor in turn, and prints what the second round cost. */
export async function benchFeeds(): Promise<void> {
  const runs: { product: PollAnswer; floor: PollAnswer }[] = [];
  for (let run = 0; run < RUNS; run += 1)
    runs.push({ floor: await measureRound(FLOOR), product: await measureRound(PRODUCT) });
  const shares = runs.map(({ product, floor }) => floor.wallMs / product.wallMs);
  const middle = runs[shares.indexOf(quantile(shares, 0.5))];
  if (!middle) throw new Error('no run was measured');
  const { product, floor } = middle;
  const wanted = (FEEDS / FEEDS_A_CYCLE) * NEW_ITEMS;
  if (product.failed > 0 || product.added !== wanted)
    throw new Error(
      `${product.failed} polls failed and ${product.added} of ${wanted} new articles were stored`,
    );
  const share = floor.wallMs / product.wallMs;
  const cells = (name: string, cost: PollAnswer) => [
    name,
    (cost.feeds / (cost.wallMs / 1_000)).toFixed(0),
    cost.feedMs.p50.toFixed(1),
    cost.feedMs.p95.toFixed(1),
    (cost.cpuMs / 1_000).toFixed(2),
    (cost.mainCpuMs / 1_000).toFixed(2),
    cost.peakRssMb.toFixed(0),
  ];
  const heading = ['', 'feeds/s', 'p50 ms', 'p95 ms', 'CPU s', 'main CPU s', 'peak MB'];
  console.log(
    `\nfeeds: ${FEEDS} feeds of ${ITEMS_A_FEED} items, 80 % 304, 15 % unchanged, 5 % with ${NEW_ITEMS} new items`,
  );
  console.log(formatTable([heading, cells('Sitrep', product), cells('floor', floor)]));
  console.log(
    `share of the floor ${share.toFixed(2)} (all runs: ${shares.map((one) => one.toFixed(2)).join(', ')}), aim ${TARGETS.shareOfFloor}: ${share >= TARGETS.shareOfFloor ? 'reached' : 'MISSED'}`,
  );
  const peak = Math.max(...runs.map((run) => run.product.peakRssMb));
  console.log(
    `peak ${peak.toFixed(0)} MB, aim under ${TARGETS.peakRssMb}: ${peak < TARGETS.peakRssMb ? 'reached' : 'MISSED'}`,
  );
}

async function measureRound(script: URL): Promise<PollAnswer> {
  const server = startChild(SERVER);
  const poller = startChild(script);
  try {
    const { urls } = await server.ask<OpenAnswer>({ kind: 'open', feeds: FEEDS, items: ITEMS_A_FEED });
    await poller.ask({ kind: 'open', urls });
    await poller.ask({ kind: 'round' });
    await server.ask({ kind: 'publish' });
    return await poller.ask<PollAnswer>({ kind: 'round' });
  } finally {
    await poller.end();
    await server.end();
  }
}

/** What feeds cost that were polled once and are not due: a process with few of them beside one with many. */
export async function benchIdleFeeds(): Promise<void> {
  const [few, many] = [await measureIdle(IDLE.few), await measureIdle(IDLE.many)];
  const cells = (feeds: number, { rssMb, heapMb }: RestAnswer) => [
    `${feeds}`,
    rssMb.toFixed(0),
    heapMb.toFixed(1),
  ];
  console.log(`\nidle feeds: each polled once (${IDLE.items} items), then ${IDLE.restMs / 1_000} s of rest`);
  console.log(formatTable([['feeds', 'RSS MB', 'heap MB'], cells(IDLE.few, few), cells(IDLE.many, many)]));
  const more = many.rssMb - few.rssMb;
  console.log(
    `${more.toFixed(0)} MB more, aim under ${TARGETS.idleMb}: ${more < TARGETS.idleMb ? 'reached' : 'MISSED'}`,
  );
}

async function measureIdle(feeds: number): Promise<RestAnswer> {
  const server = startChild(SERVER);
  const poller = startChild(PRODUCT);
  try {
    const { urls } = await server.ask<OpenAnswer>({ kind: 'open', feeds, items: IDLE.items });
    await poller.ask({ kind: 'open', urls });
    await poller.ask({ kind: 'round' });
    return await poller.ask<RestAnswer>({ kind: 'rest', ms: IDLE.restMs });
  } finally {
    await poller.end();
    await server.end();
  }
}
