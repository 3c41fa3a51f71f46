import { performance } from 'node:perf_hooks';
import { listFeeds } from '../../commands/feeds/manage-feeds.ts';
import { reportSpend } from '../../src/web/page-services.ts';
import { poll, sampleArticle, T0 } from '../store/contract/samples.ts';
import { DIGEST_ID, openArchive, storyId } from '../support/archived-digest.ts';
import { openPages, raw } from '../web/pages-in-use.ts';

const FEEDS = 500;
const ARTICLES = 2_000;
const RUNS = 40;

/** Each page over a store with much in it: median and slowest answer, and its size. Aim: under 200 ms and 100 kB. */
export async function benchPages(): Promise<void> {
  const { store, archive, clock, channel } = await openArchive({ count: 8 });
  const feeds = Array.from({ length: FEEDS }, (_, index) => ({
    url: `https://f${index}.example/world.xml`,
    title: `Outlet ${index}`,
    folder: `Region ${index % 12}`,
    host: `f${index}.example:443`,
  }));
  await store.feeds.add(feeds, T0, { revives: true });
  await poll(
    store,
    Array.from({ length: ARTICLES }, (_, index) => sampleArticle(`bench-${index}`)),
    T0,
  );
  const spending = { timeZone: 'Africa/Nairobi', budgetUsd: 2, summariser: 'without a model' };
  const pages = await openPages(
    {},
    {
      archive,
      spend: () => reportSpend({ store, clock, ...spending }),
      feeds: () => listFeeds('', { store, clock }),
    },
  );
  const feed = `/feed/${await archive.feedToken(channel.id)}`;
  const paths = [
    '/archive',
    `/digests/${DIGEST_ID}`,
    `/stories/${storyId(1)}`,
    '/feeds',
    '/spend',
    `${feed}.xml`,
    `${feed}.json`,
  ];
  const rows: Record<string, object> = {};
  for (const path of paths) {
    const times: number[] = [];
    let bytes = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const from = performance.now();
      const { status, body } = await raw(pages.port, path);
      times.push(performance.now() - from);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      bytes = Buffer.byteLength(body);
    }
    times.sort((a, b) => a - b);
    rows[path.replace(/[\w-]{30,}/, '...')] = {
      'median ms': (times[RUNS / 2] ?? 0).toFixed(1),
      'slowest ms': (times.at(-1) ?? 0).toFixed(1),
      kB: (bytes / 1_000).toFixed(1),
    };
  }
  console.log(`\nPages: ${FEEDS} feeds, ${ARTICLES} articles`);
  console.table(rows);
  await pages.close();
  await store.close();
}
