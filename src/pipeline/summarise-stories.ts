import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Article } from '../model/article.ts';
import type { Story } from '../model/story.ts';
import type { SourceArticle, SummaryOutcome } from '../model/summary.ts';
import type { ArticleStore, StoryStore, SummaryResult, SummaryStore } from '../store/store.ts';
import type { Summariser } from '../summaries/summariser.ts';
import { createClaimingStep, type Step } from './step.ts';

export type SummariseTuning = { slots: number; sourcesPerSummary: number; retryMs: number; freshMs: number };

type Parts = {
  articles: ArticleStore;
  stories: StoryStore;
  summaries: SummaryStore;
  summariser: Summariser;
  language: string;
  tuning: SummariseTuning;
  instanceId: string;
  idleMs: number;
  onSummarised: (story: Story, result: SummaryResult) => void;
  clock: Clock;
  log: Logger;
};

/** Stories due -> three bullets of their current version, or the reason why not. */
export function createSummariseStories(parts: Parts): Step {
  const { articles, stories, summaries, summariser, language, tuning, instanceId, onSummarised, clock, log } =
    parts;
  return createClaimingStep(
    'summarise-stories',
    {
      slots: tuning.slots,
      claim: (limit) => stories.claimSummaryDue({ instanceId, now: clock.now(), limit }),
      async handle({ row: story, token }) {
        const sources = chooseSources(story, await articles.listOfStory(story.id), tuning.sourcesPerSummary);
        const outcome = await summariser.summarise(
          { articles: sources, language },
          new AbortController().signal,
        );
        const result = resultOf(outcome, story, clock.now(), tuning);
        if (!(await summaries.storeResult(story.id, token, result, clock.now())))
          return log.warn({ storyId: story.id }, 'claim lost before a summary was stored');
        onSummarised(story, result);
      },
    },
    { clock, log, idleMs: parts.idleMs },
  );
}

/**
 * What a summary rests on: the central article first, then the newest of each outlet. Of a story that has moved only what
 * came with the change or after it: what was said before is what the change overtook.
 */
export function chooseSources(story: Story, articles: readonly Article[], limit: number): SourceArticle[] {
  const central = articles.find((article) => article.url !== null && article.url === story.url);
  const current =
    story.version > 1 && central
      ? articles.filter((article) => article.firstSeenAt >= central.firstSeenAt)
      : articles;
  const newestFirst = current.toSorted((a, b) => b.firstSeenAt - a.firstSeenAt || b.id.localeCompare(a.id));
  const ordered = [...new Set([...(central ? [central] : []), ...newestFirst])];
  const firstOfOutlet = new Set(
    new Map(ordered.toReversed().map((article) => [article.outletDomain, article])).values(),
  );
  const [leading, further] = [true, false].map((isFirst) =>
    ordered.filter((article) => firstOfOutlet.has(article) === isFirst),
  );
  return [...(leading ?? []), ...(further ?? [])].slice(0, limit).map(toSource);
}

const toSource = ({ id, title, text, outletName, url, language, publishedAt }: Article): SourceArticle => ({
  id,
  title,
  text,
  outletName,
  url,
  language,
  publishedAt,
});

function resultOf(
  outcome: SummaryOutcome,
  story: Story,
  now: number,
  tuning: SummariseTuning,
): SummaryResult {
  const usage = outcome.usage ?? null;
  if (outcome.kind === 'refused') return { kind: 'refused', reason: outcome.reason, usage, retryAt: null };
  const { madeBy } = outcome.summary;
  const isDegraded = madeBy.kind === 'extractive' && madeBy.insteadOfModel !== null;
  const isFresh = now - story.changedAt < tuning.freshMs;
  return {
    kind: 'summary',
    summary: { ...outcome.summary, storyId: story.id, version: story.version, madeAt: now },
    usage,
    retryAt: isDegraded && isFresh ? now + tuning.retryMs : null,
  };
}
