import {
  ASKED_LOOK_MS,
  ASKED_WAIT_MS,
  DEFAULT_LANGUAGE,
  DIGEST_LOOK_BACK_MS,
  LANGUAGES_LOOK_MS,
  MODEL_LEAD_CHECK_MS,
  MODEL_LEAD_MS,
  MODEL_WAIT_MS,
  SOURCES_PER_SUMMARY,
  SUMMARIES_AT_ONCE,
  SUMMARY_RETRY_MS,
  UNREADY_STORY_MS,
} from '../../config/tuning.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Step } from '../pipeline/step.ts';
import type { PublishParts } from '../pipeline/publish/store-digest.ts';
import { createSummariseStories } from '../pipeline/tell/summarise-stories.ts';
import { createWantAhead } from '../pipeline/tell/want-ahead.ts';
import {
  createAwaitModel,
  createWantSummaries,
  type WantSummaries,
} from '../pipeline/tell/want-summaries.ts';
import { createWriteWanted } from '../pipeline/tell/write-wanted.ts';
import type { Store } from '../store/store.ts';
import type { Summarising } from './build-summariser.ts';
import type { Observer } from './overrides.ts';

type Parts = { store: Store; summarising: Summarising; observer: Required<Observer>; clock: Clock };
type Common = { instanceId: string; idleMs: number; clock: Clock; log: Logger };

/** The step that needs no model. */
export function buildSummarise(
  { store, summarising, observer }: Parts,
  common: Common,
  wakeNext: () => void,
): Step {
  return createSummariseStories({
    ...common,
    articles: store.articles,
    stories: store.stories,
    summaries: store.summaries,
    channels: store.channels,
    summariser: summarising.extractive,
    defaultLanguage: DEFAULT_LANGUAGE,
    canTranslate: summarising.model !== null,
    tuning: {
      slots: SUMMARIES_AT_ONCE,
      sourcesPerSummary: SOURCES_PER_SUMMARY,
      languagesMs: LANGUAGES_LOOK_MS,
    },
    onSummarised: (story, result) => {
      observer.onSummarised(story, result);
      wakeNext();
    },
  });
}

/** What asks the model; nothing where there is none. */
export function buildWantSummaries(
  { store, summarising, clock }: Omit<Parts, 'observer'>,
  onWanted: () => void,
): WantSummaries | undefined {
  if (!summarising.model) return undefined;
  const tuning = { waitMs: MODEL_WAIT_MS, lookBackMs: DIGEST_LOOK_BACK_MS, languagesMs: LANGUAGES_LOOK_MS };
  return createWantSummaries({ store, tuning, onWanted, clock });
}

/** For whoever asks for a story's summary; null without a model. */
export function buildAwaitModel(parts: Omit<Parts, 'observer'>): CommandContext['awaitModel'] {
  // The step that asks the model looks for new wishes by itself.
  const wanted = buildWantSummaries(parts, () => {});
  if (!wanted) return null;
  const tuning = { waitMs: ASKED_WAIT_MS, lookMs: ASKED_LOOK_MS };
  return createAwaitModel({ wanted, stories: parts.store.stories, tuning, clock: parts.clock });
}

/** The steps of the model: what it is asked for ahead of digests, and its answers. None where there is no model. */
export function buildModelSteps(
  { store, summarising, observer }: Parts,
  common: Common,
  {
    publishing,
    idleMs,
    wakeNext,
  }: { publishing: PublishParts; idleMs?: number | undefined; wakeNext: () => void },
): Step[] {
  if (!summarising.model) return [];
  const write = createWriteWanted({
    ...common,
    store,
    summariser: summarising.model,
    defaultLanguage: DEFAULT_LANGUAGE,
    tuning: {
      slots: SUMMARIES_AT_ONCE,
      sourcesPerSummary: SOURCES_PER_SUMMARY,
      retryMs: SUMMARY_RETRY_MS,
      freshMs: UNREADY_STORY_MS,
    },
    onSummarised: (story, result) => {
      observer.onSummarised(story, result);
      wakeNext();
    },
  });
  const ahead = createWantAhead(
    { ...publishing, idleMs: idleMs ?? MODEL_LEAD_CHECK_MS },
    { leadMs: MODEL_LEAD_MS },
  );
  return [write, ahead];
}
