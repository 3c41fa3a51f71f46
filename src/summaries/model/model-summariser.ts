import { MODEL_TUNING } from '../../../config/model-tuning.ts';
import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import { AppError } from '../../errors.ts';
import type { ModelUsage, SourceArticle, SummaryOutcome, ThreeBullets } from '../../model/summary.ts';
import { type AnswerPrompt, createAnswerPrompt, type Judged } from './answer-prompts.ts';
import type { AnswerShelf } from './answer-shelf.ts';
import { createAskModel, type ModelEndpoint, spareModel } from './ask-model.ts';
import { buildPrompt, type Prompt } from './build-prompt.ts';
import type { ModelCost } from './call-model.ts';
import { countWords } from '../../language/count-words.ts';
import { articlesIn } from '../extractive-summariser.ts';
import { createProbeModel, type ProbeModel } from './probe-model.ts';
import { createAskWitness } from './second-witness.ts';
import type { Summariser, SummaryRequest } from '../summariser.ts';
import { createTranslateSummary } from './translate-summary.ts';
import { summariserOf, type TextDesk } from '../text-desk.ts';

export type ModelSummariserParts = ModelEndpoint & {
  /** Answers where the model does not, and judges what it writes. */
  desk: TextDesk;
  shelf: AnswerShelf;
  /** The model that is asked about freely worded bullets; null asks none. */
  witness: ModelEndpoint | null;
};

/** With `probe`, which makes one real call of each endpoint, for whoever sets it up. */
export type ModelSummariser = Summariser & { probe: ProbeModel };

/**
 * Summaries by a model of any OpenAI-compatible endpoint. Each bullet passes the evidence check, or where it is freely worded
 * the second witness; what fails is asked for once more with the reason, then replaced by a sentence of the articles. Any
 * fault, a spent budget or an answer without a supported bullet gives the fallback's summary, which says why. Never throws but
 * for `fallback`'s own faults.
 */
export function createModelSummariser(parts: ModelSummariserParts): ModelSummariser {
  const { answer, translate, probe } = createQuestions(parts);
  const { model, log } = parts;
  const extractive = summariserOf(parts.desk);

  async function summarise(
    request: SummaryRequest,
    cost: ModelCost,
    signal: AbortSignal,
  ): Promise<SummaryOutcome | Missing> {
    const articles = articlesIn(request.articles, request.language);
    const answered = await answer(articles, request, cost, signal);
    if (answered === null) return NOTHING_TO_ASK;
    return (await compose(parts, request, articles, answered, { model, ...cost })) ?? NOT_BORNE_OUT;
  }

  /** In the articles' own language first, then from there. */
  async function summariseForeign(
    request: SummaryRequest,
    cost: ModelCost,
    signal: AbortSignal,
  ): Promise<SummaryOutcome | Missing> {
    const own = request.articles[0]?.language ?? request.language;
    const outcome = await summarise({ articles: request.articles, language: own }, cost, signal);
    if (outcome.kind !== 'summary') return outcome;
    const summary = await translate(outcome.summary, request.language, cost, signal);
    return summary ? { ...outcome, summary, usage: { model, ...cost } } : NOT_BORNE_OUT;
  }

  return {
    probe,

    async summarise(request, signal) {
      const cost: ModelCost = { tokensIn: 0, tokensOut: 0, costUsd: 0 };
      const isForeign =
        request.articles.length > 0 && articlesIn(request.articles, request.language).length === 0;
      let missing: Missing;
      try {
        const outcome = await (isForeign ? summariseForeign : summarise)(request, cost, signal);
        if (outcome.kind !== 'missing') return outcome;
        missing = outcome;
      } catch (error) {
        const fault = toFault(error);
        log.warn({ code: fault.code, model, error: fault.cause }, 'model summary failed');
        missing = missingFor(fault);
      }
      const outcome = degrade(await extractive.summarise(request, signal), missing, { model, ...cost });
      // What only a model can do is refused for want of one.
      return isForeign && outcome.kind === 'refused'
        ? { ...outcome, reason: `${outcome.reason} ${missing.reason ?? ''}`.trim() }
        : outcome;
    },
  };
}

/** All that a model is asked: for bullets, for a translation, as a second witness, and whether it is there. */
function createQuestions(parts: ModelSummariserParts) {
  const { clock, log, shelf, model, witness } = parts;
  const { check, writeHeadline } = parts.desk;
  const sparing = { failures: MODEL_TUNING.failuresBeforeRest, restMs: MODEL_TUNING.restMs, clock };
  const askEndpoint = createAskModel(parts);
  const ask = spareModel(askEndpoint, sparing);
  const askSecond = witness && createAskModel(witness, MODEL_TUNING.witnessTokens);
  const askWitness =
    witness && askSecond
      ? createAskWitness({ ask: spareModel(askSecond, sparing), shelf, model: witness.model, clock, log })
      : null;
  return {
    answer: createAnswerFitting(createAnswerPrompt({ ask, askWitness, check, shelf, model, clock })),
    translate: createTranslateSummary({ ask, askWitness, check, writeHeadline, shelf, model, clock }),
    probe: createProbeModel({ model, ask: askEndpoint, witness, askWitness: askSecond }),
  };
}

type Answered = { prompt: Prompt; judged: Judged };

/** Asks about as much of a report as the model's window takes, which is learnt; null where there is nothing to ask about. */
function createAnswerFitting(answer: AnswerPrompt) {
  let inputTokens: number = MODEL_TUNING.inputTokens;
  return async function fit(
    articles: readonly SourceArticle[],
    request: SummaryRequest,
    ...[cost, signal]: [ModelCost, AbortSignal]
  ): Promise<Answered | null> {
    const prompt = buildPrompt(articles, request, inputTokens);
    if (prompt.sentences.length === 0) return null;
    try {
      return { prompt, judged: await answer(prompt, cost, signal) };
    } catch (error) {
      const isTooLong = error instanceof AppError && error.code === 'summaries/prompt-too-long';
      if (!isTooLong || inputTokens / 2 < MODEL_TUNING.fewestInputTokens) throw error;
      inputTokens /= 2;
      return fit(articles, request, cost, signal);
    }
  };
}

/** Why there is no summary of the model's; no fault is its own where it was not asked. */
type Missing = { kind: 'missing'; reason: string | null; modelFault: SummaryOutcome['modelFault'] };

const NOTHING_TO_ASK: Missing = { kind: 'missing', reason: null, modelFault: undefined };
const NOT_BORNE_OUT: Missing = {
  kind: 'missing',
  reason: 'The articles did not bear out what the model wrote.',
  modelFault: 'unsupported',
};

function toFault(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(
    'summaries/model-fault',
    'The model summary failed on our side; the log has the details.',
    {
      cause: error,
    },
  );
}

/** What a filter declines, it declines again. */
const missingFor = ({ code, userMessage }: AppError): Missing => ({
  kind: 'missing',
  reason: userMessage,
  modelFault: code === 'summaries/text-declined' ? 'unsupported' : 'unavailable',
});

/** The summary with failed bullets replaced by the articles' own sentences, or null where nothing of the model's is left. */
async function compose(
  parts: ModelSummariserParts,
  { language }: SummaryRequest,
  articles: readonly SourceArticle[],
  { prompt, judged }: Answered,
  usage: ModelUsage,
): Promise<SummaryOutcome | null> {
  const good = judged.good.map(({ bullet }) => bullet);
  const missing = tuning.bullets - good.length;
  if (good.length === 0) return null;
  const texts = good.map(({ text }) => text);
  const { findBullets } = parts.desk;
  const replaced =
    missing === 0 ? [] : await findBullets({ articles, language, count: missing, besides: texts });
  const [one, two, three] = [...good, ...replaced];
  if (!one || !two || !three) return null;
  const bullets: ThreeBullets = [one, two, three];
  return {
    kind: 'summary',
    usage,
    summary: {
      language,
      headline: await headlineOf(judged.headline, { articles, prompt, bullets, language }, parts.desk),
      bullets,
      madeBy: { kind: 'model', model: parts.model, replacedBullets: replaced.length },
    },
  };
}

type Headed = {
  articles: readonly SourceArticle[];
  prompt: Prompt;
  bullets: ThreeBullets;
  language: string;
};

/** The model's headline where the articles bear it out and it is short enough. */
async function headlineOf(
  headline: string,
  { articles, prompt, bullets, language }: Headed,
  { check, writeHeadline }: TextDesk,
): Promise<string> {
  const text = headline.replace(/(?<!\b\p{L})[.。]+$/u, '');
  const words = countWords(text);
  const told = [
    ...articles.map((article) => article.title),
    ...prompt.sentences.map((sentence) => sentence.text),
  ];
  const fits = words >= tuning.fewestHeadlineWords && words <= tuning.mostHeadlineWords;
  const verdicts = fits ? await check(told.map((sentence) => ({ bullet: text, evidence: [sentence] }))) : [];
  if (verdicts.some(({ isSupported }) => isSupported)) return text;
  return writeHeadline({ articles, bullets: bullets.map((bullet) => bullet.text), language });
}

function degrade(
  outcome: SummaryOutcome,
  { reason, modelFault }: Missing,
  usage: ModelUsage,
): SummaryOutcome {
  if (reason === null) return outcome;
  const known = { ...(usage.tokensIn + usage.tokensOut > 0 && { usage }), modelFault };
  if (outcome.kind === 'refused') return { ...outcome, ...known };
  return {
    ...outcome,
    ...known,
    summary: { ...outcome.summary, madeBy: { kind: 'extractive', insteadOfModel: reason } },
  };
}
