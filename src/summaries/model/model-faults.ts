import { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { MODEL_TUNING as tuning } from '../../../config/model-tuning.ts';
import { AppError } from '../../errors.ts';

type Told = {
  /** Undefined where there was no answer. */
  status: number | undefined;
  code: string;
  param?: string;
  message: string;
  retryAfterMs?: number;
  isInBody?: boolean;
};

/** What a server told of a call that failed, by status or in the body of an answer. Its message is read, and never shown or logged: servers repeat keys and prompts in them. */
export class ServerFault extends Error {
  readonly status: number | undefined;
  readonly code: string;
  /** Private, so that no log writes it out. */
  readonly #words: string;
  readonly retryAfterMs: number;
  /** Told in the body of an answer with status 200, where no client repeats the call by itself. */
  readonly isInBody: boolean;

  constructor({ status, code, param = '', message, retryAfterMs = 0, isInBody = false }: Told) {
    super(`status ${status ?? 'none'}, code ${code.slice(0, 60) || 'none'}`);
    this.status = status;
    this.code = code.slice(0, 60);
    this.#words = `${param} ${code} ${message}`.slice(0, 2_000).toLowerCase();
    this.retryAfterMs = retryAfterMs;
    this.isInBody = isInBody;
  }

  /** Parameter, code and message in lower case, to be searched. */
  get words(): string {
    return this.#words;
  }

  /** From an error as servers write it: a sentence, `{message, code}`, or something of their own. A code in numbers goes before the status. */
  static read(status: number | undefined, error: unknown, headers?: Headers): ServerFault {
    const fields =
      typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>) : {};
    const { code, type, param, message, status: own } = fields;
    const told = typeof message === 'string' ? message : JSON.stringify(message ?? error ?? '');
    const named = [code, own].map(Number).find((number) => number >= 400 && number < 600);
    return new ServerFault({
      status: status === 200 ? (named ?? statusIn(told) ?? 500) : status,
      code: [code, type].filter((one) => typeof one === 'string').join(' '),
      param: typeof param === 'string' ? param : '',
      message: `${told} ${JSON.stringify(fields['innererror'] ?? fields['metadata'] ?? '')}`,
      isInBody: status === 200,
      retryAfterMs: waitIn(
        headers,
        `${told} ${JSON.stringify(fields['metadata'] ?? fields['details'] ?? '')}`,
      ),
    });
  }
}

/** What a sentence without a number speaks of. */
function statusIn(message: string): number | undefined {
  if (/credit|balance|quota|billing|payment/iu.test(message)) return 402;
  if (/rate.?limit|too many requests|overload|\bbusy\b|capacity/iu.test(message)) return 429;
  if (/api.?key|unauthori[sz]ed|authenticat/iu.test(message)) return 401;
  if (/model\b.{0,80}\bnot (?:found|exist)|no such model/iu.test(message)) return 404;
  return undefined;
}

/** How long to wait: of the head, or what the message says ("try again in 7.6s", `retryDelay: "34s"`). */
function waitIn(headers: Headers | undefined, message: string): number {
  const ofHead = Number(headers?.get('retry-after') ?? Number.NaN);
  const said =
    /(?:again in|retry.{0,12}?(?:after|in|delay)\\?"?:?)\s*\\?"?(\d{1,5}(?:\.\d+)?)\s*(ms|s|m)?\b/iu.exec(
      message.slice(0, 2_000),
    );
  const unit = { ms: 0.001, m: 60 }[said?.[2] ?? ''] ?? 1;
  const seconds = ofHead > 0 ? ofHead : Number(said?.[1] ?? 0) * unit;
  return Number.isFinite(seconds) ? Math.ceil(Math.min(seconds, 3_600) * 1_000) : 0;
}

/** What the SDK or the reading of an answer threw, as what it says of the server; other faults stay as they are. */
export function toServerFault(error: unknown): unknown {
  if (!(error instanceof APIError) || error instanceof APIUserAbortError) return error;
  if (error instanceof APIConnectionTimeoutError) return error;
  const status = error.status as number | undefined;
  if (status === undefined) return new ServerFault({ status, code: connectionCodeOf(error), message: '' });
  return ServerFault.read(status, error.error, error.headers ?? undefined);
}

/** `ECONNREFUSED` and the like, which the SDK and fetch wrap up. */
function connectionCodeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return '';
}

/**
 * What went wrong with a model call, as a fault whose sentence may be shown. Its cause keeps status and code only. What is
 * neither the server's nor the network's is ours, and said to be.
 */
export function faultOf(error: unknown, isTimeOut: boolean): AppError {
  if (error instanceof AppError) return error;
  if (isTimeOut || error instanceof APIConnectionTimeoutError)
    return new AppError('summaries/model-timeout', 'The model did not answer in time.');
  if (error instanceof APIUserAbortError)
    return new AppError('summaries/interrupted', 'The call to the model was interrupted.');
  if (!(error instanceof ServerFault))
    return new AppError(
      'summaries/model-fault',
      'Asking the model failed on our side; the log has the details.',
      {
        cause: error,
      },
    );
  if (isAboutWindow(error)) return promptTooLong();
  const [code, sentence, retryAfterMs = 0] = tell(error);
  return new AppError(code, sentence, { cause: error, retryAfterMs });
}

function tell(fault: ServerFault): [code: string, sentence: string, retryAfterMs?: number] {
  const { status, words, retryAfterMs } = fault;
  if (fault.code === 'no-model')
    return [
      'summaries/no-model',
      'What answers is no model: check OPENAI_BASE_URL, which for most servers ends in /v1.',
    ];
  if (isAboutContent(fault))
    return ['summaries/text-declined', "The model's content filter declined this text."];
  if (status === undefined)
    return [
      'summaries/model-unreachable',
      'The model could not be reached: check OPENAI_BASE_URL and the network.',
    ];
  if (status === 402 || /insufficient.?(?:quota|balance|credit|fund)/u.test(words))
    return [
      'summaries/no-credit',
      'The account at the model has no credit left: add credit there, or another OPENAI_API_KEY.',
      tuning.noCreditRestMs,
    ];
  if (status === 429)
    return ['summaries/model-busy', 'The model is over its rate limit.', retryAfterMs || tuning.busyRestMs];
  if (status === 401)
    return ['summaries/model-refused-key', 'The model refused the key: check OPENAI_API_KEY.'];
  if (status === 403)
    return [
      'summaries/model-refused-key',
      'The model refused access: check what OPENAI_API_KEY may use, and from where.',
    ];
  if (status === 404)
    return ['summaries/no-such-model', 'The model was not found: check OPENAI_MODEL and OPENAI_BASE_URL.'];
  if (status >= 500)
    return ['summaries/model-failed', `The model's server failed (status ${status}).`, retryAfterMs];
  return ['summaries/model-bad-request', `The model did not accept the request (status ${status}).`];
}

export const promptTooLong = (): AppError =>
  new AppError('summaries/prompt-too-long', "The report does not fit into the model's window.");

/** Whether a filter declined this text; that says nothing of the next one. */
export function isAboutContent({ status, words }: ServerFault): boolean {
  return (
    (status === 400 || status === 403 || status === 422 || status === 451) &&
    /content.?(?:filter|policy|management)|responsible.?ai|data.?inspection|moderation|flagged|prohibited.?content|inappropriate content|unsafe|(?<!case.)sensitive/u.test(
      words,
    )
  );
}

const SIZE =
  /too (?:large|big|high|long|many)|at most|maximum|exceed|less than|smaller|larger|greater|<=|\brange\b|up to|only \d|overflow/u;
const isRefusal = ({ status }: ServerFault) =>
  status === 400 || status === 413 || status === 415 || status === 422 || status === 500 || status === 501;

/** Whether it is the prompt that is too long. */
export function isAboutWindow(fault: ServerFault): boolean {
  return (
    fault.status === 413 ||
    (isRefusal(fault) &&
      /context|prompt|input|window/u.test(fault.words) &&
      /token|length|size|context/u.test(fault.words) &&
      SIZE.test(fault.words))
  );
}

export type Hindrance = 'stream' | 'limit-name' | 'limit' | 'system' | 'format';

/** Why a plainer request may pass, or null where none would. */
export function hindranceOf(fault: ServerFault): Hindrance | null {
  const { status, words } = fault;
  if (isAboutContent(fault)) return null;
  // OpenRouter knows no provider for the parameters, and says so as if there were no model.
  if (status === 404 || status === 405)
    return /parameter|response_format|structured/u.test(words) ? 'format' : null;
  if (!isRefusal(fault)) return null;
  return HINDRANCES.find(([, isIt]) => isIt(words))?.[0] ?? 'format';
}

const HINDRANCES: readonly (readonly [Hindrance, (words: string) => boolean])[] = [
  [
    'stream',
    (words) =>
      /(?:only|must|enable|requires?|please)\b.{0,60}\bstream|\bstream\w*\b.{0,40}\b(?:only|required|must)\b/u.test(
        words,
      ),
  ],
  ['format', (words) => /response_format|json_schema|json_object|grammar/u.test(words)],
  ['limit', (words) => /tokens?\b|context/u.test(words) && SIZE.test(words)],
  ['limit-name', (words) => /max_(?:completion_)?tokens|maxtokens/u.test(words)],
  [
    'system',
    (words) =>
      /system.{0,12}(?:role|message|prompt|instruction)|role.{0,60}system|roles? must alternate|only user and assistant/u.test(
        words,
      ),
  ],
];

/** The largest limit below ours that a message names. */
export function limitIn({ words }: ServerFault, below: number): number | null {
  const numbers = [...words.matchAll(/\d{1,3}(?:,\d{3})+|\d+/gu)].map(([digits]) =>
    Number(digits.replaceAll(',', '')),
  );
  const fitting = numbers.filter((number) => number < below && number >= tuning.fewestAnswerTokens);
  return fitting.length > 0 ? Math.max(...fitting) : null;
}

/** Whether a call that failed so is known to have cost nothing: refused, or never taken. After a time-out nobody knows. */
export function isWithoutCost(error: unknown): boolean {
  return error instanceof ServerFault;
}
