import type { Chat } from '../../../src/chat/chat.ts';
import { parseSchedule } from '../../../src/channels/parse-schedule.ts';
import { silentLogger } from '../../../src/log.ts';
import { type ChannelWishes, NO_WISHES } from '../../../src/model/channel.ts';
import type { Digest } from '../../../src/model/digest.ts';
import type { Story } from '../../../src/model/story.ts';
import { createPublishDigests } from '../../../src/pipeline/publish/publish-digests.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { sampleStory } from '../../support/sample-stories.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The real step over a real store, with one local channel and a clock that stands still. */
export async function openPublishing(schedule: string, wishes: Partial<ChannelWishes> = {}) {
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await store.instances.start({ id: 'me', machine: 'm', pid: 1, now: clock.now() });
  const channel = await store.channels.ensure(
    {
      platform: 'local',
      workspaceId: 'local',
      channelId: 'local',
      name: 'local',
      schedule: parseSchedule(schedule),
      timeZone: 'UTC',
      languages: ['en'],
      maxStories: 8,
    },
    null,
    clock.now(),
  );
  if (Object.keys(wishes).length > 0)
    await store.channels.change(channel.id, channel.revision, { wishes: { ...NO_WISHES, ...wishes } });
  const chat = { platform: 'local', split: (message: unknown) => [message] } as Partial<Chat> as Chat;
  const published: Digest[] = [];
  let made = 0;

  let stopping = new AbortController();
  const step = createPublishDigests({
    store,
    chatOf: () => chat,
    newId: () => `id-${String((made += 1)).padStart(3, '0')}`,
    tuning: {
      lookBackMs: 72 * HOUR,
      firstDigestMs: 24 * HOUR,
      firstRoundMs: MINUTE,
      settleMs: 0,
      asItHappensMs: 24 * HOUR,
      silentFeedMs: 24 * HOUR,
      candidates: 100,
    },
    instanceId: 'me',
    idleMs: 0,
    onPublished: (digest) => published.push(digest),
    clock: { now: () => clock.now(), sleep: async () => stopping.abort() },
    log: silentLogger,
  });

  /** Rounds until there is nothing more to publish at this instant. */
  async function run() {
    stopping = new AbortController();
    await step.run(stopping.signal);
  }

  /** A story as grouping and summarising leave it. */
  async function tell(id: string, patch: Partial<Story> = {}, refusal: string | null = null) {
    const now = clock.now();
    const { story, summary } = sampleStory({
      id,
      title: id,
      firstSeenAt: now,
      newAt: now,
      changedAt: now,
      lastArticleAt: now,
      ...patch,
    });
    await store.stories.storeGrouping({ articleId: null, story, mergedIds: [], summaryDueAt: now });
    for (const { row, token } of await store.stories.claimSummaryDue({ instanceId: 'me', now, limit: 10 }))
      await store.summaries.storeResult(
        row.id,
        token,
        refusal === null
          ? {
              kind: 'summary',
              retryAt: null,
              summary: { ...summary, headline: `${id} v${story.version}`, madeAt: now },
            }
          : { kind: 'refused', reason: refusal, retryAt: null },
        now,
      );
  }
  const wait = async (ms: number) => {
    clock.advance(ms);
    await store.instances.beat('me', clock.now());
  };
  const told = () =>
    published.map(({ kind, stories, updated }) => [
      kind,
      stories.map(({ story }) => story.id),
      updated.map(({ line }) => line),
    ]);
  /** Past the first round of polling, so that the first digest is not held back. */
  const begin = async () => {
    await run();
    await wait(2 * MINUTE);
  };
  const alsoReported = () => published.map((one) => (one.alsoReported ?? []).map(({ headline }) => headline));
  return { alsoReported, run, tell, wait, told, begin, store, clock, channel };
}
