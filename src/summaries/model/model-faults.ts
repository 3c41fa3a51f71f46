import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { AppError } from '../../errors.ts';

/**
 * What went wrong with a model call, as a fault whose sentence may be shown. The cause keeps status and code only:
 * servers repeat keys and prompts in their messages.
 */
export function faultOf(error: unknown, isTimeOut: boolean): AppError {
  if (error instanceof AppError) return error;
  if (isTimeOut || error instanceof APIConnectionTimeoutError)
    return new AppError('summaries/model-timeout', 'The model did not answer in time.');
  if (error instanceof APIUserAbortError)
    return new AppError('summaries/interrupted', 'The call to the model was interrupted.');
  if (!(error instanceof APIError))
    return new AppError('summaries/model-unreachable', 'The model could not be reached.');
  const status = error.status as number | undefined;
  const cause = new Error(
    `status ${status ?? 'none'}, code ${typeof error.code === 'string' ? error.code.slice(0, 60) : 'none'}`,
  );
  if (status === 401 || status === 403)
    return new AppError('summaries/model-refused-key', 'The model refused the key: check OPENAI_API_KEY.', {
      cause,
    });
  if (status === 404)
    return new AppError(
      'summaries/no-such-model',
      'The model was not found: check OPENAI_MODEL and OPENAI_BASE_URL.',
      { cause },
    );
  if (status === 429)
    return new AppError('summaries/model-busy', 'The model is over its rate limit or quota.', {
      cause,
      retryAfterMs: retryAfterOf(error),
    });
  if (status !== undefined && status >= 400 && status < 500)
    return new AppError('summaries/model-bad-request', 'The model did not accept the request.', { cause });
  return new AppError('summaries/model-unreachable', 'The model could not be reached.', { cause });
}

function retryAfterOf(error: APIError): number {
  const seconds = Number(error.headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : 0;
}

/** Whether a server says that it does not know a parameter of the request, so that a plainer request may pass. */
export function isAboutParameters(error: unknown): boolean {
  return error instanceof APIError && (error.status === 400 || error.status === 422 || error.status === 501);
}

/** Whether it is the name of the token limit that the server does not know. */
export function isAboutTokenLimit(error: unknown): boolean {
  return (
    error instanceof APIError &&
    isAboutParameters(error) &&
    /max_completion_tokens/u.test(`${error.param ?? ''} ${error.message}`)
  );
}

/** Whether a call that failed so is known to have cost nothing: refused, or never taken. After a time-out nobody knows. */
export function isWithoutCost(error: unknown): boolean {
  if (!(error instanceof APIError) || error instanceof APIUserAbortError) return false;
  return (
    error.status !== undefined ||
    (error instanceof APIConnectionError && !(error instanceof APIConnectionTimeoutError))
  );
}
