import type OpenAI from 'openai';
import { MODEL_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { Budget } from './budget.ts';
import { createCallModel, type Manner, type ModelMessage, RUNGS, type TokenCount } from './call-model.ts';
import { faultOf, isAboutParameters, isAboutTokenLimit } from './model-faults.ts';

export type ModelEndpoint = {
  /** Empty for local servers that ask for none. */
  apiKey: string;
  baseUrl: string | null;
  model: string;
  /** For one answer, with all its attempts. */
  timeoutMs: number;
  budget: Budget;
  clock: Clock;
  log: Logger;
};

/** Asks once and returns the answer's text. Adds to `count`. Throws AppError, never with a secret in it. */
export type AskModel = (
  question: { messages: readonly ModelMessage[]; schema: object },
  count: TokenCount,
  signal: AbortSignal,
) => Promise<string>;

/**
 * A client of an OpenAI-compatible endpoint. What the endpoint does not accept is learnt and not tried again: a JSON schema,
 * then JSON mode, then plain text; the name of the token limit. A model that spends its tokens on reasoning gets more.
 */
export function createAskModel(endpoint: ModelEndpoint): AskModel {
  const { model, timeoutMs, clock, log } = endpoint;
  const call = createCallModel(endpoint);
  const learnt: Manner = { rung: 0, limit: tuning.answerTokens, isOldLimitName: false };

  const climb = async (
    question: Parameters<AskModel>[0],
    count: TokenCount,
    signal: AbortSignal,
  ): Promise<string> => {
    const tried = { ...learnt };
    for (let attempt = 0; attempt < tuning.attempts; attempt += 1) {
      const manner = { ...tried };
      try {
        const text = answerIn(await call({ ...question, manner, signal }, count), manner.limit);
        if (text !== null) {
          // Only what led to an answer is remembered: a refusal may have had other reasons.
          Object.assign(learnt, manner);
          return text;
        }
        tried.limit = Math.min(manner.limit * 4, tuning.mostAnswerTokens);
      } catch (error) {
        if (isAboutTokenLimit(error) && !manner.isOldLimitName) tried.isOldLimitName = true;
        else if (isAboutParameters(error) && manner.rung < RUNGS.length - 1) tried.rung = manner.rung + 1;
        else throw error;
        log.info({ model, format: RUNGS[tried.rung] }, 'model endpoint does not accept a parameter');
      }
    }
    throw new AppError('summaries/model-silent', 'The model gave no answer.');
  };

  return async (question, count, signal) => {
    const timeOut = new AbortController();
    const done = new AbortController();
    void clock.sleep(timeoutMs, done.signal).then(() => timeOut.abort());
    try {
      return await climb(question, count, AbortSignal.any([signal, timeOut.signal]));
    } catch (error) {
      throw faultOf(error, timeOut.signal.aborted && !signal.aborted);
    } finally {
      done.abort();
    }
  };
}

/** The answer's text, or null where more tokens may bring one. */
function answerIn(completion: OpenAI.ChatCompletion, limit: number): string | null {
  const choice = completion.choices?.[0];
  const text = choice?.message?.content ?? '';
  const isCutOff = choice?.finish_reason === 'length';
  if (text.trim() !== '' && (!isCutOff || /\}\s*$/u.test(text))) return text;
  if (!isCutOff) throw new AppError('summaries/model-silent', 'The model gave no answer.');
  if (limit >= tuning.mostAnswerTokens)
    throw new AppError('summaries/model-cut-off', 'The model used up its tokens before it answered.');
  return null;
}
