import type { FeedFailureCode } from '../model/feed.ts';
import { isBotChallenge } from '../outbound/bot-challenge.ts';

/** What a status and body say about a feed, before anything is parsed. */
export type ResponseVerdict =
  | { kind: 'not-modified' }
  | { kind: 'document' }
  | { kind: 'failed'; code: FeedFailureCode };

const REFUSALS = new Set([401, 402, 403, 405, 406, 407, 451]);

/** Judges an answer to a poll. A challenge page is told from a refusal, and from a feed where it comes with status 200. */
export function judgeResponse(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): ResponseVerdict {
  if (status === 304) return { kind: 'not-modified' };
  if (isBotChallenge(headers, body)) return { kind: 'failed', code: 'bot-challenge' };
  if (status === 204 || (status === 200 && body.length === 0)) return { kind: 'failed', code: 'empty' };
  if (status >= 200 && status < 300) return { kind: 'document' };
  if (status === 404) return { kind: 'failed', code: 'not-found' };
  if (status === 410) return { kind: 'failed', code: 'gone' };
  if (status === 429) return { kind: 'failed', code: 'rate-limited' };
  if (status === 503 && headers['retry-after']) return { kind: 'failed', code: 'rate-limited' };
  if (REFUSALS.has(status)) return { kind: 'failed', code: 'forbidden' };
  return { kind: 'failed', code: status >= 300 && status < 400 ? 'unreachable' : 'server-error' };
}
