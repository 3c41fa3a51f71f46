/** A process that polls feeds through the real step: store on a SQLite file, guarded fetch, parser processes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { readSettings } from '../../config/settings.ts';
import { BEAT_MS, FEEDS_AT_ONCE, IDLE_MS } from '../../config/tuning.ts';
import { buildReading } from '../../src/app/build-reading.ts';
import { type Clock, HOUR, systemClock } from '../../src/clock.ts';
import { createLogger } from '../../src/log.ts';
import { createPollFeeds } from '../../src/pipeline/poll-feeds.ts';
import { createPipeline } from '../../src/pipeline/run-pipeline.ts';
import { machineIdentity } from '../../src/store/engine/process-identity.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type RoundCost, startRound } from './measure-round.ts';
import { spareMemory } from '../../src/outbound/spare-memory.ts';
import { answerQuestions } from './talk-to-child.ts';

export type PollQuestion =
  | { kind: 'open'; urls: string[] }
  | { kind: 'round' }
  | { kind: 'rest'; ms: number };
export type PollAnswer = RoundCost & { added: number; failed: number };
export type RestAnswer = { rssMb: number; heapMb: number };

/** Beyond every interval, so that each round finds all feeds due. */
const BETWEEN_ROUNDS_MS = 30 * HOUR;

// As `src/main.ts` does.
spareMemory();
let offsetMs = 0;
const clock: Clock = {
  now: () => systemClock.now() + offsetMs,
  sleep: (ms, signal) => systemClock.sleep(ms, signal),
};
const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
const url = `sqlite:${join(folder, 'bench.db')}`;
const log = createLogger('warn');
const store = await openStore({ url, clock, log });
const settings = readSettings({ DATABASE_URL: url, ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8' });
const reading = buildReading({ settings, overrides: {}, clock, log });

answerQuestions(
  async (question: PollQuestion) => {
    if (question.kind === 'round') return pollAll();
    if (question.kind === 'rest') return rest(question.ms);
    const feeds = question.urls.map((feedUrl) => ({
      url: feedUrl,
      title: '',
      folder: '',
      host: new URL(feedUrl).host,
    }));
    await store.feeds.add(feeds, clock.now(), { revives: false });
    return {};
  },
  async () => {
    await reading.close();
    await store.close();
    rmSync(folder, { recursive: true });
  },
);

async function pollAll(): Promise<PollAnswer> {
  offsetMs += BETWEEN_ROUNDS_MS;
  const total = (await store.counts(clock.now())).feeds.total;
  const startedAt = new Map<string, number>();
  const feedMs: number[] = [];
  let [added, failed] = [0, 0];
  const all = Promise.withResolvers<void>();
  const instanceId = newId();
  const poll = createPollFeeds({
    feeds: store.feeds,
    pollFeed: (feed, signal) => {
      startedAt.set(feed.id, performance.now());
      return reading.pollFeed(feed, signal);
    },
    instanceId,
    slots: FEEDS_AT_ONCE,
    idleMs: IDLE_MS,
    onPolled: (polled) => {
      feedMs.push(performance.now() - (startedAt.get(polled.feed.id) ?? Number.NaN));
      added += polled.added;
      if (!polled.result.isSuccess) failed += 1;
      if (feedMs.length === total) all.resolve();
    },
    clock,
    log,
  });
  const instance = { id: instanceId, machine: machineIdentity(), pid: process.pid };
  const pipeline = createPipeline({
    instance,
    instances: store.instances,
    steps: [poll],
    beatMs: BEAT_MS,
    clock,
    log,
  });
  const finish = startRound();
  await pipeline.start();
  await all.promise;
  const cost = finish(feedMs);
  await pipeline.stop(IDLE_MS);
  return { ...cost, added, failed };
}

/** Memory after `ms` with nothing due; the parsers have ended by then. */
async function rest(ms: number): Promise<RestAnswer> {
  await wait(ms);
  const { rss, heapUsed } = process.memoryUsage();
  return { rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 };
}
