import { DEFAULT_LANGUAGE } from '../config/tuning.ts';
import { matchesFilter } from '../src/channels/match-filter.ts';
import { markOf } from '../src/channels/match-marks.ts';
import type { StoryFacts } from '../src/digests/choose/explain-story.ts';
import { type AlertVerdict, judgeAlert } from '../src/digests/choose/judge-alert.ts';
import { composeLooseArticle, composeNothingFound, composeWhy } from '../src/digests/compose/compose-why.ts';
import type { Channel, ChannelAddress } from '../src/model/channel.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Message } from '../src/model/message.ts';
import type { Story } from '../src/model/story.ts';
import type { Store } from '../src/store/store.ts';
import { inLanguage } from '../src/summaries/choose-sources.ts';
import { ABOUT_OPTION, type Command, SHARE_OPTION, textOf } from './command.ts';
import { type CommandContext, readPlace } from './context.ts';
import { findStory } from './find-story.ts';

/** Digests looked at for the one that passed a story over: two a day over the span that a digest may cover, and more. */
const DIGESTS = 20;

export const whyCommand: Command = {
  definition: {
    name: 'why',
    description: 'Why a story was or was not posted here',
    access: 'reader',
    options: [ABOUT_OPTION, SHARE_OPTION],
    examples: ['/why grain deal', '/why https://example.org/article'],
  },
  run: ({ options, address }, context) =>
    explainStory({ address, about: textOf(options, 'about') ?? '' }, context),
};

/** What decided whether a story is in the channel, and its weight; `about` is a story's id, a link or words. */
export async function explainStory(
  { address, about }: { address: ChannelAddress; about: string },
  context: CommandContext,
): Promise<Message> {
  const { store } = context;
  const { channel, reading, languages } = await readPlace(address, context);
  const found = await findStory(about, languages, context);
  if (found.kind === 'article') return composeLooseArticle(found.article, reading);
  if (found.kind === 'nothing') return composeNothingFound(about);
  const ready = await store.stories.getReady(found.story.id, languages);
  const facts = await gatherFacts(store, { story: found.story, ready, channel, now: reading.now });
  return composeWhy({ ...facts, timeZone: reading.timeZone }, found);
}

type Place = { story: Story; ready: ReadyStory | null; channel: Channel | null; now: number };

async function gatherFacts(
  store: Store,
  { story, ready, channel, now }: Place,
): Promise<Omit<StoryFacts, 'timeZone'>> {
  const facts = {
    story,
    ready,
    channel,
    now,
    elsewhere: await toldElsewhere(store, { story, ready, channel }),
  };
  if (!channel)
    return {
      ...facts,
      posted: null,
      digests: [],
      isWithdrawn: false,
      refusedBy: null,
      mark: null,
      alert: null,
    };
  const [carried] = await store.digests.listCarried(channel.id, [story.id]);
  const post = carried ? await store.posts.get(carried.postId) : null;
  const digest = post?.digestId ? await store.digests.get(post.digestId) : null;
  const recent = await store.archive.listDigests({ channelId: channel.id, before: now + 1, limit: DIGESTS });
  const mark = markOf(await store.marks.listOf(channel.id), ready ?? { story, summary: null });
  const verdict = ready && mark?.kind !== 'follow' ? matchesFilter(channel.wishes.filter, ready) : null;
  return {
    ...facts,
    posted: carried ? { at: carried.firstPostedAt, kind: digest?.kind ?? null } : null,
    digests: recent
      .filter(({ kind, at }) => kind !== 'as-it-happens' && at >= story.firstSeenAt)
      .toReversed(),
    isWithdrawn: (await store.withdrawals.listOf(channel)).has(story.id),
    refusedBy: verdict?.ok === false ? verdict.reason : null,
    mark,
    alert: ready && (await alertOf(store, story, { channel, now })),
  };
}

/** Languages that it has bullets in, where no article is in one of the channel's and so it has none there. */
async function toldElsewhere(
  store: Store,
  { story, ready, channel }: Pick<Place, 'story' | 'ready' | 'channel'>,
): Promise<string[]> {
  if (ready || !channel) return [];
  const summaries = await store.summaries.listOfVersion(story.id, story.version);
  const articles = summaries.length > 0 ? await store.articles.listOfStory(story.id) : [];
  const isTold = channel.languages.some(
    (language) => inLanguage(articles, language, DEFAULT_LANGUAGE).length > 0,
  );
  return isTold ? [] : summaries.map(({ language }) => language);
}

/** What the alerts make of it; null where the channel gets none. */
async function alertOf(
  store: Store,
  story: Story,
  { channel, now }: { channel: Channel; now: number },
): Promise<AlertVerdict | null> {
  const { alertFrom } = channel.wishes;
  if (alertFrom === null || !channel.hadFirstDigest) return null;
  const [told = null] = await store.alerts.listTold(channel.id, [story.id]);
  return judgeAlert({ story, threshold: alertFrom, channelSince: channel.addedAt, told, now });
}
