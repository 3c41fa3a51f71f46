import { createHash } from 'node:crypto';
import { FEED_TIMEOUT_MS, MAX_FEED_BYTES, MOVE_AFTER_MS, RECENT_ITEMS } from '../../config/feeds-tuning.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Feed, FeedFailureCode, ParsedFeed, PollResult } from '../model/feed.ts';
import type { FetchOutcome, GuardedFetch } from '../outbound/guarded-fetch.ts';
import { hostOf, portOf } from '../outbound/judge-address.ts';
import { describeFailure } from './describe-failure.ts';
import type { ParseFeed } from './feed-parser.ts';
import { judgeResponse } from './judge-response.ts';
import {
  learnInterval,
  nextCheckAfterFailure,
  nextCheckAfterSuccess,
  type PollBounds,
  type ServerWishes,
} from './next-check.ts';
import { type OutletNameOf, toArticles } from './to-articles.ts';

export type FeedPollerParts = {
  fetch: GuardedFetch;
  parse: ParseFeed;
  clock: Clock;
  /** From 0 to 1, for jitter. */
  random: () => number;
  bounds: PollBounds;
  log: Logger;
  outletNameOf?: OutletNameOf;
};

export type FeedPoller = (feed: Feed, signal: AbortSignal) => Promise<PollResult>;

type Response = Extract<FetchOutcome, { kind: 'response' }>;

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

/**
 * Makes the function that polls one feed and says what changes: of the feed's row, and which articles it carries
 * (known ones too; the store tells them apart by their keys). Never throws: a failure is data on the feed.
 * Cancelled by `signal` it changes nothing, and the feed stays due.
 */
export function createFeedPoller(parts: FeedPollerParts): FeedPoller {
  return async (feed, signal) => {
    const outcome = await parts.fetch(feed.url, {
      headers: conditions(feed),
      accept: ACCEPT,
      maxBytes: MAX_FEED_BYTES,
      timeoutMs: FEED_TIMEOUT_MS,
      signal,
    });
    if (signal.aborted) return { feed: {}, isSuccess: false, articles: [] };
    if (outcome.kind === 'failed') return fail(parts, feed, outcome.code, outcome.reason, {});

    const verdict = judgeResponse(outcome.status, outcome.headers, outcome.body);
    if (verdict.kind === 'failed') {
      return fail(parts, feed, verdict.code, `status ${outcome.status}`, outcome.headers);
    }
    const bodyHash = verdict.kind === 'document' ? hashOf(outcome.body) : feed.bodyHash;
    if (bodyHash !== null && bodyHash === feed.bodyHash) return succeed(parts, feed, outcome, null, bodyHash);

    const parsed = await parts.parse({
      body: outcome.body,
      contentType: outcome.headers['content-type'] ?? null,
      url: outcome.finalUrl,
    });
    if (parsed.kind === 'failed') return fail(parts, feed, parsed.code, parsed.reason, outcome.headers);
    return succeed(parts, feed, outcome, parsed.feed, bodyHash);
  };
}

/** Validators are sent only where the body they belong to was stored. */
function conditions(feed: Feed): Record<string, string> {
  if (feed.bodyHash === null) return {};
  return {
    ...(feed.etag ? { 'if-none-match': feed.etag } : {}),
    ...(feed.lastModified ? { 'if-modified-since': feed.lastModified } : {}),
  };
}

function succeed(
  parts: FeedPollerParts,
  feed: Feed,
  response: Response,
  document: ParsedFeed | null,
  bodyHash: string | null,
): PollResult {
  const now = parts.clock.now();
  const articles = document ? toArticles(feed, document, now, parts.outletNameOf) : [];
  const recentPublishedAt = document ? newestDates(document, now) : feed.recentPublishedAt;
  const hasNews = document !== null;
  const intervalMs = learnInterval(
    recentPublishedAt,
    { intervalMs: feed.intervalMs, hasNews },
    now,
    parts.bounds,
  );
  const wishes: ServerWishes = {
    headers: response.headers,
    ttlMinutes: document?.ttlMinutes ?? null,
    skipHours: document?.skipHours ?? [],
  };
  parts.log.debug({ feedId: feed.id, items: articles.length, intervalMs }, 'feed polled');
  return {
    isSuccess: true,
    articles,
    feed: {
      ...movedFields(feed, response.permanentUrl, now),
      ...(document ? { title: feed.title || document.title } : {}),
      // A 304 may leave the validators out; then the stored ones still hold.
      etag: response.headers['etag'] ?? (document ? null : feed.etag),
      lastModified: response.headers['last-modified'] ?? (document ? null : feed.lastModified),
      bodyHash,
      intervalMs,
      nextCheckAt: Math.round(nextCheckAfterSuccess(intervalMs, wishes, now, parts.random)),
      lastCheckedAt: now,
      lastSuccessAt: now,
      failureCount: 0,
      failure: null,
      recentPublishedAt,
    },
  };
}

function fail(
  parts: FeedPollerParts,
  feed: Feed,
  code: FeedFailureCode,
  reason: string,
  headers: Readonly<Record<string, string>>,
): PollResult {
  const now = parts.clock.now();
  const failureCount = feed.failureCount + 1;
  parts.log.info({ feedId: feed.id, host: feed.host, code, reason, failureCount }, 'feed failed');
  return {
    isSuccess: false,
    articles: [],
    feed: {
      ...(code === 'gone' ? { state: 'retired' as const } : {}),
      failureCount,
      failure: { code, message: describeFailure(code), since: feed.failure?.since ?? now },
      nextCheckAt: Math.round(nextCheckAfterFailure(failureCount, headers, now, parts.random)),
      lastCheckedAt: now,
    },
  };
}

/** A permanent redirect is noted first and followed for good once it was stable. */
function movedFields(feed: Feed, permanentUrl: string | null, now: number): Partial<Feed> {
  const target = permanentUrl === null ? null : URL.parse(permanentUrl);
  if (!target || target.href === feed.url) return { movedTo: null };
  const isSame = feed.movedTo?.url === target.href;
  const since = isSame && feed.movedTo ? feed.movedTo.since : now;
  if (now - since >= MOVE_AFTER_MS)
    return { url: target.href, host: `${hostOf(target)}:${portOf(target)}`, movedTo: null };
  return { movedTo: { url: target.href, since } };
}

function newestDates(document: ParsedFeed, now: number): number[] {
  const dates = document.items.flatMap(({ publishedAt }) =>
    publishedAt !== null && publishedAt <= now ? [publishedAt] : [],
  );
  return dates.sort((a, b) => b - a).slice(0, RECENT_ITEMS);
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url');
}
