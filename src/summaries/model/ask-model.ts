import { MODEL_TUNING as tuning } from '../../../config/model-tuning.ts';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { Budget } from './budget.ts';
import { createCallModel, type Manner, type ModelCost, type ModelMessage, RUNGS } from './call-model.ts';
import { findWholeObject } from './find-json.ts';
import {
  faultOf,
  type Hindrance,
  hindranceOf,
  isAboutWindow,
  limitIn,
  promptTooLong,
  ServerFault,
} from './model-faults.ts';
import type { Completion } from './read-completion.ts';

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

export type ModelQuestion = {
  messages: readonly ModelMessage[];
  /** What is asked for, as a JSON schema of an object with these members; null asks for plain text. */
  schema: { required: readonly string[] } | null;
};

/** Asks once and returns the answer's text. Adds to `cost`. Throws AppError, never with a secret in it. */
export type AskModel = (question: ModelQuestion, cost: ModelCost, signal: AbortSignal) => Promise<string>;

/** What to do next: take this text, or ask in another manner, or give up. */
type Verdict = { text: string } | { next: Manner } | { fault: AppError };

/**
 * A client of an OpenAI-compatible endpoint. What it does not accept is learnt and not tried again: a JSON schema, then JSON
 * mode, then plain text; the name and size of the token limit; an answer in one piece; instructions of a system. A model that
 * spends its tokens on reasoning gets more. `answerTokens` are what an answer takes.
 */
export function createAskModel(
  endpoint: ModelEndpoint,
  answerTokens: number = tuning.answerTokens,
): AskModel {
  const { model, clock, log } = endpoint;
  const call = createCallModel(endpoint);
  const learnt = {
    manner: {
      rung: 0,
      limit: answerTokens,
      isOldLimitName: false,
      isStreamed: false,
      hasNoSystem: false,
    } satisfies Manner as Manner,
    /** The most tokens that the endpoint lets anybody ask for. */
    mostTokens: tuning.mostAnswerTokens as number,
  };

  const climb = async (question: ModelQuestion, cost: ModelCost, signal: AbortSignal): Promise<string> => {
    let { manner } = learnt;
    let mostTokens = learnt.mostTokens;
    let isPatient = true;
    const tried = new Set<string>();
    for (let attempt = 0; attempt < tuning.attempts; attempt += 1) {
      tried.add(JSON.stringify(manner));
      try {
        const verdict = judge(await call({ ...question, manner, signal }, cost), question, manner, {
          mostTokens,
          tried,
        });
        if ('fault' in verdict) throw verdict.fault;
        if ('text' in verdict) {
          // Only what led to an answer is remembered: a refusal may have had other reasons.
          Object.assign(learnt, { manner, mostTokens });
          return verdict.text;
        }
        manner = verdict.next;
      } catch (error) {
        if (!(error instanceof ServerFault)) throw error;
        if (isPatient && isPassing(error)) {
          isPatient = false;
          await clock.sleep(error.retryAfterMs || tuning.busyWaitMs, signal);
          continue;
        }
        const next = plainer(error, manner, tried);
        if (next === null) throw error;
        if (next.limit < manner.limit) mostTokens = next.limit;
        manner = next;
        log.info({ model, manner, status: error.status }, 'model endpoint does not accept a parameter');
      }
    }
    throw silent();
  };

  return (question, cost, signal) => withinTime(endpoint, signal, (within) => climb(question, cost, within));
}

/** The same, cut short after the endpoint's time-out, with any fault as one for people. */
async function withinTime(
  { timeoutMs, clock }: ModelEndpoint,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<string>,
): Promise<string> {
  const timeOut = new AbortController();
  const done = new AbortController();
  void clock.sleep(timeoutMs, done.signal).then(() => timeOut.abort());
  try {
    return await work(AbortSignal.any([signal, timeOut.signal]));
  } catch (error) {
    throw faultOf(error, timeOut.signal.aborted && !signal.aborted);
  } finally {
    done.abort();
  }
}

/** Faults that say nothing about the endpoint: ours, or of this one text. */
const NOT_THE_ENDPOINT = new Set([
  'summaries/interrupted',
  'summaries/budget-spent',
  'summaries/text-declined',
  'summaries/prompt-too-long',
  'summaries/model-cut-off',
  'summaries/model-fault',
]);

type Sparing = { failures: number; restMs: number; clock: Clock };

/**
 * The same, but an endpoint that fails is spared: after `failures` faults in a row nothing is asked for `restMs`, then one
 * trial is let through. Throws AppError `summaries/model-resting` in that time, with the reason of the last fault.
 */
export function spareModel(ask: AskModel, { failures, restMs, clock }: Sparing): AskModel {
  let inARow = 0;
  let openUntil = 0;
  let lastFault = '';

  function note({ userMessage, retryAfterMs = 0 }: AppError): void {
    inARow += 1;
    lastFault = userMessage;
    const restsMs = inARow >= failures ? Math.max(restMs, retryAfterMs) : retryAfterMs;
    if (restsMs > 0) openUntil = Math.max(openUntil, clock.now() + restsMs);
  }

  return async (...question) => {
    if (clock.now() < openUntil)
      throw new AppError('summaries/model-resting', `The model is left alone for a while. ${lastFault}`);
    try {
      const answer = await ask(...question);
      inARow = 0;
      openUntil = 0;
      return answer;
    } catch (error) {
      if (error instanceof AppError && !NOT_THE_ENDPOINT.has(error.code)) note(error);
      throw error;
    }
  };
}

const silent = () => new AppError('summaries/model-silent', 'The model gave no answer.');

/** What came with status 200. */
function judge(
  completion: Completion,
  { schema }: ModelQuestion,
  manner: Manner,
  known: Parameters<typeof afterCutOff>[2],
): Verdict {
  const { text, elsewhere, isCutOff, isDeclined } = completion;
  if (isDeclined) return { fault: new AppError('summaries/text-declined', 'The model declined this text.') };
  const isWhole = (told: string) => schema === null || hasObject(told, schema.required);
  if (
    text !== '' &&
    (!isCutOff || isWhole(text)) &&
    (schema === null || isWhole(text) || elsewhere.length === 0)
  )
    return { text };
  const stray = schema && elsewhere.find(isWhole);
  if (stray) return { text: stray };
  if (isCutOff) return afterCutOff(completion, manner, known);
  if (text !== '') return { text };
  return manner.rung < RUNGS.length - 1 && schema
    ? { next: { ...manner, rung: manner.rung + 1 } }
    : { fault: silent() };
}

/** More tokens where they were used up; where they were not, the limit was not heard, or the window is full. */
function afterCutOff(
  completion: Completion,
  manner: Manner,
  { mostTokens, tried }: { mostTokens: number; tried: ReadonlySet<string> },
): Verdict {
  const used = completion.tokensOut ?? completion.characters / 4;
  const isUnheard = used < manner.limit / 2;
  const limit = Math.min(manner.limit * 4, mostTokens);
  const ways = [
    ...(isUnheard
      ? [
          { ...manner, limit, isOldLimitName: true },
          { ...manner, isOldLimitName: false },
        ]
      : []),
    ...(limit > manner.limit ? [{ ...manner, limit }] : []),
  ];
  const next = firstUntried(ways, tried);
  if (next) return { next };
  if (completion.text !== '') return { text: completion.text };
  if (isUnheard) return { fault: promptTooLong() };
  return {
    fault: new AppError('summaries/model-cut-off', 'The model used up its tokens before it answered.'),
  };
}

const firstUntried = (ways: readonly Manner[], tried: ReadonlySet<string>): Manner | null =>
  ways.find((way) => !tried.has(JSON.stringify(way))) ?? null;

function hasObject(text: string, members: readonly string[]): boolean {
  const main = members.at(-1) ?? '';
  return (
    findWholeObject(text, (value) =>
      typeof value === 'object' && value !== null && main in value ? true : null,
    ) !== null
  );
}

/** What is over in a moment, where the SDK has not waited for it already. */
const isPassing = ({ status, isInBody, retryAfterMs }: ServerFault) =>
  isInBody &&
  retryAfterMs <= tuning.mostBusyWaitMs &&
  (status === 408 || status === 429 || status === 502 || status === 503 || status === 504 || status === 529);

/** The manner in which a server that refused may take the request, or null where none is left. */
function plainer(fault: ServerFault, manner: Manner, tried: ReadonlySet<string>): Manner | null {
  const hindrance = hindranceOf(fault);
  if (hindrance === null) return null;
  const lastRung = { ...manner, rung: Math.min(manner.rung + 1, RUNGS.length - 1) };
  const ways: Readonly<Record<Hindrance, readonly Manner[]>> = {
    stream: [{ ...manner, isStreamed: true }, lastRung],
    'limit-name': [{ ...manner, isOldLimitName: !manner.isOldLimitName }, lastRung],
    limit: [{ ...manner, limit: lowerLimit(fault, manner.limit) }],
    system: [{ ...manner, hasNoSystem: true }, lastRung],
    // Some say no more than "bad request".
    format: [lastRung, { ...manner, isOldLimitName: true }, { ...manner, hasNoSystem: true }],
  };
  // A server that fails is asked more plainly, not in every way there is.
  const open = fault.status === 400 || fault.status === 422 ? ways[hindrance] : ways[hindrance].slice(0, 1);
  const next = firstUntried(open, tried);
  if (next === null && isAboutWindow(fault)) throw promptTooLong();
  return next;
}

function lowerLimit(fault: ServerFault, limit: number): number {
  return limitIn(fault, limit) ?? Math.max(Math.floor(limit / 2), Math.min(limit, tuning.fewestAnswerTokens));
}
