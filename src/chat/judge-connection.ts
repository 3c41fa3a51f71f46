import { DEFAULT_RETRY_MS } from '../../config/chat-limits.ts';

/** The connection was never made, so nothing was sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Errors wrap each other this deep at most. */
const MAX_DEPTH = 5;

type ConnectionFault =
  | { kind: 'retry'; retryAfterMs: number; reason: string }
  | { kind: 'in-doubt'; reason: string };

/** What a request without an answer came to: certainly not sent, or in doubt. `reason` is the innermost code or name. */
export function judgeConnection(error: unknown): ConnectionFault {
  let at = error;
  let reason = 'unknown';
  for (let depth = 0; depth < MAX_DEPTH && at instanceof Error; depth++) {
    reason = 'code' in at && typeof at.code === 'string' ? at.code : at.name;
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
  return NEVER_CONNECTED.has(reason)
    ? { kind: 'retry', retryAfterMs: DEFAULT_RETRY_MS, reason }
    : { kind: 'in-doubt', reason };
}
