import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Story } from '../../model/story.ts';
import type { SummaryOutcome } from '../../model/summary.ts';
import type { Store, NewSummary, SummaryResult, SummaryWish } from '../../store/store.ts';
import type { Summariser, SummaryRequest } from '../../summaries/summariser.ts';
import { chooseEarlierSources, chooseSources, inLanguage } from '../../summaries/choose-sources.ts';
import { createClaimingStep, type Step } from '../step.ts';

type Parts = {
  store: Pick<Store, 'articles' | 'summaries' | 'summaryWishes'>;
  /** The model's. */
  summariser: Summariser;
  /** Of articles that do not say theirs. */
  defaultLanguage: string;
  tuning: {
    slots: number;
    sourcesPerSummary: number;
    retryMs: number;
    /** After this long since the story's last change a better summary helps nobody. */
    freshMs: number;
  };
  instanceId: string;
  idleMs: number;
  onSummarised: (story: Story, result: SummaryResult) => void;
  clock: Clock;
  log: Logger;
};

type Outcome = { summary: NewSummary | null; reason: string | null; retryAt: number | null };

/** What a model is wanted for -> its summary, in place of the one that stands there; or another try later. */
export function createWriteWanted(parts: Parts): Step {
  const { store, summariser, tuning, instanceId, onSummarised, clock, log } = parts;
  return createClaimingStep(
    'write-wanted',
    {
      slots: tuning.slots,
      claim: (limit) => store.summaryWishes.claimDue({ instanceId, now: clock.now(), limit }),
      async handle({ row: { wish, story }, token }, stopping) {
        const answer = await summariser.summarise(await requestFor(parts, wish, story), stopping);
        // A stop cuts the call short: the wish stays due.
        if (stopping.aborted) return;
        const outcome = outcomeOf(answer, { wish, story, tuning, now: clock.now() });
        if (!(await store.summaryWishes.storeOutcome(wish.id, token, outcome)))
          return log.warn({ storyId: story.id }, 'claim lost before a summary was stored');
        if (outcome.summary)
          onSummarised(story, { kind: 'summary', summary: outcome.summary, retryAt: null });
      },
    },
    { clock, log, idleMs: parts.idleMs },
  );
}

/** The story's articles in the language, else all of them to be translated; of a later version what changed. */
async function requestFor(
  { store, defaultLanguage, tuning }: Parts,
  { language, version }: SummaryWish,
  story: Story,
): Promise<SummaryRequest> {
  const all = await store.articles.listOfStory(story.id);
  const readable = inLanguage(all, language, defaultLanguage);
  const told = readable.length > 0 ? readable : all;
  const limit = tuning.sourcesPerSummary;
  const articles = chooseSources(story, told, limit);
  // To be translated or not must be decided by what they are taken for.
  for (const article of articles) article.language ??= defaultLanguage;
  const before = version > 1 ? await store.summaries.get(story.id, version - 1, language) : null;
  if (!before) return { articles, language };
  return {
    articles,
    language,
    before: {
      bullets: before.bullets.map(({ text }) => text),
      articles: chooseEarlierSources(story, told, limit),
    },
  };
}

/** What is stored; a summary that is not the model's is there already. */
function outcomeOf(
  answer: SummaryOutcome,
  { wish, story, tuning, now }: { wish: SummaryWish; story: Story; tuning: Parts['tuning']; now: number },
): Outcome {
  if (answer.kind === 'summary' && answer.summary.madeBy.kind === 'model') {
    const { storyId, version } = wish;
    return {
      summary: { ...answer.summary, storyId, version, madeAt: now },
      reason: null,
      retryAt: null,
    };
  }
  const isFresh = now - story.changedAt < tuning.freshMs;
  const reason =
    answer.kind === 'refused'
      ? answer.reason
      : answer.summary.madeBy.kind === 'extractive'
        ? answer.summary.madeBy.insteadOfModel
        : null;
  // A model that was away is back some time; one that invents costs money at each try.
  const waitMs =
    answer.modelFault === 'unsupported' ? tuning.retryMs * 4 ** (wish.attempts + 1) : tuning.retryMs;
  const retryAt = answer.modelFault && isFresh ? now + waitMs : null;
  return { summary: null, reason, retryAt };
}
