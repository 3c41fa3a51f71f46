import { FEED_TIMEOUT_MS, MAX_FEED_BYTES, MAX_FEED_CANDIDATES } from '../../config/feeds-tuning.ts';
import type { FeedFailureCode, ParsedFeed } from '../model/feed.ts';
import { decodeBody } from '../outbound/decode-body.ts';
import type { GuardedFetch } from '../outbound/guarded-fetch.ts';
import { canonicalUrl } from './canonical-url.ts';
import { describeFailure } from './describe-failure.ts';
import type { ParseFeed } from './feed-parser.ts';
import { COMMON_PATHS, findFeedLinks, knownFeedOf } from './find-feed-links.ts';
import { judgeResponse } from './judge-response.ts';

/** A feed that was read at its address: `document` is the preview of what would come. */
export type FoundFeed = { url: string; title: string; document: ParsedFeed };

export type FindOutcome =
  | { kind: 'found'; feeds: readonly FoundFeed[] }
  | { kind: 'failed'; code: FeedFailureCode; userMessage: string };

export type FeedFinder = (typed: string, signal: AbortSignal) => Promise<FindOutcome>;

type Looked =
  | { kind: 'feed'; feed: FoundFeed }
  | { kind: 'page'; html: string; url: string }
  | { kind: 'failed'; code: FeedFailureCode };

/**
 * Makes the search for the feeds of what a person typed: a feed's address, a site's, with or without scheme. Looks at
 * the address itself, at what its page announces, at the common paths; only feeds that could be read are found.
 */
export function createFeedFinder(parts: { fetch: GuardedFetch; parse: ParseFeed }): FeedFinder {
  return async (typed, signal) => {
    const url = readAddress(typed);
    if (!url) return failed('bad-address');
    const known = knownFeedOf(url);
    const first = await look(parts, known ?? url.href, signal);
    if (first.kind === 'feed') return { kind: 'found', feeds: [first.feed] };
    if (first.kind === 'failed') return failed(first.code);

    const announced = findFeedLinks(first.html, first.url).map((link) => link.url);
    const feeds = await readAll(parts, announced.slice(0, MAX_FEED_CANDIDATES), signal);
    if (feeds.length > 0) return { kind: 'found', feeds };
    for (const path of COMMON_PATHS) {
      if (signal.aborted) break;
      const guess = await look(parts, new URL(path, first.url).href, signal);
      if (guess.kind === 'feed') return { kind: 'found', feeds: [guess.feed] };
    }
    return failed('not-a-feed');
  };
}

/** What tells whether two addresses are one feed however they are spelled: scheme, `www.`, case, closing slash. */
export function feedAddressKey(url: string): string {
  return canonicalUrl(url) ?? `https://${URL.parse(url)?.host.replace(/^www\./, '') ?? url}`;
}

function readAddress(typed: string): URL | null {
  const trimmed = typed
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'https://');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) return URL.parse(trimmed);
  // A bare word is a name or a slip, and no site's address: a site of the own network is typed with its scheme.
  return /^[^/?#]*[.:]/.test(trimmed) ? URL.parse(`https://${trimmed}`) : null;
}

async function readAll(
  parts: { fetch: GuardedFetch; parse: ParseFeed },
  urls: readonly string[],
  signal: AbortSignal,
): Promise<FoundFeed[]> {
  const found = new Map<string, FoundFeed>();
  for (const url of urls) {
    const looked = await look(parts, url, signal);
    if (looked.kind === 'feed') found.set(feedAddressKey(looked.feed.url), looked.feed);
  }
  return [...found.values()];
}

async function look(
  parts: { fetch: GuardedFetch; parse: ParseFeed },
  url: string,
  signal: AbortSignal,
): Promise<Looked> {
  const outcome = await parts.fetch(url, { maxBytes: MAX_FEED_BYTES, timeoutMs: FEED_TIMEOUT_MS, signal });
  if (outcome.kind === 'failed') return outcome;
  const verdict = judgeResponse(outcome.status, outcome.headers, outcome.body);
  if (verdict.kind === 'failed') return verdict;
  const contentType = outcome.headers['content-type'] ?? null;
  const parsed = await parts.parse({ body: outcome.body, contentType, url: outcome.finalUrl });
  if (parsed.kind === 'parsed') {
    const address = outcome.permanentUrl ?? url;
    return { kind: 'feed', feed: { url: address, title: parsed.feed.title, document: parsed.feed } };
  }
  if (parsed.code !== 'not-a-feed') return parsed;
  return { kind: 'page', html: decodeBody(outcome.body, contentType), url: outcome.finalUrl };
}

function failed(code: FeedFailureCode): FindOutcome {
  return { kind: 'failed', code, userMessage: describeFailure(code) };
}
