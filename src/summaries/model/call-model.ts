import OpenAI, { APIUserAbortError } from 'openai';
import { MODEL_TUNING as tuning } from '../../../config/model-tuning.ts';
import { AppError } from '../../errors.ts';
import { isUnspaced } from '../../language/split-sentences.ts';
import type { Budget } from './budget.ts';
import { isWithoutCost, toServerFault } from './model-faults.ts';
import { type Completion, readCompletion } from './read-completion.ts';

export type ModelMessage = { role: 'system' | 'user' | 'assistant'; content: string };
/** What all calls for one answer took, told also when the answer is a fault; no cost is known without a price. */
export type ModelCost = { tokensIn: number; tokensOut: number; costUsd: number | null };
/** How an endpoint wants to be asked. */
export type Manner = {
  /** A place in `RUNGS`. */
  rung: number;
  /** The most tokens of an answer. */
  limit: number;
  isOldLimitName: boolean;
  isStreamed: boolean;
  /** Instructions stand in the first message of the user. */
  hasNoSystem: boolean;
};
type Request = {
  messages: readonly ModelMessage[];
  /** Null where plain text is asked for. */
  schema: object | null;
  manner: Manner;
  signal: AbortSignal;
};
/** One request. Adds to `cost`; throws ServerFault, what the SDK throws, and AppError `summaries/budget-spent`. */
export type CallModel = (request: Request, cost: ModelCost) => Promise<Completion>;

export const RUNGS = ['json_schema', 'json_object', 'text'] as const;
const FAULT_CHARACTERS = 16_000;

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
    fetch: async (...request) => keepFault(await fetch(...request)),
  });

  async function ask({ messages, schema, manner, signal }: Request): Promise<Completion> {
    const body: OpenAI.ChatCompletionCreateParams = {
      model,
      messages: manner.hasNoSystem ? withoutSystem(messages) : [...messages],
      stream: manner.isStreamed,
      ...formatOf(manner.rung, schema),
      ...(manner.isOldLimitName ? { max_tokens: manner.limit } : { max_completion_tokens: manner.limit }),
    };
    try {
      const response = await client.chat.completions.create(body, { signal }).asResponse();
      return readCompletion(await readBody(response, signal));
    } catch (error) {
      throw toServerFault(error);
    }
  }

  return async (request, cost) => {
    const asked = request.messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
    const open = await budget.begin({ tokensIn: asked, tokensOut: request.manner.limit });
    try {
      const completion = await ask(request);
      const used = {
        tokensIn: completion.tokensIn ?? asked,
        tokensOut: completion.tokensOut ?? estimateTokens(completion.text, completion.characters),
      };
      const costUsd = await open.settle(used);
      cost.tokensIn += used.tokensIn;
      cost.tokensOut += used.tokensOut;
      cost.costUsd = costUsd === null || cost.costUsd === null ? null : cost.costUsd + costUsd;
      return completion;
    } catch (error) {
      if (isWithoutCost(error)) await open.takeBack();
      throw error;
    }
  };
}

/** About four characters a token; one where words are not spaced. */
export function estimateTokens(text: string, characters = text.length): number {
  return Math.ceil(characters / (isUnspaced(text) ? 1 : 4));
}

/**
 * The SDK reads of a fault only what stands under `error`, where half of the servers put it elsewhere; and it repeats a call
 * that failed with 500, which for most of them means a schema that they cannot take.
 */
async function keepFault(response: Response): Promise<Response> {
  if (response.ok) return response;
  const told = (await response.text().catch(() => '')).slice(0, FAULT_CHARACTERS);
  const headers = new Headers({ 'content-type': 'application/json' });
  for (const name of ['retry-after', 'retry-after-ms', 'x-should-retry']) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (response.status === 500 || response.status === 501) headers.set('x-should-retry', 'false');
  return new Response(JSON.stringify({ error: faultIn(told) }), { status: response.status, headers });
}

function faultIn(told: string): unknown {
  try {
    const body: unknown = JSON.parse(told);
    // Google wraps its faults in a list.
    const [first]: unknown[] = Array.isArray(body) ? body : [body];
    const error = typeof first === 'object' && first !== null && 'error' in first ? first.error : null;
    return typeof error === 'object' && error !== null ? error : { message: told };
  } catch {
    return { message: told };
  }
}

async function readBody(response: Response, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let body = '';
  try {
    for await (const chunk of response.body ?? []) {
      body += decoder.decode(chunk as Uint8Array, { stream: true });
      if (body.length > tuning.mostBodyCharacters) break;
    }
  } catch (error) {
    if (signal.aborted) throw new APIUserAbortError();
    throw new AppError('summaries/model-broke-off', "The model's server broke off its answer.", {
      cause: error,
    });
  }
  return body;
}

/** For models whose templates know no instructions of a system; their turns must alternate. */
function withoutSystem(messages: readonly ModelMessage[]): ModelMessage[] {
  const instructions = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const [first, ...rest] = messages.filter(({ role }) => role !== 'system');
  return first ? [{ ...first, content: [...instructions, first.content].join('\n\n') }, ...rest] : [];
}

function formatOf(
  rung: number,
  schema: object | null,
): Pick<OpenAI.ChatCompletionCreateParams, 'response_format'> {
  if (rung === 0 && schema)
    return {
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', strict: true, schema: { ...schema } },
      },
    };
  return rung === 1 && schema ? { response_format: { type: 'json_object' } } : {};
}
