import { MAX_PAGE_BYTES, PAGE_TIMEOUT_MS } from '../../config/feeds-tuning.ts';
import type { FeedFailureCode } from '../model/feed.ts';
import { isBotChallenge } from '../outbound/bot-challenge.ts';
import type { GuardedFetch } from '../outbound/guarded-fetch.ts';
import type { Pacer } from '../outbound/pacer.ts';
import type { TaskRunner, WorkerOutcome } from '../outbound/worker-pool.ts';
import type { ExtractedPage, ExtractOutcome } from './extract-text.ts';
import type { PageDocument } from './extract-page.ts';
import type { RobotsCheck } from './robots.ts';

export type PageParts = {
  fetch: GuardedFetch;
  /** Runs `extractPage` in a process apart. */
  parser: TaskRunner;
  /** Keyed by host, one at a time. */
  pacer: Pick<Pacer, 'run'>;
  robots?: RobotsCheck;
};

export type PageFailure = FeedFailureCode | 'robots' | 'not-a-page' | 'no-text' | 'moved-away' | 'unreadable';

export type PageOutcome =
  | { kind: 'page'; page: ExtractedPage; finalUrl: string }
  | { kind: 'failed'; code: PageFailure; retryAfter: string | undefined };

const ACCEPT = 'text/html, application/xhtml+xml, */*;q=0.5';

/** Fetches a page, one at a time a host, and reads its article in a process apart. Never throws. */
export async function fetchPage(parts: PageParts, url: string, signal: AbortSignal): Promise<PageOutcome> {
  const host = URL.parse(url)?.host;
  if (!host) return failed('bad-address');
  const outcome = await parts.pacer
    .run(host, async () => {
      if (parts.robots && !(await parts.robots(url, signal))) return null;
      return parts.fetch(url, {
        accept: ACCEPT,
        maxBytes: MAX_PAGE_BYTES,
        timeoutMs: PAGE_TIMEOUT_MS,
        signal,
      });
    })
    // Neither throws: a pacer refuses what waits when it is closed.
    .catch(() => ({ kind: 'failed', code: 'unreachable' }) as const);
  if (outcome === null) return failed('robots');
  if (outcome.kind === 'failed') return failed(outcome.code);
  const { status, headers, body, finalUrl } = outcome;
  if (isBotChallenge(headers, body)) return failed('bot-challenge');
  if (status !== 200) return failed(codeOf(status), headers['retry-after']);
  const contentType = headers['content-type'] ?? null;
  if (contentType !== null && !/html|xml|text\/plain/i.test(contentType)) return failed('not-a-page');
  // A removed article often redirects to the front page, whose text is not the article's.
  if (isFrontPage(finalUrl) && !isFrontPage(url)) return failed('moved-away');

  const read = await parts.parser.run({ body, contentType, url: finalUrl } satisfies PageDocument);
  if (read.kind === 'failed') return failed(codeOfFault(read.reason));
  const extracted = read.value as ExtractOutcome;
  if (extracted.kind === 'page') return { kind: 'page', page: extracted.page, finalUrl };
  return failed(
    extracted.reason === 'no-text' ? 'no-text' : extracted.reason === 'too-big' ? 'too-big' : 'unreadable',
  );
}

function codeOf(status: number): PageFailure {
  if (status === 404) return 'not-found';
  if (status === 410) return 'gone';
  if (status === 429 || status === 503) return 'rate-limited';
  return status >= 500 ? 'server-error' : 'forbidden';
}

function codeOfFault(reason: Extract<WorkerOutcome, { kind: 'failed' }>['reason']): PageFailure {
  if (reason === 'too-slow') return 'too-slow';
  return reason === 'out-of-memory' ? 'too-big' : 'unreadable';
}

function isFrontPage(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && /^\/(?:index\.\w+)?$/.test(parsed.pathname) && parsed.search === '';
}

function failed(code: PageFailure, retryAfter?: string): PageOutcome {
  return { kind: 'failed', code, retryAfter };
}
