import type { Clock } from '../clock.ts';
import { byImportance } from '../digests/choose-stories.ts';
import { composeDigest } from '../digests/compose-digest.ts';
import { composeText } from '../digests/compose-answers.ts';
import { coverageOf } from '../digests/coverage.ts';
import { parseSince } from '../digests/parse-since.ts';
import type { ChannelAddress } from '../model/channel.ts';
import type { ReadyStory } from '../model/digest.ts';
import type { Message } from '../model/message.ts';
import type { Store } from '../store/store.ts';
import type { ReadingOf } from './reading-of.ts';

type Parts = {
  store: Store;
  readingOf: ReadingOf;
  /** Country codes that some words name. */
  regionsIn: (words: string) => readonly string[];
  /** Ids of the topics that some words name. */
  topicsIn: (words: string) => readonly string[];
  newId: () => string;
  clock: Clock;
  defaultSpanMs: number;
  maxStories: number;
  silentFeedMs: number;
};

const CANDIDATES = 500;

export type AnswerDigest = (query: {
  address: ChannelAddress;
  about: string | null;
  /** As typed; null for the usual span. */
  since: string | null;
}) => Promise<Message>;

/** What matters now, composed like a posted digest; nothing is stored and the channel's cut-off stays. */
export function createAnswerDigest(parts: Parts): AnswerDigest {
  const { store, readingOf, newId, clock } = parts;
  return async ({ address, about, since: askedSince }) => {
    const now = clock.now();
    const { channel, reading, languages } = await readingOf(address);
    const since =
      askedSince === null ? now - parts.defaultSpanMs : parseSince(askedSince, now, reading.timeZone);
    const ready = await store.stories.listReady({ since, languages, now, limit: CANDIDATES });
    const wanted = (about === null ? ready : ready.filter(matching(about, parts))).toSorted(byImportance);
    const stories = wanted.slice(0, channel?.maxStories ?? parts.maxStories);
    const coverage = coverageOf(await store.feeds.list(), now, parts.silentFeedMs);
    if (stories.length === 0) return nothingToShow(about, coverage.feedsWorking);
    const digest = {
      id: newId(),
      channelId: channel?.id ?? null,
      kind: 'asked' as const,
      at: now,
      coversSince: since,
      stories,
      updated: [],
      leftOut: wanted.length - stories.length,
      articleCount: stories.reduce((sum, { story }) => sum + story.articleCount, 0),
      coverage,
      nextDigestAt: channel?.nextDigestAt ?? null,
    };
    return composeDigest(digest, reading, about ?? undefined);
  };
}

function nothingToShow(about: string | null, feedsWorking: number): Message {
  if (feedsWorking === 0)
    return composeText(
      'No feed could be read yet, so there is nothing to show. /status says why; `npm run demo` shows a sample without a network.',
    );
  const what =
    about === null ? 'No story is ready in that span.' : `No story about "${about}" is ready in that span.`;
  return composeText(`${what} Try a longer one, for example since:3d.`);
}

/** By country, else by topic, else by every word standing in its headline or bullets. */
function matching(about: string, { regionsIn, topicsIn }: Parts): (ready: ReadyStory) => boolean {
  const regions = regionsIn(about);
  if (regions.length > 0) return ({ story }) => regions.every((region) => story.regions.includes(region));
  const topics = topicsIn(about);
  if (topics.length > 0) return ({ story }) => topics.some((topic) => story.topics.includes(topic));
  const wanted = wordsOf(about);
  return ({ story, summary }) => {
    const told = new Set(
      wordsOf([story.title, summary.headline, ...summary.bullets.map((bullet) => bullet.text)].join(' ')),
    );
    return wanted.every((word) => told.has(word));
  };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
