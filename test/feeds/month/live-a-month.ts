import { createHash } from 'node:crypto';
import { DAY, HOUR } from '../../../src/clock.ts';
import { parseFeed } from '../../../src/feeds/parse/parse-feed.ts';
import { createFeedPoller } from '../../../src/feeds/poll-feed.ts';
import { type Logger, silentLogger } from '../../../src/log.ts';
import type { GuardedFetch } from '../../../src/outbound/guarded-fetch.ts';
import { createPollFeeds } from '../../../src/pipeline/poll-feeds.ts';
import type { Store } from '../../../src/store/store.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import type { Habits } from './newsdesk.ts';
import { createPublisher, FEEDS, type Listing, type News, type Served } from './publisher.ts';

/** How a server that is asked for a feed answers. */
export type Answer = 'fine' | 'error 500' | 'time-out' | 'empty' | 'web page' | 'rate limit' | 'challenge';

/** One check and what went before it; after each the program starts anew. */
export type Day = {
  hours: number;
  news: News;
  listing: Listing;
  answer: Answer;
  end: 'stopped' | 'killed' | 'killed in a poll';
};
export type Month = { habits: Habits; days: readonly Day[] };

export type Row = { id: string; title: string; teaser: string };
/** Opens the same database again, as a start of the program does. */
export type OpenDatabase = (clock: ReturnType<typeof createManualClock>) => Promise<{
  store: Store;
  listRows: () => Promise<Row[]>;
  close: () => Promise<void>;
}>;

const encode = (text: string) => new TextEncoder().encode(text);

/** Lives through the month and throws what is wrong with what was stored. Returns how many articles were read. */
export async function liveAMonth(open: OpenDatabase, { habits, days }: Month): Promise<number> {
  const clock = createManualClock();
  const publisher = createPublisher(habits);
  const numberOfRow = new Map<string, number>();
  let isFirst = true;
  for (const [index, day] of days.entries()) {
    publisher.work(day.news, clock.now());
    if (day.end === 'killed in a poll' && !isFirst) await claimAndDie(open, clock, index);
    const database = await open(clock);
    try {
      await start(database.store, `day-${index}`, index, clock.now());
      if (isFirst)
        await database.store.feeds.add(Object.values(FEEDS).map(newFeed), clock.now(), { revives: false });
      isFirst = false;
      await waitUntilDue(database.store, day.hours, clock);
      await database.store.instances.beat(`day-${index}`, clock.now());
      const read = await pollAll(database.store, serveFrom(publisher, day), {
        clock,
        instanceId: `day-${index}`,
      });
      compare(await database.listRows(), { publisher, numberOfRow, read: day.listing.isStale ? [] : read });
      if (day.end === 'stopped') await database.store.instances.stop(`day-${index}`);
    } finally {
      await database.close();
    }
  }
  return publisher.readCount();
}

const newFeed = (url: string) => ({ url, title: '', folder: '', host: `${new URL(url).host}:443` });

const start = (store: Store, id: string, index: number, now: number) =>
  store.instances.start({ id, machine: 'this', pid: 100 + index, now });

/** A poll is taken up and never stored. */
async function claimAndDie(open: OpenDatabase, clock: ReturnType<typeof createManualClock>, index: number) {
  const { store, close } = await open(clock);
  await start(store, `dead-${index}`, 1_000 + index, clock.now());
  await store.feeds.claimDue({ instanceId: `dead-${index}`, now: clock.now() + DAY, limit: 10 });
  await close();
}

async function waitUntilDue(store: Store, hours: number, clock: ReturnType<typeof createManualClock>) {
  const soonest = Math.min(...(await store.feeds.list()).map(({ nextCheckAt }) => nextCheckAt));
  clock.advance(Math.max(hours * HOUR, soonest - clock.now()));
}

type Fetched = { fetch: GuardedFetch; read: Served[] };

/** The outlet's server, at the port of the guarded fetch. */
function serveFrom(publisher: ReturnType<typeof createPublisher>, { answer, listing }: Day): Fetched {
  const read: Served[] = [];
  const fetch: GuardedFetch = async (url, { headers = {} }) => {
    if (answer === 'time-out') return { kind: 'failed', code: 'too-slow', reason: 'no answer' };
    const feed = url === FEEDS.top ? 'top' : 'world';
    const served = publisher.serve(feed, listing);
    const etag = `"${createHash('sha256').update(served.body).digest('hex')}"`;
    const bodies: Record<Exclude<Answer, 'time-out'>, [status: number, body: string]> = {
      fine: headers['if-none-match'] === etag ? [304, ''] : [200, served.body],
      'error 500': [500, 'out of order'],
      empty: [200, ''],
      'web page': [200, '<!doctype html><html><body>Under maintenance</body></html>'],
      'rate limit': [429, ''],
      challenge: [403, '<html>Just a moment... cf-chl challenge-platform</html>'],
    };
    const [status, body] = bodies[answer];
    if (status === 200 && body === served.body && served.listed.length > 0) {
      publisher.wasRead(feed, served);
      read.push(served);
    }
    const type = body.startsWith('{') ? 'application/feed+json' : 'application/xml; charset=utf-8';
    return {
      kind: 'response',
      status,
      headers: { 'content-type': type, ...(answer === 'fine' ? { etag } : {}), 'retry-after': '600' },
      body: encode(body),
      finalUrl: url,
      permanentUrl: null,
    };
  };
  return { fetch, read };
}

/** The step of the pipeline, until each feed that is due was polled and stored. */
async function pollAll(
  store: Store,
  { fetch, read }: Fetched,
  { clock, instanceId }: { clock: ReturnType<typeof createManualClock>; instanceId: string },
): Promise<Served[]> {
  const due = (await store.feeds.list()).filter(({ nextCheckAt }) => nextCheckAt <= clock.now()).length;
  const done = Promise.withResolvers<void>();
  const log: Logger = Object.assign(Object.create(silentLogger) as Logger, {
    error: (data: unknown) => done.reject(new Error(`the poll failed: ${String(Object(data).error)}`)),
    warn: (data: unknown) => done.reject(new Error(`the poll was lost: ${JSON.stringify(data)}`)),
  });
  let polled = 0;
  const bounds = { minPollMs: 60_000, maxPollMs: DAY };
  const pollFeed = createFeedPoller({
    fetch,
    parse: parseFeed,
    clock,
    random: () => 0.5,
    bounds,
    log: silentLogger,
  });
  const onPolled = () => {
    polled += 1;
    if (polled === due) done.resolve();
  };
  const stopping = new AbortController();
  const step = createPollFeeds({
    feeds: store.feeds,
    pollFeed,
    instanceId,
    slots: 4,
    idleMs: 1_000,
    onPolled,
    clock,
    log,
  });
  const running = step.run(stopping.signal);
  try {
    await done.promise;
  } finally {
    stopping.abort();
    await running;
  }
  return read;
}

function compare(
  rows: readonly Row[],
  {
    publisher,
    numberOfRow,
    read,
  }: {
    publisher: ReturnType<typeof createPublisher>;
    numberOfRow: Map<string, number>;
    read: readonly Served[];
  },
): void {
  const seen = new Map<number, Row>();
  for (const row of rows) {
    const number = Number(/^Dispatch (\d+)\./.exec(row.teaser)?.[1]);
    const other = seen.get(number);
    if (other) throw new Error(`article ${number} is stored twice: ${JSON.stringify([other, row])}`);
    if (!publisher.hasRead(number))
      throw new Error(`what is stored stands in no feed: ${JSON.stringify(row)}`);
    const before = numberOfRow.get(row.id) ?? number;
    if (before !== number) throw new Error(`article ${before} became ${number}: ${JSON.stringify(row)}`);
    numberOfRow.set(row.id, number);
    seen.set(number, row);
  }
  if (seen.size !== publisher.readCount())
    throw new Error(`${publisher.readCount()} articles were read, ${seen.size} are stored`);
  const listed = read.flatMap((served) => served.listed);
  for (const { number, item } of listed) {
    const title = seen.get(number)?.title;
    // Two feeds may show it under two headlines; either will do then.
    if (listed.some((other) => other.number === number && other.item.title === title)) continue;
    if (title !== item.title)
      throw new Error(`article ${number} is "${title}" and should be "${item.title}"`);
  }
}
