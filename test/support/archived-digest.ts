import { readHistory } from '../../commands/story.ts';
import { createArchive } from '../../src/web/page-services.ts';
import { HOUR } from '../../src/clock.ts';
import { composeDigest } from '../../src/digests/compose/compose-digest.ts';
import { splitMessage } from '../../src/chat/split-message.ts';
import { silentLogger } from '../../src/log.ts';
import type { ReadyStory } from '../../src/model/digest.ts';
import type { Message } from '../../src/model/message.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { NewPost } from '../../src/store/store.ts';
import {
  CHANNEL,
  poll,
  sampleArticle,
  sampleDigest,
  startBoth,
  storeDigest,
  storeReadyStory,
  T0,
} from '../store/contract/samples.ts';
import { sampleStory } from './sample-stories.ts';

export const DIGEST_ID = '01890000-0000-7000-8000-00000000d001';
export const storyId = (number: number) =>
  `01890000-0000-7000-8000-0000000000${String(number).padStart(2, '0')}`;

const HEADLINES = [
  'Kim Jong Un to meet Putin in Russia for arms talks',
  'Grain talks in Sochi <b>& "more"</b>',
  'Karabakh convoy is let through ]]> \u0007 after a day',
];

/** Stories with hostile words in them, each with its own bullets. */
export function archivedStories(count: number): ReadyStory[] {
  return Array.from({ length: count }, (_, index) => {
    const ready = sampleStory(
      { id: storyId(index + 1), url: `https://harbour.example/${index}?a=1&b=2` },
      { headline: HEADLINES[index] ?? `Story ${index} of the day` },
    );
    const bullets = ready.summary.bullets.map((bullet, at) => ({
      ...bullet,
      text: `Bullet ${at + 1} of story ${index + 1} & <i>more</i>.`,
    }));
    return { ...ready, summary: { ...ready.summary, bullets } } as unknown as ReadyStory;
  });
}

/** A real store with one digest of `count` stories, posted in parts of at most `aPart` blocks. */
export async function openArchive({ count = 3, aPart = 99 } = {}) {
  const now = T0 + 5 * HOUR;
  const clock = { now: () => now, sleep: () => Promise.resolve() };
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await startBoth(store);
  const channel = await store.channels.ensure({ ...CHANNEL, name: 'World & more' }, T0, T0);
  await poll(store, [sampleArticle('one'), sampleArticle('two', { outletName: 'Sample Wire' })]);
  const stories = archivedStories(count);
  for (const { story, summary } of stories) {
    await store.stories.storeGrouping({ articleId: 'none', story, mergedIds: [], summaryDueAt: T0 });
    await storeReadyStory(store, story, summary);
  }
  const articles = await store.articles.claimUnread({ instanceId: 'instance-a', now: T0, limit: 9 });
  const [first] = stories;
  for (const { row } of articles)
    if (first)
      await store.stories.storeGrouping({
        articleId: row.id,
        story: first.story,
        mergedIds: [],
        summaryDueAt: null,
      });
  const digest = {
    ...sampleDigest(DIGEST_ID, channel.id),
    stories,
    at: T0 + HOUR,
    updated: [{ storyId: 'moved', headline: 'A dam <fills>', line: 'was: half empty' }],
  };
  const message = composeDigest(digest, { now: digest.at, timeZone: channel.timeZone });
  const parts = splitMessage(message, ({ blocks }: Message) => blocks.length <= aPart);
  const posts = parts.map(
    (part, index): NewPost => ({
      id: `post-${index + 1}`,
      part: index + 1,
      message: part,
      storyIds: part.blocks.flatMap((block) => (block.kind === 'story' ? [block.storyId] : [])),
    }),
  );
  await storeDigest(store, channel, { id: DIGEST_ID, posts, digest, now: digest.at });
  let tokens = 0;
  const newToken = () => `token-${'x'.repeat(20)}-${++tokens}`;
  const archive = createArchive({
    store,
    readHistory: (story, languages) => readHistory(store, story, languages),
    newToken,
    clock,
    languages: ['en'],
  });
  return { store, channel, digest, message, posts, archive, clock };
}
