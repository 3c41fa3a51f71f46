import type { Clock } from '../src/clock.ts';
import { byImportance } from '../src/digests/choose/choose-stories.ts';
import { composeDigest } from '../src/digests/compose/compose-digest.ts';
import { composeText } from '../src/digests/compose/compose-answers.ts';
import { type Interests, judgeInterest } from '../src/channels/judge-interest.ts';
import { coverageOf } from '../src/digests/choose/coverage.ts';
import { parseSince } from '../src/channels/parse-since.ts';
import { type Channel, type ChannelAddress, NO_WISHES } from '../src/model/channel.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Message } from '../src/model/message.ts';
import type { Store } from '../src/store/store.ts';
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
    const interests = await interestsOf(store, { address, channel, isUsual: about === null });
    const listed = await store.stories.listReady({ since, languages, now, limit: CANDIDATES });
    const ready = listed.filter((story) => judgeInterest(story, interests).ok);
    const { wanted, meant } = await choose(parts, { ready, about, since, languages });
    const stories = wanted.slice(0, channel?.maxStories ?? parts.maxStories);
    const coverage = coverageOf(await store.feeds.listSigns(), now, parts.silentFeedMs);
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
    return composeDigest(digest, reading, { about: meant, wishes: channel?.wishes });
  };
}

/** A plain `/digest` is for the channel; what was asked about is shown whatever the channel wants, unless it was withdrawn. */
async function interestsOf(
  store: Store,
  { address, channel, isUsual }: { address: ChannelAddress; channel: Channel | null; isUsual: boolean },
): Promise<Interests> {
  const withdrawn = await store.withdrawals.listOf(address);
  if (!channel || !isUsual) return { filter: NO_WISHES.filter, marks: [], withdrawn };
  return { filter: channel.wishes.filter, marks: await store.marks.listOf(channel.id), withdrawn };
}

/** The stories that were asked about, weightiest first, and by which words: misspelt ones are read as they were meant. */
async function choose(
  parts: Parts,
  asked: { ready: readonly ReadyStory[]; about: string | null; since: number; languages: readonly string[] },
): Promise<{ wanted: readonly ReadyStory[]; meant: string | null }> {
  const { ready, about, since, languages } = asked;
  if (about === null) return { wanted: ready.toSorted(byImportance), meant: null };
  const tellingOf = (words: string) => ready.filter(matching(words, parts)).toSorted(byImportance);
  const wanted = tellingOf(about);
  if (wanted.length > 0) return { wanted, meant: about };
  const search = { words: wordsOf(about), since, languages, limit: 1 };
  const meant = (await parts.store.stories.didYouMean(search))?.join(' ') ?? about;
  return { wanted: tellingOf(meant), meant };
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
