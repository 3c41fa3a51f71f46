import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { readSettings } from '../../config/settings.ts';
import { createApp } from '../../src/app.ts';
import { createLogger } from '../../src/log.ts';
import { spareMemory } from '../../src/outbound/spare-memory.ts';
import { formatTable } from '../eval/format-table.ts';
import { quantile } from './measure-round.ts';
import type { OpenAnswer } from './serve-feeds.ts';
import type { PlatformsAnswer, UseAnswer } from './serve-platforms.ts';
import { type Child, startChild } from './talk-to-child.ts';

const FEEDS = 1_000;
/** A feed is due this long after its last poll: 111 polls a second where none waits, so that 100 can be reached. */
const POLL_MS = 9_000;
const TARGET_POLLS = 100;
/** What the first poll of each finds keeps reading, grouping and summarising busy when the commands begin. */
const ITEMS_A_FEED = 1;
/** Commands begin when the pipeline is under way and there is something to ask about. */
const FIRST_STORIES = 100;
const COMMANDS = Number(process.env['SITREP_BENCH_COMMANDS'] ?? 250);
const GAP_MS = 120;
const PUBLISH_MS = 5_000;
/** Slack and Discord give up after 3 s; the way to them takes its part. */
const TARGET_P99_MS = 300;

type Counts = { polls: number; failed: number; grouped: number; summarised: number };

/** How soon commands are acknowledged on Slack and Discord while one process polls, reads, groups and summarises as fast as it can. */
export async function benchAck(): Promise<void> {
  const feeds = startChild(new URL('./serve-feeds.ts', import.meta.url));
  const platforms = startChild(new URL('./serve-platforms.ts', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
  try {
    const question = { kind: 'open', feeds: FEEDS, items: ITEMS_A_FEED, hasPages: true };
    const { urls } = await feeds.ask<OpenAnswer>(question);
    await measure(urls, folder, { feeds, platforms });
  } finally {
    await Promise.all([feeds.end(), platforms.end()]);
    rmSync(folder, { recursive: true });
  }
}

async function measure(
  urls: readonly string[],
  folder: string,
  { feeds, platforms }: { feeds: Child; platforms: Child },
): Promise<void> {
  // As `src/main.ts` does.
  spareMemory();
  const { environment } = await platforms.ask<PlatformsAnswer>({ kind: 'open' });
  const counts: Counts = { polls: 0, failed: 0, grouped: 0, summarised: 0 };
  const app = await openApp(urls, `sqlite:${join(folder, 'bench.db')}`, environment, counts);
  const publishing = new AbortController();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  try {
    await app.start();
    while (counts.summarised < FIRST_STORIES) await wait(100);
    const published = publishNowAndThen(feeds, publishing.signal);
    const before = { ...counts };
    const startedAt = performance.now();
    delay.enable();
    const used = await platforms.ask<UseAnswer>({ kind: 'use', commands: COMMANDS, gapMs: GAP_MS });
    delay.disable();
    const seconds = (performance.now() - startedAt) / 1_000;
    publishing.abort();
    await published;
    print(used, before, counts, seconds);
    console.log(
      `the event loop was late by ${(delay.percentile(99) / 1e6).toFixed(0)} ms (p99), ${(delay.max / 1e6).toFixed(0)} ms at most`,
    );
  } finally {
    await app.stop();
  }
}

function openApp(
  urls: readonly string[],
  databaseUrl: string,
  environment: Readonly<Record<string, string>>,
  counts: Counts,
) {
  const settings = readSettings({
    DATABASE_URL: databaseUrl,
    ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8',
    WEB_PORT: '0',
    TIME_ZONE: 'Africa/Johannesburg',
    ...environment,
  });
  return createApp({
    settings,
    log: createLogger('error'),
    overrides: {
      feeds: urls.map((url) => ({ url, title: '', folder: '' })),
      pollBoundsMs: { min: POLL_MS, max: POLL_MS },
      // The load is to be as high as it can be: no courtesy to hosts of our own.
      hostGapMs: 0,
      quietMs: 1_000,
      observer: {
        onPolled({ result }) {
          counts.polls += 1;
          if (!result.isSuccess) counts.failed += 1;
        },
        onGrouped() {
          counts.grouped += 1;
        },
        onSummarised() {
          counts.summarised += 1;
        },
      },
    },
  });
}

/** Every now and then each 20th feed has news. */
async function publishNowAndThen(feeds: Child, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await feeds.ask({ kind: 'publish' });
    await wait(PUBLISH_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
}

function print(used: UseAnswer, before: Counts, after: Counts, seconds: number): void {
  const rate = (count: keyof Counts) => ((after[count] - before[count]) / seconds).toFixed(0);
  if (after.failed > 0) throw new Error(`${after.failed} polls failed`);
  console.log(
    `\nack: commands on Slack and Discord for ${seconds.toFixed(0)} s, meanwhile ${rate('polls')} polls, ${rate('grouped')} articles grouped and ${rate('summarised')} stories summarised a second`,
  );
  const heading = ['', 'commands', 'answers', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms'];
  const rows = used.map(({ platform, acknowledgedMs, answered }) => {
    const at = (share: number) => quantile(acknowledgedMs, share).toFixed(0);
    return [platform, String(acknowledgedMs.length), String(answered), at(0.5), at(0.95), at(0.99), at(1)];
  });
  console.log(formatTable([heading, ...rows]));
  const polls = (after.polls - before.polls) / seconds;
  console.log(
    `${polls.toFixed(0)} polls a second meanwhile, aim ${TARGET_POLLS}: ${polls >= TARGET_POLLS ? 'reached' : 'MISSED'}`,
  );
  for (const { platform, acknowledgedMs, answered } of used) {
    if (answered < acknowledgedMs.length)
      throw new Error(`${platform}: ${answered} answers to ${acknowledgedMs.length} commands`);
    const p99 = quantile(acknowledgedMs, 0.99);
    console.log(
      `${platform}: p99 ${p99.toFixed(0)} ms, aim ${TARGET_P99_MS}: ${p99 <= TARGET_P99_MS ? 'reached' : 'MISSED'}`,
    );
  }
}
