import OpenAI from 'openai';
import { MODEL_TUNING as tuning } from '../../config/summaries-tuning.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { faultOf, isAboutParameters, isAboutTokenLimit } from './model-faults.ts';

export type ModelMessage = { role: 'system' | 'user' | 'assistant'; content: string };
export type ModelEndpoint = {
  /** Empty for local servers that ask for none. */
  apiKey: string;
  baseUrl: string | null;
  model: string;
  /** For one answer, with all its attempts. */
  timeoutMs: number;
  clock: Clock;
  log: Logger;
};
/** Tokens of all attempts, told also when the answer is a fault. */
export type TokenCount = { tokensIn: number; tokensOut: number };

/** Asks once and returns the answer's text. Adds to `count`. Throws AppError, never with a secret in it. */
export type AskModel = (
  messages: readonly ModelMessage[],
  count: TokenCount,
  signal: AbortSignal,
) => Promise<string>;

/** How an endpoint wants to be asked. */
type Manner = { rung: number; limit: number; isOldLimitName: boolean };

const RUNGS = ['json_schema', 'json_object', 'text'] as const;
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['headline', 'bullets'],
  properties: {
    headline: { type: 'string' },
    bullets: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['text', 'sentence'],
        properties: { text: { type: 'string' }, sentence: { type: 'integer' } },
      },
    },
  },
} as const;

/**
 * A client of an OpenAI-compatible endpoint. What the endpoint does not accept is learnt and not tried again: a JSON schema,
 * then JSON mode, then plain text; the name of the token limit. A model that spends its tokens on reasoning gets more.
 */
export function createAskModel(endpoint: ModelEndpoint): AskModel {
  const { apiKey, baseUrl, model, timeoutMs, clock, log } = endpoint;
  const client = new OpenAI({
    apiKey: apiKey === '' ? 'none' : apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    maxRetries: tuning.retries,
    timeout: timeoutMs,
    logLevel: 'off',
  });
  const learnt: Manner = { rung: 0, limit: tuning.answerTokens, isOldLimitName: false };

  const call = async (
    messages: readonly ModelMessage[],
    count: TokenCount,
    signal: AbortSignal,
  ): Promise<string> => {
    const tried = { ...learnt };
    for (let attempt = 0; attempt < tuning.attempts; attempt += 1) {
      const manner = { ...tried };
      try {
        const completion = await client.chat.completions.create(
          { model, messages: [...messages], stream: false, ...formatOf(manner.rung), ...limitOf(manner) },
          { signal },
        );
        count.tokensIn += completion.usage?.prompt_tokens ?? 0;
        count.tokensOut += completion.usage?.completion_tokens ?? 0;
        const text = answerIn(completion, manner.limit);
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

  return async (messages, count, signal) => {
    const timeOut = new AbortController();
    const done = new AbortController();
    void clock.sleep(timeoutMs, done.signal).then(() => timeOut.abort());
    try {
      return await call(messages, count, AbortSignal.any([signal, timeOut.signal]));
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

function formatOf(rung: number): { response_format?: OpenAI.ChatCompletionCreateParams['response_format'] } {
  if (rung === 0)
    return {
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'summary', strict: true, schema: SCHEMA },
      },
    };
  return rung === 1 ? { response_format: { type: 'json_object' } } : {};
}

function limitOf({
  limit,
  isOldLimitName,
}: Manner): { max_tokens: number } | { max_completion_tokens: number } {
  return isOldLimitName ? { max_tokens: limit } : { max_completion_tokens: limit };
}
