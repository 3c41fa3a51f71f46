import { MODEL_TUNING, SUMMARY_TUNING as tuning } from '../../config/summaries-tuning.ts';
import { AppError } from '../errors.ts';
import type { Bullet, ModelUsage, SourceArticle, SummaryOutcome, ThreeBullets } from '../model/summary.ts';
import {
  createAskModel,
  type AskModel,
  type ModelEndpoint,
  type ModelMessage,
  type TokenCount,
} from './ask-model.ts';
import type { Budget } from './budget.ts';
import { buildPrompt, type Prompt } from './build-prompt.ts';
import { checkSupport } from './check-support.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { countWords } from './count-words.ts';
import { articlesIn, findBullets } from './extractive-summariser.ts';
import { judgeAnswer, type Judgement } from './judge-answer.ts';
import { costOf, type ModelPrice } from './price-models.ts';
import { type ModelAnswer, readAnswer } from './read-answer.ts';
import type { Summariser, SummaryRequest } from './summariser.ts';
import { writeHeadline } from './write-headline.ts';

export type ModelSummariserParts = ModelEndpoint & {
  /** Answers where the model does not. */
  fallback: Summariser;
  budget: Budget;
  /** Null where the model's price is not known; then calls cost an unknown amount. */
  price: ModelPrice | null;
};

/**
 * Summaries by a model of any OpenAI-compatible endpoint. Each bullet passes the evidence check; what fails is asked for once
 * more with the reason, then replaced by a sentence of the articles. Any fault, a spent budget or an answer without a supported
 * bullet gives the fallback's summary, which says so. Never throws but for `fallback`'s own faults.
 */
export function createModelSummariser(parts: ModelSummariserParts): Summariser {
  const ask = createAskModel(parts);
  const breaker = createCircuitBreaker({
    failures: MODEL_TUNING.failuresBeforeRest,
    restMs: MODEL_TUNING.restMs,
    clock: parts.clock,
  });

  return {
    async summarise(request, signal) {
      const articles = articlesIn(request.articles, request.language);
      const count: TokenCount = { tokensIn: 0, tokensOut: 0 };
      const instead = async (reason: string) =>
        degrade(await parts.fallback.summarise(request, signal), reason, usageOf(parts, count));
      const prompt = buildPrompt(articles, request.language);
      if (prompt.sentences.length === 0) return parts.fallback.summarise(request, signal);
      if (breaker.isOpen()) return instead('The model failed several times; it is left alone for a while.');
      try {
        const admission = await parts.budget.admit(estimateUsd(parts.price, prompt));
        if (admission.kind === 'spent') return await instead("The day's budget for the model is spent.");
        const judged = await askAndRepair(ask, prompt, count, signal).finally(admission.close);
        breaker.succeeded();
        return (
          compose(parts, request, articles, prompt, judged, usageOf(parts, count)) ??
          (await instead('The articles did not bear out what the model wrote.'))
        );
      } catch (error) {
        const fault =
          error instanceof AppError
            ? error
            : new AppError('summaries/model-fault', 'The model summary failed on our side.', {
                cause: error,
              });
        if (fault.code !== 'summaries/interrupted') breaker.failed(fault.retryAfterMs);
        parts.log.warn({ code: fault.code, model: parts.model }, 'model summary failed');
        return await instead(fault.userMessage);
      }
    },
  };
}

type Judged = Judgement & { headline: string };

/** One question, and where bullets fail one more that says why. */
async function askAndRepair(
  ask: AskModel,
  prompt: Prompt,
  count: TokenCount,
  signal: AbortSignal,
): Promise<Judged> {
  const first = await ask(prompt.messages, count, signal);
  const answer = readAnswer(first);
  const judged = judge(answer, prompt);
  if (judged.good.length === tuning.bullets) return judged;
  const messages: ModelMessage[] = [
    ...prompt.messages,
    { role: 'assistant', content: first.slice(0, MODEL_TUNING.repeatedCharacters) },
    { role: 'user', content: repairRequest(answer, judged) },
  ];
  try {
    const second = judge(readAnswer(await ask(messages, count, signal)), prompt);
    return second.good.length >= judged.good.length
      ? { ...second, headline: second.headline || judged.headline }
      : judged;
  } catch (error) {
    // What the first answer had right is kept though the second failed.
    if (judged.good.length === 0) throw error;
    return judged;
  }
}

function judge(answer: ModelAnswer | null, prompt: Prompt): Judged {
  if (answer === null) return { good: [], faults: [], headline: '' };
  return { ...judgeAnswer(answer, prompt.sentences), headline: answer.headline };
}

function repairRequest(answer: ModelAnswer | null, { good, faults }: Judgement): string {
  if (answer === null) return 'That was not the JSON asked for. Answer with the JSON only.';
  const reasons = faults.map(({ place, reason }) => `Bullet ${place}: ${reason}`);
  const missing =
    good.length + faults.length < tuning.bullets ? ['There must be exactly three bullets.'] : [];
  return `These cannot be used:\n${[...reasons, ...missing].join('\n')}\nWrite all three bullets again, each saying only what its sentence says. Answer with the JSON only.`;
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
      headline: headlineOf(judged.headline, articles, prompt, one),
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
  first: Bullet,
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
  return isGood ? text : writeHeadline(articles, first.text);
}

function degrade(outcome: SummaryOutcome, reason: string, usage: ModelUsage): SummaryOutcome {
  const used = usage.tokensIn + usage.tokensOut > 0 ? { usage } : {};
  if (outcome.kind === 'refused') return { ...outcome, ...used };
  return {
    ...outcome,
    ...used,
    summary: { ...outcome.summary, madeBy: { kind: 'extractive', insteadOfModel: reason } },
  };
}

function usageOf({ model, price }: ModelSummariserParts, { tokensIn, tokensOut }: TokenCount): ModelUsage {
  return { model, tokensIn, tokensOut, costUsd: costOf(price, tokensIn, tokensOut) };
}

function estimateUsd(price: ModelPrice | null, prompt: Prompt): number {
  return costOf(price, prompt.estimatedTokens, MODEL_TUNING.answerTokens) ?? 0;
}
