import { parseSchedule } from '../../src/channels/parse-schedule.ts';
import type { Chat } from '../../src/chat/chat.ts';
import { DAY, MINUTE, systemClock } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import type { Post } from '../../src/model/post.ts';
import { createPublishDigests } from '../../src/pipeline/publish/publish-digests.ts';
import type { Step } from '../../src/pipeline/step.ts';
import type { PublishParts } from '../../src/pipeline/publish/store-digest.ts';
import { createSummariseStories } from '../../src/pipeline/tell/summarise-stories.ts';
import { createWantAhead } from '../../src/pipeline/tell/want-ahead.ts';
import { createWantSummaries } from '../../src/pipeline/tell/want-summaries.ts';
import { createWriteWanted } from '../../src/pipeline/tell/write-wanted.ts';
import { localDesk, summariserOf } from '../../src/summaries/text-desk.ts';
import { createManualClock } from './manual-clock.ts';
import type { ModelReply, ModelRequest } from './model-stand-in.ts';
import { sampleStory } from './sample-stories.ts';
import { openLedger, setUp } from './scripted-model.ts';
import { waitUntil } from './wait-until.ts';

type Options = { schedule?: string; languages?: readonly string[]; maxStories?: number };
export type Told = { title: string; text: string; language?: string; importance?: number; version?: number };

const INSTANCE = 'me';

/** Everything from a grouped story to stored posts, on the real store, with a scripted model and a clock that stands still. */
export async function openNewsdesk(
  reply: (request: ModelRequest, number: number) => ModelReply,
  { schedule = 'mon-sun 07:30', languages = ['en'], maxStories = 2 }: Options = {},
) {
  const clock = createManualClock();
  const now = () => clock.now();
  const store = await openLedger(clock);
  const model = await setUp(reply, { clock, store });
  await store.instances.start({ id: INSTANCE, machine: 'm', pid: 1, now: now() });
  const place = { platform: 'local', workspaceId: 'local', channelId: 'local', name: 'local' } as const;
  const channel = await store.channels.ensure(
    { ...place, schedule: parseSchedule(schedule), timeZone: 'UTC', languages, maxStories },
    null,
    clock.now(),
  );
  const common = { instanceId: INSTANCE, idleMs: 1, log: silentLogger };
  const wanted = createWantSummaries({
    store,
    tuning: { waitMs: MINUTE, lookBackMs: 3 * DAY, languagesMs: 0 },
    onWanted: () => {},
    clock,
  });
  let made = 0;
  const publishing: PublishParts = {
    ...common,
    store,
    chatOf: () => ({ platform: 'local', split: (message: unknown) => [message] }) as Partial<Chat> as Chat,
    newId: () => idOf((made += 1)),
    tuning: {
      lookBackMs: 3 * DAY,
      firstDigestMs: DAY,
      firstRoundMs: MINUTE,
      settleMs: 0,
      asItHappensMs: DAY,
      silentFeedMs: DAY,
      candidates: 100,
    },
    wanted,
    onPublished: () => {},
    clock,
  };

  /** One step until it has nothing more to do at this instant. */
  async function exhaust(create: (idle: { sleep: () => Promise<void> }) => Step): Promise<void> {
    const stopping = new AbortController();
    await store.instances.beat(INSTANCE, clock.now());
    await create({ sleep: async () => stopping.abort() }).run(stopping.signal);
  }

  const summarise = () =>
    exhaust(({ sleep }) =>
      createSummariseStories({
        ...common,
        articles: store.articles,
        stories: store.stories,
        summaries: store.summaries,
        channels: store.channels,
        summariser: summariserOf(localDesk),
        defaultLanguage: 'en',
        canTranslate: true,
        tuning: { slots: 1, sourcesPerSummary: 8, languagesMs: 0 },
        onSummarised: () => {},
        clock: { now, sleep },
      }),
    );

  return {
    clock,
    store,
    server: model.server,
    channel,
    wanted,
    publish: () => exhaust((idle) => createPublishDigests({ ...publishing, clock: { now, ...idle } })),
    lookAhead: () =>
      exhaust((idle) => createWantAhead({ ...publishing, clock: { now, ...idle } }, { leadMs: 5 * MINUTE })),
    /** The model answers, well or not, until each wish for a current version was tried so often. */
    async write(attempts = 1): Promise<void> {
      const stopping = new AbortController();
      await store.instances.beat(INSTANCE, clock.now());
      const step = createWriteWanted({
        ...common,
        store,
        summariser: model.summariser,
        defaultLanguage: 'en',
        tuning: { slots: 4, sourcesPerSummary: 8, retryMs: 15 * MINUTE, freshMs: DAY },
        onSummarised: () => {},
        clock: { now, sleep: (ms, signal) => systemClock.sleep(ms, signal) },
      });
      const running = step.run(stopping.signal);
      await waitUntil('the model was asked for all that is wanted', () => isTried(attempts));
      stopping.abort();
      await running;
    },
    /** An article that starts a story or, with a version, moves it; then its free summary. */
    async tell(
      storyId: string,
      { title, text, language = 'en', importance = 50, version = 1 }: Told,
    ): Promise<void> {
      const at = clock.now();
      await store.instances.beat(INSTANCE, at);
      const url = `https://${storyId}-${version}.example/`;
      await store.feeds.add([{ url: `${url}feed`, title, folder: '', host: url }], at, { revives: true });
      const feeds = await store.feeds.claimDue({ instanceId: INSTANCE, now: at, limit: 100 });
      for (const { row, token } of feeds)
        await store.feeds.storePoll(
          row.id,
          token,
          {
            feed: { nextCheckAt: at + 9 * DAY, lastCheckedAt: at, lastSuccessAt: at, failureCount: 0 },
            isSuccess: true,
            articles: [
              {
                url,
                title,
                teaser: '',
                outletDomain: `${storyId}.example`,
                outletName: 'Harbour Post',
                publishedAt: at,
                language,
                keys: [url],
                sharedKeys: [],
                fallbackKey: `fallback:${url}`,
                feedText: text,
              },
            ],
          },
          at,
        );
      for (const { row, token } of await store.articles.claimUnread({
        instanceId: INSTANCE,
        now: at,
        limit: 100,
      }))
        await store.articles.storeReading(row.id, token, {
          state: 'read',
          text,
          textSource: 'feed',
          isPaywallStub: false,
          byline: null,
          language,
          publishedAt: at,
          title,
        });
      for (const article of await store.articles.listRead(100)) {
        const { story } = sampleStory({
          id: storyId,
          version,
          title,
          url,
          firstSeenAt: at,
          newAt: at,
          changedAt: at,
          importance: {
            score: importance,
            parts: { breadth: 0, speed: 0, severity: 0, actors: 0, novelty: 0 },
          },
          change: version > 1 ? { at, kind: 'update', line: 'talks end with a deal' } : null,
        });
        await store.stories.storeGrouping({ articleId: article.id, story, mergedIds: [], summaryDueAt: at });
      }
      await summarise();
    },
    /** All that were ever stored, oldest first. */
    posts: async (): Promise<Post[]> => {
      const ids = Array.from({ length: made }, (_, at) => idOf(at + 1));
      return (await Promise.all(ids.map((id) => store.posts.get(id)))).filter((post) => post !== null);
    },
  };

  async function isTried(attempts: number): Promise<boolean> {
    const stories = await store.stories.listReady({
      since: 0,
      languages: ['en', 'de'],
      now: now(),
      limit: 100,
    });
    const wishes = await store.summaryWishes.list(stories.map(({ story }) => story.id));
    return wishes.every(({ storyId, version, language, ...wish }) => {
      const ready = stories.find(({ story }) => story.id === storyId && story.version === version);
      const isDone = ready?.summary.madeBy.kind === 'model' && ready.summary.language === language;
      return !ready || isDone || wish.attempts >= attempts;
    });
  }
}

const idOf = (number: number) => `id-${String(number).padStart(3, '0')}`;
