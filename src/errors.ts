/** The one fault type. `code` and `cause` are for the log, `userMessage` is a sentence with the fix for the person. */
export class AppError extends Error {
  readonly code: string;
  readonly userMessage: string;
  readonly retryAfterMs: number | undefined;

  constructor(code: string, userMessage: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(`${code}: ${userMessage}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.userMessage = userMessage;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The sentence to show a person for any thrown value; details stay in the log. */
export function userMessageOf(error: unknown): string {
  return error instanceof AppError
    ? error.userMessage
    : 'Something went wrong on our side; the log has the details.';
}
