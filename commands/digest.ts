import { ASKED_DIGEST_MS, DIGEST_STORIES, SILENT_FEED_MS } from '../config/tuning.ts';
import { type Interests, judgeInterest } from '../src/channels/judge-interest.ts';
import { parseSince } from '../src/channels/parse-since.ts';
import { byImportance } from '../src/digests/choose/choose-stories.ts';
import { coverageOf } from '../src/digests/choose/coverage.ts';
import { composeText } from '../src/digests/compose/compose-answers.ts';
import { composeDigest } from '../src/digests/compose/compose-digest.ts';
import { type Channel, type ChannelAddress, NO_WISHES } from '../src/model/channel.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Message } from '../src/model/message.ts';
import type { Store } from '../src/store/store.ts';
import { findRegions } from '../src/stories/relevance/find-regions.ts';
import { findTopics } from '../src/stories/relevance/find-topics.ts';
import { type Command, SHARE_OPTION, textOf } from './command.ts';
import { readPlace } from './context.ts';
import { wordsOf } from './find-story.ts';

const CANDIDATES = 500;

/** What matters now, composed like a posted digest; nothing is stored and the channel's cut-off stays. */
export const digestCommand: Command = {
  definition: {
    name: 'digest',
    description: 'What matters now, in three bullets a story',
    access: 'reader',
    options: [
      {
        name: 'about',
        description: 'A country, a topic or words',
        type: 'text',
        isRequired: false,
        takesRest: true,
        suggests: { kinds: ['topic', 'region'] },
      },
      {
        name: 'since',
        description: 'How far back: 24h, 2d, friday, "yesterday 18:00", a date',
        type: 'text',
        isRequired: false,
      },
      SHARE_OPTION,
    ],
    examples: ['/digest', '/digest ukraine', '/digest sanctions since:2d'],
  },
  run: async ({ options, address }, context) => {
    const { store, newId, clock } = context;
    const about = textOf(options, 'about');
    const typed = textOf(options, 'since');
    const now = clock.now();
    const { channel, reading, languages } = await readPlace(address, context);
    const since = typed === null ? now - ASKED_DIGEST_MS : parseSince(typed, now, reading.timeZone);
    const interests = await interestsOf(store, { address, channel, isUsual: about === null });
    const listed = await store.stories.listReady({ since, languages, now, limit: CANDIDATES });
    const ready = listed.filter((story) => judgeInterest(story, interests).ok);
    const { wanted, meant } = await choose(store, { ready, about, since, languages });
    const stories = wanted.slice(0, channel?.maxStories ?? DIGEST_STORIES);
    const coverage = coverageOf(await store.feeds.listSigns(), now, SILENT_FEED_MS);
    if (stories.length === 0) return nothingToShow(about, coverage.feedsWorking);
    const asked = {
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
    return composeDigest(asked, reading, { about: meant, wishes: channel?.wishes });
  },
};

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
  store: Store,
  asked: { ready: readonly ReadyStory[]; about: string | null; since: number; languages: readonly string[] },
): Promise<{ wanted: readonly ReadyStory[]; meant: string | null }> {
  const { ready, about, since, languages } = asked;
  if (about === null) return { wanted: ready.toSorted(byImportance), meant: null };
  const tellingOf = (words: string) => ready.filter(matching(words)).toSorted(byImportance);
  const wanted = tellingOf(about);
  if (wanted.length > 0) return { wanted, meant: about };
  const search = { words: wordsOf(about), since, languages, limit: 1 };
  const meant = (await store.stories.didYouMean(search))?.join(' ') ?? about;
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
function matching(about: string): (ready: ReadyStory) => boolean {
  const regions = findRegions(about).codes;
  if (regions.length > 0) return ({ story }) => regions.every((region) => story.regions.includes(region));
  const topics = findTopics(about, '');
  if (topics.length > 0) return ({ story }) => topics.some((topic) => story.topics.includes(topic));
  const wanted = wordsOf(about);
  return ({ story, summary }) => {
    const told = new Set(
      wordsOf([story.title, summary.headline, ...summary.bullets.map((bullet) => bullet.text)].join(' ')),
    );
    return wanted.every((word) => told.has(word));
  };
}
