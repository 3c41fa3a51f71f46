import type { FeedFailureCode, FeedItem, ParsedFeed } from '../../model/feed.ts';
import { decodeBody } from '../../outbound/decode-body.ts';
import { cleanXml } from './clean-xml.ts';
import { parseWithRssParser, shield } from './parse-with-rss-parser.ts';
import type { RawFeed } from './raw-feed.ts';
import { toParsedFeed } from './to-parsed-feed.ts';

/** A fetched body; `url` is where it came from in the end. */
export type FeedDocument = { body: Uint8Array; contentType: string | null; url: string | null };

export type ParseOutcome =
  | { kind: 'parsed'; feed: ParsedFeed }
  | { kind: 'failed'; code: FeedFailureCode; reason: string };

/**
 * Parses a feed of any common format: rss-parser on cleaned text first, then the tolerant parser, then whatever items
 * of a damaged or cut-off document are whole. Never throws. May take long on hostile input: run it in a
 * worker with a deadline.
 */
export async function parseFeed(document: FeedDocument): Promise<ParseOutcome> {
  const text = decodeBody(document.body, document.contentType);
  const trimmed = withoutCutItem(text.replace(/^[\s\ufeff\u200b]+/, ''));
  if (trimmed === '') return failed('empty', 'the document is empty');
  if (trimmed.startsWith('{')) {
    const { parseJsonFeed } = await import('./parse-json-feed.ts');
    const raw = parseJsonFeed(trimmed);
    if (!raw) return failed('not-a-feed', 'JSON, but not a JSON Feed');
    return { kind: 'parsed', feed: toParsedFeed(raw, document.url, 'json-feed', 'document') };
  }

  const cleaned = cleanXml(trimmed, shield);
  if (cleaned.kind === 'not-a-feed') return failed('not-a-feed', describeOther(trimmed));
  if (cleaned.kind === 'refused') return failed('malformed', cleaned.reason);
  const first = await tryRssParser(cleaned.text);
  const isComplete = first.kind === 'read' && first.raw.items.length >= countItems(cleaned.text);
  const best = isComplete ? first : await tryTolerant(trimmed, first);
  if (best.kind === 'failed') return failed('malformed', best.reason);
  const isAtom = cleaned.format === 'atom';
  const raw = isAtom ? best.raw : { ...best.raw, base: baseOf(cleaned.text) };
  return {
    kind: 'parsed',
    feed: toParsedFeed(raw, document.url, best.parsedBy, isAtom ? 'document' : 'site'),
  };
}

/** `xml:base` of an RSS document's root and of its channel, the latter relative to the former; null where there is none. */
function baseOf(text: string): string | null {
  const [root, channel] = ['rss|rdf:RDF', 'channel'].map(
    (name) =>
      new RegExp(`<(?:${name})\\s[^>]{0,2000}?\\bxml:base\\s*=\\s*["']([^"']*)["']`).exec(
        text.slice(0, 20_000),
      )?.[1],
  );
  return channel && root ? (URL.parse(channel, root)?.href ?? channel) : (channel ?? root ?? null);
}

/**
 * A document that was cut off within an item, without that item: what is left of it may lack its id, or hold half of
 * an address, and would be taken for another article. The next check brings it whole.
 */
function withoutCutItem(text: string): string {
  if (/<\/(?:rss|feed|(?:\w+:)?RDF|channel)\s*>\s*$/i.test(text.slice(-200))) return text;
  const last = [...text.matchAll(/<(\/?)(?:item|entry)[\s>]/gi)].at(-1);
  return last && last[1] === '' ? text.slice(0, last.index) : text;
}

type Reading =
  | { kind: 'read'; raw: RawFeed; parsedBy: ParsedFeed['parsedBy'] }
  | { kind: 'failed'; reason: string };

async function tryRssParser(shielded: string): Promise<Reading> {
  try {
    return { kind: 'read', raw: await parseWithRssParser(shielded), parsedBy: 'rss-parser' };
  } catch (error) {
    return {
      kind: 'failed',
      reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    };
  }
}

/** What the tolerant parser reads, or the items one by one: whichever are most, and `first` where none are more. */
async function tryTolerant(text: string, first: Reading): Promise<Reading> {
  const cleaned = cleanXml(text);
  if (cleaned.kind !== 'feed') return first;
  // Loaded when it is needed, which is seldom: each parser would hold it.
  const { parseTolerantly } = await import('./parse-tolerantly.ts');
  const raw = await parseTolerantly(cleaned.text, cleaned.format, countItems(cleaned.text));
  if (raw === null) return first;
  const isMore = first.kind === 'failed' || raw.items.length > first.raw.items.length;
  return isMore ? { kind: 'read', raw, parsedBy: 'tolerant' } : first;
}

/** How many items the document opens; character data may mention some more, which only costs a second look. */
function countItems(text: string): number {
  return text.match(/<(?:item|entry)[\s>]/g)?.length ?? 0;
}

function describeOther(text: string): string {
  return /<(?:!doctype html|html|head|body)\b/i.test(text.slice(0, 2_000))
    ? 'a web page'
    : 'neither RSS, Atom nor JSON Feed';
}

function failed(code: FeedFailureCode, reason: string): ParseOutcome {
  return { kind: 'failed', code, reason };
}

export type ParseRecord = { id: string; contentType?: string | null; bodyBase64: string };

/** One record of `sitrep eval parse`: what production reads from the body, dates as ISO 8601. */
export async function parseForEval(record: ParseRecord) {
  const body = Buffer.from(record.bodyBase64, 'base64');
  const outcome = await parseFeed({ body, contentType: record.contentType ?? null, url: null });
  if (outcome.kind === 'failed') {
    return { id: record.id, feed: null, items: [], error: { code: outcome.code, reason: outcome.reason } };
  }
  const { items, ...feed } = outcome.feed;
  return { id: record.id, feed, items: items.map(toEvalItem) };
}

/** `id` and `link` beside `guid` and `url`: both names are common in feed suites. */
function toEvalItem(item: FeedItem) {
  const publishedAt = item.publishedAt === null ? null : new Date(item.publishedAt).toISOString();
  return Object.assign({}, item, { id: item.guid, link: item.url, publishedAt });
}
