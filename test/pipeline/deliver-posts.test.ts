import { describe, expect, it } from 'vitest';
import type { Chat, EditOutcome, FindOutcome, OutgoingPost, SendOutcome } from '../../src/chat/chat.ts';
import { composeDigest } from '../../src/digests/compose/compose-digest.ts';
import { parseSchedule } from '../../src/channels/parse-schedule.ts';
import { silentLogger } from '../../src/log.ts';
import { createDeliverPosts } from '../../src/pipeline/deliver-posts.ts';
import { createNoticesOf } from '../../src/pipeline/publish/watch-channels.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { sampleStory } from '../support/sample-stories.ts';

type Script = { sends?: SendOutcome[]; finds?: FindOutcome[]; edits?: EditOutcome[]; onSend?: () => void };

const SENT: SendOutcome = { kind: 'sent', externalId: 'x-1' };
const GONE: SendOutcome = {
  kind: 'refused',
  reason: 'channel_not_found',
  userMessage: 'The channel is gone.',
  isChannelGone: true,
};

async function setUp(script: Script, postIds: readonly string[] = ['p1']) {
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  const calls: string[] = [];
  const next = <T>(list: T[] | undefined, fallback: T): T => list?.shift() ?? fallback;
  const chat = {
    platform: 'local',
    send: async (_address, post: OutgoingPost) => {
      calls.push(`send ${post.postId}`);
      script.onSend?.();
      return next(script.sends, SENT);
    },
    find: async (_address, post: OutgoingPost) => {
      calls.push(`find ${post.postId}`);
      return next<FindOutcome>(script.finds, { kind: 'absent' });
    },
    edit: async (_address, externalId: string) => {
      calls.push(`edit ${externalId}`);
      return next<EditOutcome>(script.edits, { kind: 'edited' });
    },
  } as Partial<Chat> as Chat;
  await store.instances.start({ id: 'me', machine: 'm', pid: 1, now: clock.now() });
  const channel = await store.channels.ensure(
    {
      platform: 'local',
      workspaceId: 'local',
      channelId: 'local',
      name: 'local',
      schedule: parseSchedule('daily 07:30'),
      timeZone: 'UTC',
      languages: ['en'],
      maxStories: 8,
    },
    null,
    clock.now(),
  );
  const digest = {
    id: 'd1',
    channelId: channel.id,
    kind: 'first' as const,
    at: clock.now(),
    coversSince: 0,
    stories: [],
    updated: [],
    articleCount: 0,
    leftOut: 0,
    nextDigestAt: null,
    coverage: { feedsTotal: 0, feedsWorking: 0, feedsSilent: 0, silentSince: null },
  };
  const message = composeDigest(
    { ...digest, stories: [sampleStory()] },
    { now: clock.now(), timeZone: 'UTC' },
  );
  await store.digests.store({
    digest,
    expectedCutOffAt: null,
    newCutOffAt: clock.now(),
    nextDigestAt: null,
    hadFirstDigest: true,
    now: clock.now(),
    posts: postIds.map((id, index) => ({ id, part: index + 1, message, storyIds: [] })),
  });
  /** Runs the step until nothing is due at this instant. */
  async function run() {
    const stopping = new AbortController();
    let idle = 0;
    const step = createDeliverPosts({
      posts: {
        ...store.posts,
        claimDue: async (request) => {
          const claimed = await store.posts.claimDue(request);
          idle = claimed.length === 0 ? idle + 1 : 0;
          if (idle > 1) stopping.abort();
          return claimed;
        },
      },
      noticesOf: createNoticesOf({ store, newId: () => 'notice' }),
      chatOf: () => chat,
      tuning: { slots: 4, sendTimeoutMs: 1_000, retryMs: { first: 1_000, last: 60_000 }, maxAttempts: 3 },
      instanceId: 'me',
      idleMs: 0,
      onDelivered: () => undefined,
      clock,
      log: silentLogger,
    });
    await step.run(stopping.signal);
  }
  const wait = async (ms: number) => {
    clock.advance(ms);
    await store.instances.beat('me', clock.now());
  };
  return {
    run,
    wait,
    calls,
    store,
    clock,
    message,
    post: async (id = 'p1') => store.posts.get(id),
    channelId: channel.id,
  };
}

describe('deliver-posts', () => {
  it('sends the parts of a digest in order and notes them', async () => {
    const { run, calls, post } = await setUp({}, ['p1', 'p2', 'p3']);
    await run();
    expect(calls).toEqual(['send p1', 'send p2', 'send p3']);
    expect(await post('p3')).toMatchObject({ state: 'sent', externalId: 'x-1' });
  });

  it('waits as long as the platform asks, and holds the parts behind it back', async () => {
    const { run, wait, calls, post } = await setUp(
      { sends: [{ kind: 'retry', retryAfterMs: 30_000, reason: '429' }] },
      ['p1', 'p2'],
    );
    await run();
    expect(calls).toEqual(['send p1']);
    expect(await post()).toMatchObject({ state: 'due', stateReason: '429' });
    await wait(30_000);
    await run();
    expect(calls).toEqual(['send p1', 'send p1', 'send p2']);
  });

  it('looks before it sends again when the outcome is in doubt', async () => {
    const doubt: SendOutcome = { kind: 'in-doubt', reason: 'timed out' };
    const { run, wait, calls, post } = await setUp({
      sends: [doubt],
      finds: [{ kind: 'found', externalId: 'x-9' }],
    });
    await run();
    await wait(2_000);
    await run();
    expect(calls).toEqual(['send p1', 'find p1']);
    expect(await post()).toMatchObject({ state: 'sent', externalId: 'x-9' });
  });

  it('sends again when looking shows that it is not there', async () => {
    const { run, wait, calls, post } = await setUp({
      sends: [{ kind: 'in-doubt', reason: 'lost' }],
      finds: [{ kind: 'absent' }],
    });
    await run();
    await wait(2_000);
    await run();
    expect(calls).toEqual(['send p1', 'find p1', 'send p1']);
    expect(await post()).toMatchObject({ state: 'sent' });
  });

  it('never sends twice where looking is not permitted', async () => {
    const { run, wait, calls, post } = await setUp({
      sends: [{ kind: 'in-doubt', reason: 'lost' }],
      finds: [{ kind: 'not-permitted', reason: 'missing_scope' }],
    });
    await run();
    await wait(2_000);
    await run();
    await wait(3_600_000);
    await run();
    expect(calls).toEqual(['send p1', 'find p1']);
    expect(await post()).toMatchObject({ state: 'unknown', stateReason: 'missing_scope' });
  });

  it('does not send with less of its claim left than a send may take', async () => {
    const { run, clock, calls } = await setUp({});
    // The instance has not beaten for so long that another could take the claim during the send.
    clock.advance(14_500);
    await run();
    expect(calls).toEqual([]);
  });

  it('keeps the post and marks the channel when the channel is gone', async () => {
    const { run, store, post, channelId } = await setUp({ sends: [GONE] });
    await run();
    expect(await store.channels.get(channelId)).toMatchObject({
      state: 'unreachable',
      stateReason: 'The channel is gone.',
    });
    expect(await post()).toMatchObject({ state: 'due' });
  });

  it('gives a post up after so many certain failures, with the reason', async () => {
    const retry: SendOutcome = { kind: 'retry', retryAfterMs: 0, reason: 'refused connection' };
    const { run, wait, post } = await setUp({ sends: [retry, retry, retry] });
    for (let attempt = 0; attempt < 3; attempt++) {
      await run();
      await wait(60_000);
    }
    expect(await post()).toMatchObject({
      state: 'refused',
      stateReason: 'given up after 3 attempts: refused connection',
    });
  });

  it('edits a post that was overtaken, and leaves it sent where the platform refuses the edit', async () => {
    const refused: EditOutcome = {
      kind: 'refused',
      reason: '30046',
      userMessage: 'Too old to edit.',
      isChannelGone: false,
    };
    const { run, store, message, calls, post } = await setUp({ edits: [{ kind: 'edited' }, refused] });
    await run();
    for (let version = 2; version <= 3; version++) {
      await store.posts.revise('p1', { message, storyId: 'story-1', version });
      await run();
    }
    expect(calls).toEqual(['send p1', 'edit x-1', 'edit x-1']);
    expect(await post()).toMatchObject({ state: 'sent', stateReason: 'Too old to edit.' });
  });
});
