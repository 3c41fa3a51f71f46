import { randomBytes } from 'node:crypto';
import { SEARCH_SPAN_MS } from '../../config/tuning.ts';
import type { CommandServices } from '../../commands/command.ts';
import type { Clock } from '../clock.ts';
import type { SpendReport } from '../model/archive.ts';
import type { ChannelAddress } from '../model/channel.ts';
import { createAnswerCatchup } from '../../commands/answer-catchup.ts';
import { createAnswerDigestFeed } from '../../commands/channel/answer-digest-feed.ts';
import { createAnswerStory } from '../../commands/answer-story.ts';
import { createAnswerWhy } from '../../commands/answer-why.ts';
import { createFindStory } from '../../commands/find-story.ts';
import { type Archive, createArchive } from '../web/read-archive.ts';
import { readHistory } from '../../commands/read-history.ts';
import type { ReadingOf } from '../../commands/reading-of.ts';
import { createReportSpend } from '../web/report-spend.ts';
import type { Store } from '../store/store.ts';
import type { Summarising } from './build-summariser.ts';

/** What the pages show of the past. */
export type PastServices = { archive: Archive; spend: () => Promise<SpendReport> };

type Parts = {
  store: Store;
  summarising: Summarising;
  readingOf: ReadingOf;
  pagesFor: (platform: ChannelAddress['platform']) => string | null;
  defaults: { timeZone: string; languages: readonly string[] };
  clock: Clock;
};

/** 192 random bits: nobody guesses it. */
const newToken = () => randomBytes(24).toString('base64url');

/** Whatever looks back: at one story, at a channel's digests, at what models cost. */
export function buildHistory(
  parts: Parts,
): PastServices & Pick<CommandServices, 'catchUp' | 'digestFeed' | 'story' | 'why'> {
  const { store, summarising, readingOf, pagesFor, defaults, clock } = parts;
  const findStory = createFindStory({ store, clock, spanMs: SEARCH_SPAN_MS });
  const archive = createArchive({
    store,
    readHistory: (story, languages) => readHistory(store, story, languages),
    newToken,
    clock,
    languages: defaults.languages,
  });
  const { feedToken } = archive;
  return {
    archive,
    digestFeed: createAnswerDigestFeed({ readingOf, feedToken, pagesFor }),
    catchUp: createAnswerCatchup({ store, readingOf, clock }),
    story: createAnswerStory({ store, readingOf, findStory, pagesFor }),
    why: createAnswerWhy({ store, readingOf, findStory, clock }),
    spend: createReportSpend({
      store,
      clock,
      timeZone: defaults.timeZone,
      budgetUsd: summarising.dailyUsd,
      summariser: summarising.name,
    }),
  };
}
