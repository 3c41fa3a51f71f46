import { MAX_PAGE_BYTES, PAGE_TIMEOUT_MS } from '../../config/feeds-tuning.ts';
import type { FeedFailureCode } from '../model/feed.ts';
import { isBotChallenge } from '../outbound/bot-challenge.ts';
import type { GuardedFetch } from '../outbound/guarded-fetch.ts';
import type { Pacer } from '../outbound/pacer.ts';
import type { TaskRunner, WorkerOutcome } from '../outbound/worker-pool.ts';
import type { ExtractedPage, ExtractOutcome, KnownOfPage } from './extract-text.ts';
import { type Notice, noticeOfAddress } from './name-notice.ts';
import { isFrontPage } from './read-metadata.ts';
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

export type PageFailure =
  | FeedFailureCode
  | Notice
  | 'robots'
  | 'not-a-page'
  | 'no-text'
  | 'moved-away'
  | 'unreadable';

export type PageOutcome =
  | { kind: 'page'; page: ExtractedPage; finalUrl: string }
  | { kind: 'failed'; code: PageFailure; retryAfter: string | undefined };

const ACCEPT = 'text/html, application/xhtml+xml, */*;q=0.5';

/**
 * Fetches a page, one at a time a host, and reads its article in a process apart; `known` is what its feed says of it.
 * One refresh in the page itself is followed. Never throws.
 */
export async function fetchPage(
  parts: PageParts,
  url: string,
  signal: AbortSignal,
  known?: KnownOfPage,
): Promise<PageOutcome> {
  const first = await fetchDocument(parts, url, signal);
  if (first.kind === 'failed') return first;
  const target = refreshTarget(first.document);
  const second = target === null ? first : await fetchDocument(parts, target, signal);
  if (second.kind === 'failed') return second;
  const { document } = second;
  const read = await parts.parser.run({ ...document, known } satisfies PageDocument);
  if (read.kind === 'failed') return failed(codeOfFault(read.reason));
  const extracted = read.value as ExtractOutcome;
  if (extracted.kind === 'page') return { kind: 'page', page: extracted.page, finalUrl: document.url };
  const { reason } = extracted;
  return failed(reason === 'too-many-elements' || reason === 'too-deep' ? 'unreadable' : reason);
}

type FetchedDocument =
  | { kind: 'document'; document: Omit<PageDocument, 'known'> }
  | Extract<PageOutcome, { kind: 'failed' }>;

async function fetchDocument(parts: PageParts, url: string, signal: AbortSignal): Promise<FetchedDocument> {
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
  const notice = noticeOfAddress(finalUrl, url);
  if (notice !== null) return failed(notice);
  // A removed article often redirects to the front page, whose text is not the article's.
  if (isFrontPage(finalUrl) && !isFrontPage(url)) return failed('moved-away');
  return { kind: 'document', document: { body, contentType, url: finalUrl } };
}

/** A page that only sends on is small, and does so at once; a front page that reloads itself is neither. */
const REFRESH_BYTES = 20_000;
const REFRESH_SECONDS = 5;

/** Where a page's `<meta http-equiv="refresh">` leads at once; null where it has none or leads to itself. */
function refreshTarget({ body, url }: Omit<PageDocument, 'known'>): string | null {
  if (body.length > REFRESH_BYTES) return null;
  const html = Buffer.from(body).toString('utf8');
  for (const [tag] of html.matchAll(/<meta\b[^>]{1,2000}>/gi)) {
    if (!/http-equiv\s*=\s*["']?refresh\b/i.test(tag)) continue;
    const [, seconds = '', written = ''] =
      /content\s*=\s*["']?\s*(\d+)(?:\.\d*)?\s*[;,]\s*url\s*=\s*["']?([^"'>\s]+)/i.exec(tag) ?? [];
    const target = URL.parse(written.replaceAll('&amp;', '&'), url);
    const isHttp = target?.protocol === 'http:' || target?.protocol === 'https:';
    if (written === '' || !isHttp || Number(seconds) > REFRESH_SECONDS) continue;
    if (target.href.split('#')[0] !== url.split('#')[0]) return target.href;
  }
  return null;
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

function failed(code: PageFailure, retryAfter?: string): Extract<PageOutcome, { kind: 'failed' }> {
  return { kind: 'failed', code, retryAfter };
}
