import {
  ASKED_DIGEST_MS,
  DEFAULT_LANGUAGE,
  DIGEST_STORIES,
  SEARCH_SPAN_MS,
  SILENT_FEED_MS,
} from '../../config/tuning.ts';
import type { CommandServices } from '../../commands/command.ts';
import type { Clock } from '../clock.ts';
import type { ChannelAddress } from '../model/channel.ts';
import type { SummaryOutcome } from '../model/summary.ts';
import { createAnswerButtons } from '../services/answer-buttons.ts';
import { createAnswerDigest } from '../services/answer-digest.ts';
import { createAnswerFeeds } from '../services/answer-feeds.ts';
import { createAnswerStatus } from '../services/answer-status.ts';
import {
  createAnswerLink,
  createAnswerWords,
  createSummariseLink,
  createSummariseText,
  type SummariseLink,
} from '../services/answer-summary.ts';
import { createListFeeds, type ListFeeds } from '../services/list-feeds.ts';
import { createFeedManager, type FeedManager } from '../services/manage-feeds.ts';
import { createReadingOf } from '../services/reading-of.ts';
import type { Store } from '../store/store.ts';
import { findRegions } from '../stories/find-regions.ts';
import { findTopics } from '../stories/find-topics.ts';
import { judgeRelevance } from '../stories/judge-relevance.ts';
import type { Summariser } from '../summaries/summariser.ts';
import type { Reading } from './build-reading.ts';

/** What the command line and the pages use besides the commands' services. */
export type Services = {
  summarisePage: SummariseLink;
  summariseText: (text: string) => Promise<SummaryOutcome>;
  feedManager: FeedManager;
  listFeeds: ListFeeds;
};

type Parts = {
  store: Store;
  reading: Reading;
  summariser: Summariser;
  summariserName: string;
  /** Slack's one registered command, without its slash. */
  slackWord: string;
  /** Where people on a platform find the pages; null where they cannot. */
  pagesFor: (platform: ChannelAddress['platform']) => string | null;
  defaults: { timeZone: string; languages: readonly string[] };
  newId: () => string;
  clock: Clock;
};

export function buildServices(parts: Parts): CommandServices & Services {
  const { store, reading, summariser, summariserName, defaults, newId, clock } = parts;
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
  const buttons = createAnswerButtons({ store, readingOf });
  return {
    digestNow: createAnswerDigest({
      store,
      readingOf,
      regionsIn: (words) => findRegions(words).codes,
      topicsIn: (words) => findTopics(words, ''),
      newId,
      clock,
      defaultSpanMs: ASKED_DIGEST_MS,
      maxStories: DIGEST_STORIES,
      silentFeedMs: SILENT_FEED_MS,
    }),
    summariseLink: createAnswerLink(summarisePage),
    summariseWords: createAnswerWords({ stories: store.stories, readingOf, clock, spanMs: SEARCH_SPAN_MS }),
    status: createAnswerStatus({
      store,
      readingOf,
      summariser: () => summariserName,
      silentFeedMs: SILENT_FEED_MS,
      clock,
    }),
    feeds: createAnswerFeeds({ manager: feedManager, listFeeds, readingOf, slackWord, pagesFor, clock }),
    feedManager,
    listFeeds,
    evidence: buttons.evidence,
    sources: buttons.sources,
    summarisePage,
    summariseText: createSummariseText({ summariser, defaultLanguage: DEFAULT_LANGUAGE }),
  };
}
