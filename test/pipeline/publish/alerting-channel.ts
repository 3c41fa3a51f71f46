import { createPublishAlerts } from '../../../src/pipeline/publish/publish-alerts.ts';
import type { Chat } from '../../../src/chat/chat.ts';
import { DAY, HOUR, MINUTE } from '../../../src/clock.ts';
import { parseSchedule } from '../../../src/channels/parse-schedule.ts';
import { silentLogger } from '../../../src/log.ts';
import { type Channel, type ChannelWishes, NO_WISHES } from '../../../src/model/channel.ts';
import type { Digest } from '../../../src/model/digest.ts';
import type { Story } from '../../../src/model/story.ts';
import type { PublishParts } from '../../../src/pipeline/publish/store-digest.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { sampleStory } from '../../support/sample-stories.ts';

/** 00:00 in UTC. */
export const MIDNIGHT = Date.UTC(2026, 4, 4);
export const THRESHOLD = 60;

const tuning: PublishParts['tuning'] = {
  lookBackMs: 72 * HOUR,
  firstDigestMs: DAY,
  firstRoundMs: MINUTE,
  settleMs: 0,
  asItHappensMs: DAY,
  silentFeedMs: DAY,
  candidates: 100,
};

export const sampleDigest = (channelId: string, id: string) => ({
  id,
  channelId,
  kind: 'first' as const,
  at: 0,
  coversSince: 0,
  stories: [],
  updated: [],
  articleCount: 0,
  coverage: { feedsTotal: 0, feedsWorking: 0, feedsSilent: 0, silentSince: null },
  nextDigestAt: null,
  leftOut: 0,
});

/** The step over a store with one channel that wants alerts from `THRESHOLD` on and had its first digest. */
export async function openAlertingChannel(wishes: Partial<ChannelWishes>, startsAt = MIDNIGHT + 12 * HOUR) {
  const clock = createManualClock(startsAt);
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await store.instances.start({ id: 'me', machine: 'm', pid: 1, now: clock.now() });
  const published: Digest[] = [];
  const newId = createIds();
  const change = (patch: Partial<ChannelWishes>) =>
    store.channels.update(channel.id, {
      wishes: { ...NO_WISHES, alertFrom: THRESHOLD, ...wishes, ...patch },
    });
  const channel = await makeChannel(store, newId(), clock.now());
  await change({});

  let stopping = new AbortController();
  const chat = { platform: 'local', split: (message: unknown) => [message] } as Partial<Chat> as Chat;
  const start = () =>
    createPublishAlerts({
      store,
      chatOf: () => chat,
      newId,
      tuning,
      instanceId: 'me',
      idleMs: 0,
      onPublished: (digest) => published.push(digest),
      clock: { now: () => clock.now(), sleep: async () => stopping.abort() },
      log: silentLogger,
    });
  let step = start();
  return {
    store,
    clock,
    channel,
    published,
    change,
    tell: createTelling(store, clock),
    /** Rounds until there is nothing more to publish at this instant. */
    run: async () => {
      stopping = new AbortController();
      await step.run(stopping.signal);
    },
    /** A new process: it remembers nothing but the rows. */
    restart: () => (step = start()),
    wait: async (ms: number) => {
      clock.advance(ms);
      await store.instances.beat('me', clock.now());
    },
    told: () => published.map(idsIn),
  };
}

const idsIn = ({ stories, updated }: Digest): string[] =>
  stories.map(({ story }) => story.id).concat(updated.map(({ storyId, line }) => `${storyId}: ${line}`));

function createIds(): () => string {
  let made = 0;
  return () => `id-${String((made += 1)).padStart(4, '0')}`;
}

async function makeChannel(store: Store, digestId: string, now: number): Promise<Channel> {
  const schedule = parseSchedule('daily 07:30');
  const address = { platform: 'local', workspaceId: 'local', channelId: 'local', name: 'local' } as const;
  const settings = { schedule, timeZone: 'UTC', languages: ['en'], maxStories: 8 };
  const channel = await store.channels.ensure({ ...address, ...settings }, null, now);
  await store.digests.store({
    digest: sampleDigest(channel.id, digestId),
    posts: [],
    expectedCutOffAt: null,
    newCutOffAt: now,
    nextDigestAt: null,
    hadFirstDigest: true,
    now,
  });
  return channel;
}

/** Stores a story as grouping and summarising leave it. */
function createTelling(store: Store, clock: ManualClock) {
  return async (id: string, score: number, patch: Partial<Story> = {}): Promise<void> => {
    const now = clock.now();
    const before = await store.stories.get(id);
    const isNewVersion = patch.version !== undefined && patch.version !== before?.version;
    const { story, summary } = sampleStory({
      id,
      title: id,
      firstSeenAt: before?.firstSeenAt ?? now,
      newAt: before?.newAt ?? now,
      changedAt: isNewVersion ? now : (before?.changedAt ?? now),
      lastArticleAt: now,
      version: before?.version ?? 1,
      ...patch,
      importance: { score, parts: sampleStory().story.importance.parts },
    });
    const summaryDueAt = !before || isNewVersion ? now : null;
    await store.stories.storeGrouping({ articleId: null, story, mergedIds: [], summaryDueAt });
    const made = { ...summary, headline: `${id} v${story.version}`, madeAt: now };
    const result = { kind: 'summary', usage: null, retryAt: null, summary: made } as const;
    for (const { row, token } of await store.stories.claimSummaryDue({ instanceId: 'me', now, limit: 10 }))
      await store.summaries.storeResult(row.id, token, result, now);
  };
}
