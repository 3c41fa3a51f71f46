import type { PageReader } from '../src/articles/read-page.ts';
import type { Chat } from '../src/chat/chat.ts';
import type { Clock } from '../src/clock.ts';
import type { Reading } from '../src/digests/compose/compose-story.ts';
import type { FeedFinder } from '../src/feeds/discover-feeds.ts';
import type { OpmlReader } from '../src/feeds/read-opml.ts';
import type { Logger } from '../src/log.ts';
import type { Channel, ChannelAddress, Platform } from '../src/model/channel.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Store } from '../src/store/store.ts';
import type { Relevance, RelevanceInput } from '../src/stories/relevance/judge-relevance.ts';
import type { Summariser } from '../src/summaries/summariser.ts';

/** What every command is handed, each thing once: a command takes from it what its answer needs. */
export type CommandContext = {
  store: Store;
  /** The model's where there is one, with the extractive one to fall back on. */
  summariser: Summariser;
  /** How stories are summarised, in a few words, e.g. `model gpt-6-luna` or `without a model`. */
  summariserName: string;
  /** US dollars a day that the model may cost, or null without a limit. */
  dailyUsd: number | null;
  /** The same stories, with the model's summaries where it writes them within a few seconds; null without a model. */
  awaitModel:
    | ((languages: readonly string[], stories: readonly ReadyStory[]) => Promise<readonly ReadyStory[]>)
    | null;
  readPage: PageReader;
  findFeed: FeedFinder;
  readOpml: OpmlReader;
  /** Whether an article would be taken, and why. */
  judgeRelevance: (article: RelevanceInput) => Pick<Relevance, 'isRelevant' | 'reason'>;
  chatOf: (platform: Platform) => Chat | null;
  /** Where people on a platform find the pages, without a closing slash; null where they cannot. */
  pagesFor: (platform: Platform) => string | null;
  /** Slack's one registered command, without its slash. */
  slackWord: string;
  /** Of places that are no channel of ours, and of new channels. */
  defaults: { schedule: string; timeZone: string; languages: readonly string[] };
  newId: () => string;
  /** A secret that nobody guesses, fit for an address. */
  newToken: () => string;
  clock: Clock;
  log: Logger;
};

/** How a place is answered: in the zone and languages of its channel, or the defaults where it is none of ours. */
export async function readPlace(
  address: ChannelAddress,
  { store, defaults, clock }: Pick<CommandContext, 'store' | 'defaults' | 'clock'>,
): Promise<{ channel: Channel | null; reading: Reading; languages: readonly string[] }> {
  const channel = await store.channels.find(address);
  return {
    channel,
    reading: { now: clock.now(), timeZone: channel?.timeZone ?? defaults.timeZone },
    languages: channel?.languages ?? defaults.languages,
  };
}
