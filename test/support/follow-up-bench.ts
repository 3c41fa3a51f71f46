import type { Chat, EditOutcome, OutgoingPost, SendOutcome } from '../../src/chat/chat.ts';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { composeSingleStory } from '../../src/digests/compose/compose-digest.ts';
import { parseSchedule } from '../../src/channels/parse-schedule.ts';
import { silentLogger } from '../../src/log.ts';
import type { StoryChange } from '../../src/model/story.ts';
import { createDeliverPosts } from '../../src/pipeline/deliver-posts.ts';
import { followUpPosts } from '../../src/pipeline/publish/follow-up-posts.ts';
import { createNoticesOf } from '../../src/pipeline/publish/watch-channels.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createManualClock } from './manual-clock.ts';
import { sampleStory } from './sample-stories.ts';

export const PLACE = { platform: 'slack', workspaceId: 'w1' } as const;
export const change = (line: string, kind: StoryChange['kind'] = 'update'): StoryChange => ({
  at: 0,
  kind,
  line,
});
const weighing = (score: number) => ({ importance: { ...sampleStory().story.importance, score } });

/** A store with one story, its posts in channels of a scripted Slack, and what runs after a change. */
export async function openFollowUps(script: { edits?: EditOutcome[]; sends?: SendOutcome[] } = {}) {
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await store.instances.start({ id: 'me', machine: 'm', pid: 1, now: clock.now() });
  /** What stands in the channels: by the platform's id, with what it stands under. */
  const shown = new Map<string, { under: string | null; text: string }>();
  let made = 0;
  const chat = {
    platform: 'slack',
    split: (message: unknown) => [message],
    send: async (_: unknown, { postId, message, thread }: OutgoingPost) => {
      const outcome = script.sends?.shift();
      if (outcome) return outcome;
      shown.set(`x-${postId}`, { under: thread ?? null, text: renderPlainText(message) });
      return { kind: 'sent', externalId: `x-${postId}` };
    },
    edit: async (_: unknown, externalId: string, { message }: OutgoingPost) => {
      const outcome = script.edits?.shift();
      if (outcome) return outcome;
      shown.set(externalId, { under: shown.get(externalId)?.under ?? null, text: renderPlainText(message) });
      return { kind: 'edited' };
    },
  } as Partial<Chat> as Chat;
  const newId = () => `id-${String((made += 1)).padStart(4, '0')}`;
  const common = { instanceId: 'me', idleMs: 0, clock, log: silentLogger };
  const parts = {
    ...common,
    store,
    chatOf: () => chat,
    newId,
    tuning: {
      lookBackMs: 0,
      firstDigestMs: 0,
      firstRoundMs: 0,
      settleMs: 0,
      asItHappensMs: 0,
      silentFeedMs: 0,
      candidates: 100,
    },
    onPublished: () => undefined,
  };

  /** The channel with one post of the story. */
  async function postIn(channelId: string, importance = 30) {
    const channel = await store.channels.ensure(
      {
        ...PLACE,
        channelId,
        name: channelId,
        schedule: parseSchedule('daily 07:30'),
        timeZone: 'UTC',
        languages: ['en'],
        maxStories: 8,
      },
      null,
      clock.now(),
    );
    const ready = sampleStory(weighing(importance));
    const message = composeSingleStory(ready, { now: clock.now(), timeZone: 'UTC' });
    await store.digests.store({
      digest: {
        id: newId(),
        channelId: channel.id,
        kind: 'as-it-happens',
        at: clock.now(),
        coversSince: 0,
        stories: [ready],
        updated: [],
        articleCount: 1,
        leftOut: 0,
        nextDigestAt: null,
        coverage: { feedsTotal: 0, feedsWorking: 0, feedsSilent: 0, silentSince: null },
      },
      posts: [{ id: `post-${channelId}`, part: 1, message, storyIds: [ready.story.id] }],
      expectedCutOffAt: null,
      newCutOffAt: clock.now(),
      nextDigestAt: null,
      hadFirstDigest: true,
      now: clock.now(),
    });
    return channel;
  }
  /** A version of the story as grouping and summarising leave it. */
  async function tell(version: number, storyChange: StoryChange | null, importance = 30) {
    const now = clock.now();
    const { story, summary } = sampleStory({ version, change: storyChange, ...weighing(importance) });
    await store.stories.storeGrouping({ articleId: null, story, mergedIds: [], summaryDueAt: now });
    for (const { row, token } of await store.stories.claimSummaryDue({ instanceId: 'me', now, limit: 10 }))
      await store.summaries.storeResult(
        row.id,
        token,
        {
          kind: 'summary',
          retryAt: null,
          summary: { ...summary, headline: `Version ${version}`, madeAt: now },
        },
        now,
      );
  }
  /** Follows up and delivers until nothing is due. */
  async function run() {
    clock.advance(1);
    await store.instances.beat('me', clock.now());
    await followUpPosts(parts);
    const stopping = new AbortController();
    const step = createDeliverPosts({
      ...common,
      posts: store.posts,
      noticesOf: createNoticesOf({ store, newId }),
      chatOf: () => chat,
      tuning: { slots: 1, sendTimeoutMs: 1_000, retryMs: { first: 1, last: 1 }, maxAttempts: 3 },
      onDelivered: () => undefined,
      clock: { now: () => clock.now(), sleep: async () => stopping.abort() },
    });
    await step.run(stopping.signal);
  }
  const replies = () => [...shown.values()].filter(({ under }) => under !== null);
  return { store, clock, shown, replies, postIn, tell, run };
}
