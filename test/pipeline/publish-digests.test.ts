import { describe, expect, it } from 'vitest';
import type { Chat } from '../../src/chat/chat.ts';
import { parseSchedule } from '../../src/digests/schedule.ts';
import { silentLogger } from '../../src/log.ts';
import type { Digest } from '../../src/model/digest.ts';
import type { Story } from '../../src/model/story.ts';
import { createPublishDigests } from '../../src/pipeline/publish-digests.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { sampleStory } from '../support/sample-stories.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

async function setUp(schedule: string) {
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
  async function tell(id: string, patch: Partial<Story> = {}) {
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
        {
          kind: 'summary',
          usage: null,
          retryAt: null,
          summary: { ...summary, headline: `${id} v${story.version}`, madeAt: now },
        },
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
  return { run, tell, wait, told, begin, store, clock, channel };
}

describe('publish-digests', () => {
  it('gives a new channel one first digest, and waits while there is nothing to show', async () => {
    const { run, tell, told, begin, wait } = await setUp('daily 07:30');
    await begin();
    await run();
    expect(told()).toEqual([]);
    await tell('one');
    await wait(2 * MINUTE);
    await run();
    await run();
    expect(told()).toEqual([['first', ['one'], []]]);
  });

  it('posts a scheduled digest once, of what came since the one before, and one for all that was missed while down', async () => {
    const { run, tell, told, begin, wait } = await setUp('daily 07:30');
    await begin();
    await tell('one');
    await run();
    await wait(HOUR);
    await tell('two');
    await run();
    await wait(50 * HOUR);
    await tell('three');
    await run();
    await run();
    expect(told().slice(1)).toEqual([['scheduled', ['three', 'two'], []]]);
  });

  it('posts as it happens what is loud and new, one post a story, and never a story twice', async () => {
    const { run, tell, told, begin, wait } = await setUp('daily 07:30; as it happens');
    await begin();
    await tell('first');
    await run();
    await wait(MINUTE);
    await tell('loud');
    await tell('quiet', { isQuiet: true });
    await run();
    await run();
    expect(told().slice(1)).toEqual([['as-it-happens', ['loud'], []]]);
  });

  it('edits the post that carries a story which moved, and lists it as one line in the next digest', async () => {
    const { run, tell, told, begin, wait, store, clock, channel } = await setUp('daily 07:30');
    await begin();
    await tell('one');
    await run();
    const [due] = await store.posts.claimDue({ instanceId: 'me', now: clock.now(), limit: 1 });
    await store.posts.beginAttempt(due?.row.id ?? '', due?.token ?? '', clock.now());
    await store.posts.storeOutcome(
      due?.row.id ?? '',
      due?.token ?? '',
      { state: 'sent', externalId: 'x' },
      clock.now(),
    );
    await wait(HOUR);
    await tell('one', { version: 2, change: { at: clock.now(), kind: 'update', line: 'toll 12 -> 19' } });
    await run();
    const [post] = await store.posts.listSent(channel.id, 5);
    expect(post).toMatchObject({ state: 'edit-due' });
    expect(JSON.stringify(post?.message)).toContain('toll 12 -> 19');
    await wait(26 * HOUR);
    await run();
    expect(told().slice(1)).toEqual([['scheduled', [], ['toll 12 -> 19']]]);
  });
});
