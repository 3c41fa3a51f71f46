import { FEED_TIMEOUT_MS, MAX_FEED_BYTES, MAX_FEED_CANDIDATES } from '../../config/feeds-tuning.ts';
import type { FeedFailureCode, ParsedFeed } from '../model/feed.ts';
import { decodeBody } from '../outbound/decode-body.ts';
import type { GuardedFetch } from '../outbound/guarded-fetch.ts';
import { canonicalUrl } from './canonical-url.ts';
import { describeFailure } from './describe-failure.ts';
import type { ParseFeed } from './feed-parser.ts';
import { judgeResponse } from './judge-response.ts';
import { decodeEntities } from './parse/decode-entities.ts';

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

type FeedLink = { url: string; title: string };

/** Where sites keep their feed when they do not say. Most often used first. */
const COMMON_PATHS = [
  '/feed',
  '/rss',
  '/rss.xml',
  '/feed.xml',
  '/atom.xml',
  '/index.xml',
  '/feeds',
  '/feed.json',
];

const FEED_TYPE = /^application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)$|^text\/xml$/i;
const FEED_HREF =
  /(?:\/(?:feed|rss|atom|rdf)s?\/?$|\.(?:rss|rdf|atom)$|(?:rss|feed|atom)[\w-]*\.xml$|[?&](?:feed|format)=(?:rss|atom))/i;

/**
 * The feeds that a page announces with `<link rel=alternate>`, in its order, then those that its visible links look
 * like; each once, absolute. Comment feeds come last. Pure.
 */
export function findFeedLinks(html: string, pageUrl: string): FeedLink[] {
  const announced: FeedLink[] = [];
  const linked: FeedLink[] = [];
  for (const [, name = '', attributes = ''] of html
    .slice(0, 2_000_000)
    .matchAll(/<(link|a)\s([^>]{1,2000})>/gi)) {
    const href = attributeOf(attributes, 'href');
    const url = href === null ? null : URL.parse(href, pageUrl);
    if (!url || !/^https?:$/.test(url.protocol)) continue;
    const link = { url: url.href, title: attributeOf(attributes, 'title') ?? '' };
    const isAlternate = /(?:^|\s)(?:alternate|feed)(?:\s|$)/i.test(attributeOf(attributes, 'rel') ?? '');
    if (name.toLowerCase() === 'a') {
      if (FEED_HREF.test(url.pathname + url.search)) linked.push(link);
    } else if (
      isAlternate &&
      FEED_TYPE.test(attributeOf(attributes, 'type') ?? '') &&
      !/wp-json|oembed/.test(url.href)
    ) {
      announced.push(link);
    }
  }
  const isComments = ({ url, title }: FeedLink) => /comments/i.test(`${url} ${title}`);
  const ordered = [...announced, ...linked].sort((a, b) => Number(isComments(a)) - Number(isComments(b)));
  return [...new Map(ordered.map((link) => [link.url, link])).values()];
}

function attributeOf(attributes: string, name: string): string | null {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  );
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === undefined ? null : decodeEntities(value).trim();
}

/** The feed of an address on a site whose feeds follow a rule: YouTube, Reddit, GitHub. Null elsewhere. */
export function knownFeedOf(url: URL): string | null {
  const host = url.hostname.replace(/^(?:www|m|old|new)\./, '');
  const [first = '', second = '', third = ''] = url.pathname.split('/').filter(Boolean);
  if (host === 'youtube.com') {
    const playlist = url.searchParams.get('list');
    if (playlist)
      return `https://www.youtube.com/feeds/videos.xml?playlist_id=${encodeURIComponent(playlist)}`;
    return first === 'channel' && second
      ? `https://www.youtube.com/feeds/videos.xml?channel_id=${second}`
      : null;
  }
  if (host === 'reddit.com' && (first === 'r' || first === 'user' || first === 'u') && second) {
    return `https://www.reddit.com/${first}/${second}/.rss`;
  }
  if (host === 'github.com' && first && second) {
    const kind = { commits: 'commits', tags: 'tags' }[third] ?? 'releases';
    return `https://github.com/${first}/${second}/${kind}.atom`;
  }
  return null;
}
