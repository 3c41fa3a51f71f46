import type { NewArticle, ReadingResult } from '../../../src/model/article.ts';
import type { Channel } from '../../../src/model/channel.ts';
import type { Digest } from '../../../src/model/digest.ts';
import type { PollResult } from '../../../src/model/feed.ts';
import type { Message } from '../../../src/model/message.ts';
import type { Story } from '../../../src/model/story.ts';
import type { Bullet, Summary } from '../../../src/model/summary.ts';
import type { NewPost, DigestStore, NewChannel, Store } from '../../../src/store/store.ts';

/** The instant the tests begin at: a Monday morning in 2026, UTC. */
export const T0 = Date.UTC(2026, 2, 2, 7, 0, 0);

export const A = 'instance-a';
export const B = 'instance-b';

/** Two running instances of two machines. */
export async function startBoth(store: Store, now = T0): Promise<void> {
  await store.instances.start({ id: A, machine: 'machine-a', pid: 101, now });
  await store.instances.start({ id: B, machine: 'machine-b', pid: 102, now });
}

export const FEED = {
  url: 'https://harbour.example/world.xml',
  title: 'Harbour Post',
  folder: 'World',
  host: 'harbour.example:443',
};

export function sampleArticle(name: string, change: Partial<NewArticle> = {}): NewArticle {
  return {
    // A host each: of one host only one article is handed out at a time.
    url: `https://${name}.harbour.example/${name}`,
    title: `Ministers meet about ${name}`,
    teaser: `A short line about ${name}.`,
    outletDomain: 'harbour.example',
    outletName: 'Harbour Post',
    publishedAt: T0 - 60_000,
    language: 'en',
    keys: [`url:https://harbour.example/${name}`],
    sharedKeys: [],
    fallbackKey: `title:harbour:undated:${name}`,
    feedText: `The feed's own text about ${name}.`,
    ...change,
  };
}

export function samplePoll(articles: readonly NewArticle[], feed: PollResult['feed'] = {}): PollResult {
  return { feed: { nextCheckAt: T0 + 600_000, failureCount: 0, ...feed }, isSuccess: true, articles };
}

/** Adds the sample feed if need be, claims it and stores a poll of it. */
export async function poll(store: Store, articles: readonly NewArticle[], now = T0, feed = FEED) {
  await store.feeds.add([feed], now, { revives: true });
  const claimed = (await store.feeds.claimDue({ instanceId: A, now, limit: 50 })).find(
    ({ row }) => row.url === feed.url,
  );
  if (!claimed) throw new Error('the sample feed is not due');
  const result = samplePoll(articles, { nextCheckAt: now });
  return store.feeds.storePoll(claimed.row.id, claimed.token, result, now);
}

export const READING: Extract<ReadingResult, { state: 'read' }> = {
  state: 'read',
  text: 'The whole text of the page.',
  textSource: 'page',
  isPaywallStub: false,
  byline: 'Ada Quill',
  language: 'en',
  publishedAt: T0 - 30_000,
  title: 'The title on the page',
};

/** Polls and reads articles; their ids in order of arrival. */
export async function readArticles(store: Store, names: readonly string[], now = T0): Promise<string[]> {
  await poll(
    store,
    names.map((name) => sampleArticle(name)),
    now,
  );
  for (const { row, token } of await store.articles.claimUnread({ instanceId: A, now, limit: 100 }))
    await store.articles.storeReading(row.id, token, READING);
  return (await store.articles.listRead(100)).map((article) => article.id);
}

export function sampleStory(id: string, change: Partial<Story> = {}): Story {
  return {
    id,
    version: 1,
    state: 'open',
    stateReason: null,
    mergedInto: null,
    title: `Talks on ${id}`,
    firstSeenAt: T0,
    newAt: T0,
    changedAt: T0,
    lastArticleAt: T0,
    isQuiet: false,
    kind: 'news',
    regions: ['KE', 'Eastern Africa'],
    topics: ['diplomacy'],
    publisherFamilies: ['harbour'],
    outletNames: ['Harbour Post'],
    url: 'https://harbour.example/talks',
    articleCount: 1,
    importance: { score: 42.5, parts: { breadth: 10, speed: 2.5, severity: 10, actors: 10, novelty: 10 } },
    change: null,
    ...change,
  };
}

function sampleBullet(text: string): Bullet {
  return {
    text,
    evidence: {
      articleId: 'article',
      sentence: `${text} It was said.`,
      outletName: 'Harbour Post',
      url: null,
    },
    isSupported: true,
  };
}

export function sampleSummary(storyId: string, change: Partial<Summary> = {}): Summary {
  return {
    storyId,
    version: 1,
    language: 'en',
    headline: `What is known about ${storyId}`,
    bullets: [sampleBullet('One thing.'), sampleBullet('Another thing.'), sampleBullet('A third thing.')],
    madeBy: { kind: 'extractive', insteadOfModel: null },
    madeAt: T0,
    edition: 1,
    ...change,
  };
}

/** Stores a story whose summary is due at once. */
export async function storeStory(
  store: Store,
  story: Story,
  summaryDueAt: number | null = T0,
): Promise<void> {
  await store.stories.storeGrouping({ articleId: 'none', story, mergedIds: [], summaryDueAt });
}

/** Stores a story with a summary of its version. */
export async function storeReadyStory(
  store: Store,
  story: Story,
  summary: Partial<Summary> = {},
): Promise<void> {
  await storeStory(store, story, T0);
  const claimed = await store.stories.claimSummaryDue({ instanceId: A, now: T0, limit: 100 });
  const token = claimed.find(({ row }) => row.id === story.id)?.token ?? '';
  const made = sampleSummary(story.id, { version: story.version, ...summary });
  const result = { kind: 'summary', summary: made, retryAt: null } as const;
  if (!(await store.summaries.storeResult(story.id, token, result, T0)))
    throw new Error('summary not stored');
}

export const CHANNEL: NewChannel = {
  platform: 'local',
  workspaceId: 'local',
  channelId: 'general',
  name: 'General',
  schedule: { text: 'mon 07:30', slots: [{ weekday: 1, minute: 450 }], asItHappens: false },
  timeZone: 'Africa/Nairobi',
  languages: ['en'],
  maxStories: 8,
};

export function sampleMessage(text: string): Message {
  return { blocks: [{ kind: 'text', spans: [{ text }] }], fallbackText: text };
}

export function samplePost(id: string, storyIds: readonly string[] = [], part = 1): NewPost {
  return { id, part, message: sampleMessage(`message of ${id}`), storyIds };
}

export function sampleDigest(id: string, channelId: string, stories: readonly Story[] = []) {
  return {
    id,
    channelId,
    kind: 'scheduled',
    at: T0,
    coversSince: T0 - 3_600_000,
    stories: stories.map((story) => ({
      story,
      summary: sampleSummary(story.id, { version: story.version }),
    })),
    updated: [],
    articleCount: stories.length,
    coverage: { feedsTotal: 2, feedsWorking: 2, feedsSilent: 0, silentSince: null },
    nextDigestAt: null,
    leftOut: 0,
  } satisfies Digest;
}

type Entry = Parameters<DigestStore['store']>[0];

/** Stores a digest that carries the stories in the posts; the cut-off moves from what it is now. */
export async function storeDigest(
  store: Store,
  channel: Channel,
  entry: { id: string; posts: readonly NewPost[]; stories?: readonly Story[] } & Partial<Entry>,
): Promise<boolean> {
  const current = await store.channels.get(channel.id);
  const { id, stories, ...rest } = entry;
  return store.digests.store({
    digest: sampleDigest(id, channel.id, stories),
    expectedCutOffAt: current?.cutOffAt ?? null,
    newCutOffAt: T0,
    nextDigestAt: null,
    hadFirstDigest: true,
    now: T0,
    ...rest,
  });
}
