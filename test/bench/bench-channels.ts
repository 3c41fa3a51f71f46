import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presets } from '../../config/presets.ts';
import {
  AS_IT_HAPPENS_MS,
  DIGEST_CANDIDATES,
  DIGEST_LOOK_BACK_MS,
  FIRST_DIGEST_MS,
  SILENT_FEED_MS,
} from '../../config/tuning.ts';
import type { Chat } from '../../src/chat/chat.ts';
import { HOUR } from '../../src/clock.ts';
import { parseSchedule } from '../../src/channels/parse-schedule.ts';
import { silentLogger } from '../../src/log.ts';
import { NO_WISHES } from '../../src/model/channel.ts';
import type { Story } from '../../src/model/story.ts';
import { createPublishDigests } from '../../src/pipeline/publish/publish-digests.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { formatTable } from '../eval/format-table.ts';
import { sampleStory } from '../support/sample-stories.ts';

const CHANNELS = Number(process.env['SITREP_BENCH_CHANNELS'] ?? 10_000);
/** Ready stories of one day, as 400 feeds bring them. */
const STORIES = 400;
const NOW = Date.UTC(2026, 0, 15, 6, 30);
const REGIONS = ['IR', 'UA', 'FR', 'KE', 'BR', 'CN', 'IN', 'US', 'SD', 'AU', 'TR', 'NG', 'DE', 'IL', 'JP'];
const TOPICS = ['conflict', 'diplomacy', 'sanctions', 'trade', 'nuclear', 'cyber', 'elections', 'energy'];
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Africa/Cairo', 'America/Santiago'];
const WORDS = [
  null,
  'talks OR sanctions',
  'putin AND (arms OR "both countries") NOT football',
  'NOT cricket',
];

const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

function storyOf(index: number): Partial<Story> {
  const at = NOW - Math.floor((index / STORIES) * 20 * HOUR) - HOUR;
  return {
    id: `story-${index}`,
    firstSeenAt: at,
    newAt: at,
    changedAt: at,
    lastArticleAt: at,
    regions: [pick(REGIONS, index), pick(REGIONS, index * 7 + 3)],
    topics: [pick(TOPICS, index)],
    importance: {
      score: (index * 37) % 100,
      parts: { breadth: 20, speed: 15, severity: 15, actors: 10, novelty: 10 },
    },
  };
}

async function tellStories(store: Store): Promise<void> {
  await store.instances.start({ id: 'bench', machine: 'bench', pid: process.pid, now: NOW });
  for (let index = 0; index < STORIES; index += 1) {
    const { story } = sampleStory(storyOf(index));
    await store.stories.storeGrouping({ articleId: null, story, mergedIds: [], summaryDueAt: NOW });
  }
  for (;;) {
    const claimed = await store.stories.claimSummaryDue({ instanceId: 'bench', now: NOW, limit: 50 });
    if (claimed.length === 0) return;
    for (const { row, token } of claimed) {
      const { summary } = sampleStory(row, { madeAt: row.firstSeenAt });
      await store.summaries.storeResult(row.id, token, { kind: 'summary', retryAt: null, summary }, NOW);
    }
  }
}

async function addChannels(store: Store): Promise<void> {
  const schedule = parseSchedule('daily 07:30,17:30');
  for (let index = 0; index < CHANNELS; index += 1) {
    const filter = { ...NO_WISHES.filter, ...pick(presets, index).filter, words: pick(WORDS, index) };
    const name = `channel-${index}`;
    const rest = { schedule, timeZone: pick(ZONES, index), languages: ['en'], maxStories: 8 };
    const channel = { platform: 'local', workspaceId: 'local', channelId: name, name, ...rest } as const;
    await store.channels.ensure({ ...channel, wishes: { ...NO_WISHES, filter } }, NOW, NOW - 12 * HOUR);
  }
}

/** Digests of many channels that are due at the same moment: chosen, composed and stored in a file, by the real step. */
export async function benchChannels(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
  const clock = { now: () => NOW, sleep: async () => {} };
  const store = await openStore({ url: `sqlite:${join(folder, 'bench.db')}`, clock, log: silentLogger });
  try {
    await tellStories(store);
    await addChannels(store);
    const startedAt = performance.now();
    const due = (await store.channels.listDue(NOW)).length;
    const listMs = performance.now() - startedAt;
    const { digests, stories, ms, cpuMs } = await publishAll(store);
    console.log(
      `\nchannels: ${due} due at the same moment, ${STORIES} ready stories, one process, SQLite in a file`,
    );
    console.log(
      formatTable([
        ['digests/s', 'a second of one core', 'digests', 'stories a digest', 'listing what is due, ms'],
        [
          (digests / (ms / 1_000)).toFixed(0),
          (digests / (cpuMs / 1_000)).toFixed(0),
          String(digests),
          (stories / Math.max(1, digests)).toFixed(1),
          listMs.toFixed(0),
        ],
      ]),
    );
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function publishAll(
  store: Store,
): Promise<{ digests: number; stories: number; ms: number; cpuMs: number }> {
  const stopping = new AbortController();
  let [digests, stories, made] = [0, 0, 0];
  const step = createPublishDigests({
    store,
    chatOf: () => ({ split: (message: unknown) => [message] }) as Partial<Chat> as Chat,
    newId: () => `post-${(made += 1)}`,
    tuning: {
      lookBackMs: DIGEST_LOOK_BACK_MS,
      firstDigestMs: FIRST_DIGEST_MS,
      firstRoundMs: 0,
      settleMs: 0,
      asItHappensMs: AS_IT_HAPPENS_MS,
      silentFeedMs: SILENT_FEED_MS,
      candidates: DIGEST_CANDIDATES,
    },
    instanceId: 'bench',
    idleMs: 0,
    onPublished: (digest) => {
      digests += 1;
      stories += digest.stories.length;
    },
    clock: { now: () => NOW, sleep: async () => stopping.abort() },
    log: silentLogger,
  });
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await step.run(stopping.signal);
  const { user, system } = process.cpuUsage(before);
  return { digests, stories, ms: performance.now() - startedAt, cpuMs: (user + system) / 1_000 };
}
