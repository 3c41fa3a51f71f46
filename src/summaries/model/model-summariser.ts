import { MODEL_TUNING, SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import { AppError } from '../../errors.ts';
import type { ModelUsage, SourceArticle, SummaryOutcome, ThreeBullets } from '../../model/summary.ts';
import { type AnswerShelf, createAnswerPrompt, type Judged } from './answer-prompts.ts';
import { createAskModel, type ModelEndpoint } from './ask-model.ts';
import { buildPrompt, type Prompt } from './build-prompt.ts';
import type { TokenCount } from './call-model.ts';
import { checkSupport } from '../check/check-support.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { countWords } from '../../language/count-words.ts';
import { articlesIn, findBullets } from '../extractive-summariser.ts';
import { costOf, type ModelPrice } from './price-models.ts';
import { spareModel } from './spare-model.ts';
import type { Summariser, SummaryRequest } from '../summariser.ts';
import { createTranslateSummary } from './translate-summary.ts';
import { writeHeadline } from '../write-headline.ts';

export type ModelSummariserParts = ModelEndpoint & {
  /** Answers where the model does not. */
  fallback: Summariser;
  shelf: AnswerShelf;
  /** Null where the model's price is not known; then calls cost an unknown amount. */
  price: ModelPrice | null;
};

/**
 * Summaries by a model of any OpenAI-compatible endpoint. Each bullet passes the evidence check; what fails is asked for once
 * more with the reason, then replaced by a sentence of the articles. Any fault, a spent budget or an answer without a supported
 * bullet gives the fallback's summary, which says so. Never throws but for `fallback`'s own faults.
 */
export function createModelSummariser(parts: ModelSummariserParts): Summariser {
  const breaker = createCircuitBreaker({
    failures: MODEL_TUNING.failuresBeforeRest,
    restMs: MODEL_TUNING.restMs,
    clock: parts.clock,
  });
  const ask = spareModel(createAskModel(parts), breaker);
  const answer = createAnswerPrompt({ ...parts, ask });
  const translate = createTranslateSummary({ ...parts, ask });

  async function summarise(
    request: SummaryRequest,
    count: TokenCount,
    signal: AbortSignal,
  ): Promise<SummaryOutcome | Missing> {
    const articles = articlesIn(request.articles, request.language);
    const prompt = buildPrompt(articles, request);
    if (prompt.sentences.length === 0) return NOTHING_TO_ASK;
    const judged = await answer(prompt, count, signal);
    return compose(parts, request, articles, prompt, judged, usageOf(parts, count)) ?? NOT_BORNE_OUT;
  }

  /** In the articles' own language first, then from there. */
  async function summariseForeign(
    request: SummaryRequest,
    count: TokenCount,
    signal: AbortSignal,
  ): Promise<SummaryOutcome | Missing> {
    const own = request.articles[0]?.language ?? request.language;
    const outcome = await summarise({ articles: request.articles, language: own }, count, signal);
    if (outcome.kind !== 'summary') return outcome;
    const summary = await translate(outcome.summary, request.language, count, signal);
    return summary ? { ...outcome, summary, usage: usageOf(parts, count) } : NOT_BORNE_OUT;
  }

  return {
    async summarise(request, signal) {
      const count: TokenCount = { tokensIn: 0, tokensOut: 0 };
      const isForeign =
        request.articles.length > 0 && articlesIn(request.articles, request.language).length === 0;
      let missing: Missing;
      try {
        const outcome = await (isForeign ? summariseForeign : summarise)(request, count, signal);
        if (outcome.kind !== 'missing') return outcome;
        missing = outcome;
      } catch (error) {
        const { code, userMessage } = toFault(error);
        parts.log.warn({ code, model: parts.model }, 'model summary failed');
        missing = { kind: 'missing', reason: userMessage, modelFault: 'unavailable' };
      }
      return degrade(await parts.fallback.summarise(request, signal), missing, usageOf(parts, count));
    },
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
  return new AppError('summaries/model-fault', 'The model summary failed on our side.', { cause: error });
}

/** The summary with failed bullets replaced by the articles' own sentences, or null where nothing of the model's is left. */
function compose(
  parts: ModelSummariserParts,
  { language }: SummaryRequest,
  articles: readonly SourceArticle[],
  prompt: Prompt,
  judged: Judged,
  usage: ModelUsage,
): SummaryOutcome | null {
  const { good } = judged;
  const missing = tuning.bullets - good.length;
  if (good.length === 0) return null;
  const replaced =
    missing === 0
      ? []
      : findBullets(
          articles,
          language,
          missing,
          good.map((bullet) => bullet.text),
        );
  const [one, two, three] = [...good, ...replaced];
  if (!one || !two || !three) return null;
  const bullets: ThreeBullets = [one, two, three];
  return {
    kind: 'summary',
    usage,
    summary: {
      language,
      headline: headlineOf(judged.headline, articles, prompt, { bullets, language }),
      bullets,
      madeBy: { kind: 'model', model: parts.model, replacedBullets: replaced.length },
    },
  };
}

/** The model's headline where the articles bear it out and it is short enough. */
function headlineOf(
  headline: string,
  articles: readonly SourceArticle[],
  prompt: Prompt,
  { bullets, language }: { bullets: ThreeBullets; language: string },
): string {
  const text = headline.replace(/(?<!\b\p{L})[.。]+$/u, '');
  const words = countWords(text);
  const told = [
    ...articles.map((article) => article.title),
    ...prompt.sentences.map((sentence) => sentence.text),
  ];
  const isGood =
    words >= tuning.fewestHeadlineWords &&
    words <= tuning.mostHeadlineWords &&
    told.some((sentence) => checkSupport({ bullet: text, evidence: [sentence] }).isSupported);
  const texts = bullets.map((bullet) => bullet.text);
  return isGood ? text : writeHeadline(articles, texts, language);
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

function usageOf({ model, price }: ModelSummariserParts, count: TokenCount): ModelUsage {
  return { model, ...count, costUsd: costOf(price, count) };
}
