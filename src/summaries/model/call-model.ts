import OpenAI from 'openai';
import { MODEL_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { Budget } from './budget.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { isWithoutCost } from './model-faults.ts';

export type ModelMessage = { role: 'system' | 'user' | 'assistant'; content: string };
/** Tokens of all calls for one answer, told also when the answer is a fault. */
export type TokenCount = { tokensIn: number; tokensOut: number };
/** How an endpoint wants to be asked: `rung` is a place in `RUNGS`, `limit` the most tokens of an answer. */
export type Manner = { rung: number; limit: number; isOldLimitName: boolean };
/** One request. Adds to `count`; throws what the SDK throws, and AppError `summaries/budget-spent`. */
export type CallModel = (
  request: { messages: readonly ModelMessage[]; schema: object; manner: Manner; signal: AbortSignal },
  count: TokenCount,
) => Promise<OpenAI.ChatCompletion>;

export const RUNGS = ['json_schema', 'json_object', 'text'] as const;

type Endpoint = {
  apiKey: string;
  baseUrl: string | null;
  model: string;
  timeoutMs: number;
  budget: Budget;
};

/** Requests to an endpoint, each counted before it is made, and not counted where the server is known to have done nothing for it. */
export function createCallModel({ apiKey, baseUrl, model, timeoutMs, budget }: Endpoint): CallModel {
  const client = new OpenAI({
    apiKey: apiKey === '' ? 'none' : apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    maxRetries: tuning.retries,
    timeout: timeoutMs,
    logLevel: 'off',
  });
  return async ({ messages, schema, manner, signal }, count) => {
    const asked = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
    const open = await budget.begin({ tokensIn: asked, tokensOut: manner.limit });
    try {
      const completion = await client.chat.completions.create(
        {
          model,
          messages: [...messages],
          stream: false,
          ...formatOf(manner.rung, schema),
          ...limitOf(manner),
        },
        { signal },
      );
      const used = tokensOf(completion, asked);
      count.tokensIn += used.tokensIn;
      count.tokensOut += used.tokensOut;
      await open.settle(used);
      return completion;
    } catch (error) {
      if (isWithoutCost(error)) await open.takeBack();
      throw error;
    }
  };
}

/** As the server says; some say nothing. */
function tokensOf(completion: OpenAI.ChatCompletion, asked: number): TokenCount {
  return {
    tokensIn: completion.usage?.prompt_tokens ?? asked,
    tokensOut:
      completion.usage?.completion_tokens ?? estimateTokens(completion.choices?.[0]?.message?.content ?? ''),
  };
}

function formatOf(
  rung: number,
  schema: object,
): { response_format?: OpenAI.ChatCompletionCreateParams['response_format'] } {
  if (rung === 0)
    return {
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'summary', strict: true, schema: { ...schema } },
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
