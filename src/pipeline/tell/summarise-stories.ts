import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Article } from '../../model/article.ts';
import type { Story } from '../../model/story.ts';
import type {
  ArticleStore,
  ChannelStore,
  StoryStore,
  NewSummary,
  SummaryResult,
  SummaryStore,
} from '../../store/store.ts';
import type { Summariser } from '../../summaries/summariser.ts';
import { baseLanguage, chooseSources, inLanguage } from '../../summaries/choose-sources.ts';
import { createClaimingStep, type Step } from '../step.ts';

type Parts = {
  articles: ArticleStore;
  stories: StoryStore;
  summaries: SummaryStore;
  channels: Pick<ChannelStore, 'list'>;
  /** Costs nothing and needs nobody: a model is asked for what will be posted (`write-wanted.ts`). */
  summariser: Summariser;
  /** Of channels that set none, and of articles that do not say. */
  defaultLanguage: string;
  /** A story told in no channel's language may be translated: it is summarised in its own ones too. */
  canTranslate: boolean;
  tuning: { slots: number; sourcesPerSummary: number; languagesMs: number };
  instanceId: string;
  idleMs: number;
  onSummarised: (story: Story, result: SummaryResult) => void;
  clock: Clock;
  log: Logger;
};

/** Stories due -> three bullets of their current version in every language that is wanted, or the reason why not. */
export function createSummariseStories(parts: Parts): Step {
  const { articles, stories, summaries, tuning, instanceId, onSummarised, clock, log } = parts;
  const wantedLanguages = createWantedLanguages(parts);
  return createClaimingStep(
    'summarise-stories',
    {
      slots: tuning.slots,
      claim: (limit) => stories.claimSummaryDue({ instanceId, now: clock.now(), limit }),
      async handle({ row: story, token }) {
        const told = await articles.listOfStory(story.id);
        const result = await summariseIn(await wantedLanguages(), story, told, parts);
        if (!(await summaries.storeResult(story.id, token, result, clock.now())))
          return log.warn({ storyId: story.id }, 'claim lost before a summary was stored');
        onSummarised(story, result);
      },
    },
    { clock, log, idleMs: parts.idleMs },
  );
}

/** Languages of active channels, the default first; looked up once in a while. */
function createWantedLanguages({ channels, defaultLanguage, tuning, clock }: Parts) {
  let known: readonly string[] = [];
  let until = Number.NEGATIVE_INFINITY;
  return async (): Promise<readonly string[]> => {
    if (clock.now() < until) return known;
    const active = (await channels.list()).filter(({ state }) => state === 'active');
    known = [...new Set([defaultLanguage, ...active.flatMap(({ languages }) => languages)])];
    until = clock.now() + tuning.languagesMs;
    return known;
  };
}

async function summariseIn(
  wanted: readonly string[],
  story: Story,
  told: readonly Article[],
  { summariser, defaultLanguage, canTranslate, tuning, clock }: Parts,
): Promise<SummaryResult> {
  const own = canTranslate ? told.map(({ language }) => baseLanguage(language ?? defaultLanguage)) : [];
  const made: NewSummary[] = [];
  let refusal: string | null = null;
  for (const language of new Set([...wanted, ...own])) {
    const readable = inLanguage(told, language, defaultLanguage);
    if (readable.length === 0) continue;
    const sources = chooseSources(story, readable, tuning.sourcesPerSummary);
    const outcome = await summariser.summarise({ articles: sources, language }, new AbortController().signal);
    if (outcome.kind === 'refused') refusal ??= outcome.reason;
    else made.push({ ...outcome.summary, storyId: story.id, version: story.version, madeAt: clock.now() });
  }
  const [summary, ...alsoIn] = made;
  return summary
    ? { kind: 'summary', summary, alsoIn, retryAt: null }
    : {
        kind: 'refused',
        reason: refusal ?? "None of the articles is in a channel's language.",
        retryAt: null,
      };
}
