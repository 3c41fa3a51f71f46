import {
  ASKED_DIGEST_MS,
  DEFAULT_LANGUAGE,
  DIGEST_STORIES,
  SEARCH_SPAN_MS,
  SILENT_FEED_MS,
  SUGGESTED_SPAN_MS,
} from '../../config/tuning.ts';
import type { SuggestValues } from '../../commands/suggest.ts';
import type { CommandServices } from '../../commands/command.ts';
import type { Chat } from '../chat/chat.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { ChannelAddress } from '../model/channel.ts';
import type { SummaryOutcome } from '../model/summary.ts';
import { createAnswerDigest } from '../../commands/answer-digest.ts';
import { createAnswerFeeds } from '../../commands/feeds/answer-feeds.ts';
import { createAnswerStatus } from '../../commands/answer-status.ts';
import {
  createAnswerLink,
  createAnswerWords,
  createSummariseLink,
  createSummariseText,
  type SummariseLink,
} from '../../commands/answer-summary.ts';
import { createSuggestValues } from '../../commands/suggest-values.ts';
import { createListFeeds, type ListFeeds } from '../../commands/feeds/list-feeds.ts';
import { createFeedManager, type FeedManager } from '../../commands/feeds/manage-feeds.ts';
import { createPausePosting } from '../cli/pause-posting.ts';
import { createReadingOf, type ReadingOf } from '../../commands/reading-of.ts';
import { createSetChannel } from '../../commands/channel/set-channel.ts';
import type { Store } from '../store/store.ts';
import { findRegions } from '../stories/relevance/find-regions.ts';
import { findTopics } from '../stories/relevance/find-topics.ts';
import { judgeRelevance } from '../stories/relevance/judge-relevance.ts';
import { buildStoryActions } from './build-story-actions.ts';
import { buildHistory, type PastServices } from './build-history.ts';
import type { Reading } from './build-reading.ts';
import type { Summarising } from './build-summariser.ts';
import { buildAwaitModel } from './build-summary-steps.ts';

/** What the command line and the pages use besides the commands' services. */
export type Services = PastServices & {
  summarisePage: SummariseLink;
  summariseText: (text: string) => Promise<SummaryOutcome>;
  feedManager: FeedManager;
  listFeeds: ListFeeds;
  posting: ReturnType<typeof createPausePosting>;
  suggest: SuggestValues;
};

type Parts = {
  store: Store;
  reading: Reading;
  summarising: Summarising;
  /** Slack's one registered command, without its slash. */
  slackWord: string;
  /** Where people on a platform find the pages; null where they cannot. */
  pagesFor: (platform: ChannelAddress['platform']) => string | null;
  defaults: { schedule: string; timeZone: string; languages: readonly string[] };
  chatOf: (platform: ChannelAddress['platform']) => Chat | null;
  newId: () => string;
  clock: Clock;
  log: Logger;
};

export function buildServices(parts: Parts): CommandServices & Services {
  const { store, reading, summarising, defaults, clock } = parts;
  const summariser = summarising.model ?? summarising.extractive;
  const readingOf = createReadingOf(store.channels, defaults, clock);
  const summarisePage = createSummariseLink({
    readPage: reading.readPage,
    summariser,
    defaultLanguage: DEFAULT_LANGUAGE,
  });
  const feedManager = createFeedManager({
    feeds: store.feeds,
    findFeed: reading.findFeed,
    readOpml: reading.readOpml,
    judge: judgeRelevance,
    clock,
  });
  const listFeeds = createListFeeds(store, clock);
  const { slackWord, pagesFor } = parts;
  const history = buildHistory({ ...parts, readingOf });
  return {
    digestNow: buildDigestNow(parts, readingOf),
    summariseLink: createAnswerLink(summarisePage),
    summariseWords: createAnswerWords({
      store,
      readingOf,
      awaitModel: buildAwaitModel(parts),
      clock,
      spanMs: SEARCH_SPAN_MS,
    }),
    status: createAnswerStatus({
      store,
      readingOf,
      summariser: () => summarising.name,
      spending: { dailyUsd: summarising.dailyUsd, timeZone: defaults.timeZone },
      gapsOf: async (address) => {
        // Where the platform does not say, the rest of the answer still holds.
        const asked = parts.chatOf(address.platform)?.inspect(address);
        return (await asked?.catch(() => [])) ?? [];
      },
      silentFeedMs: SILENT_FEED_MS,
      clock,
    }),
    feeds: createAnswerFeeds({ manager: feedManager, listFeeds, readingOf, slackWord, pagesFor, clock }),
    channel: createSetChannel({ store, chatOf: parts.chatOf, defaults, slackWord, clock }),
    feedManager,
    listFeeds,
    ...history,
    ...buildStoryActions({ store, readingOf, why: history.why, clock, log: parts.log }),
    posting: createPausePosting({ store, clock }),
    suggest: createSuggestValues({
      stories: store.stories,
      withdrawals: store.withdrawals,
      readingOf,
      clock,
      spanMs: SUGGESTED_SPAN_MS,
    }),
    summarisePage,
    summariseText: createSummariseText({ summariser, defaultLanguage: DEFAULT_LANGUAGE }),
  };
}

function buildDigestNow({ store, newId, clock }: Parts, readingOf: ReadingOf) {
  return createAnswerDigest({
    store,
    readingOf,
    regionsIn: (words) => findRegions(words).codes,
    topicsIn: (words) => findTopics(words, ''),
    newId,
    clock,
    defaultSpanMs: ASKED_DIGEST_MS,
    maxStories: DIGEST_STORIES,
    silentFeedMs: SILENT_FEED_MS,
  });
}
