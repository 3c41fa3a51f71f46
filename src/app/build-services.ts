import {
  ASKED_DIGEST_MS,
  DEFAULT_LANGUAGE,
  DIGEST_STORIES,
  SEARCH_SPAN_MS,
  SILENT_FEED_MS,
} from '../../config/tuning.ts';
import type { CommandServices } from '../../commands/command.ts';
import type { Clock } from '../clock.ts';
import type { SummaryOutcome } from '../model/summary.ts';
import { createAnswerButtons } from '../services/answer-buttons.ts';
import { createAnswerDigest } from '../services/answer-digest.ts';
import { createAnswerStatus } from '../services/answer-status.ts';
import {
  createAnswerLink,
  createAnswerWords,
  createSummariseLink,
  createSummariseText,
  type SummariseLink,
} from '../services/answer-summary.ts';
import { createReadingOf } from '../services/reading-of.ts';
import type { Store } from '../store/store.ts';
import { findRegions } from '../stories/find-regions.ts';
import { findTopics } from '../stories/find-topics.ts';
import type { Summariser } from '../summaries/summariser.ts';
import type { Reading } from './build-reading.ts';

/** What the command line uses besides the commands' services. */
export type Services = {
  summarisePage: SummariseLink;
  summariseText: (text: string) => Promise<SummaryOutcome>;
};

type Parts = {
  store: Store;
  reading: Reading;
  summariser: Summariser;
  summariserName: string;
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
    evidence: buttons.evidence,
    sources: buttons.sources,
    summarisePage,
    summariseText: createSummariseText({ summariser, defaultLanguage: DEFAULT_LANGUAGE }),
  };
}
