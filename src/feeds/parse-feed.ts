import type { FeedFailureCode, FeedItem, ParsedFeed } from '../model/feed.ts';
import { decodeBody } from '../outbound/decode-body.ts';
import { cleanXml } from './clean-xml.ts';
import { parseJsonFeed } from './parse-json-feed.ts';
import { parseWithFeedsmith } from './parse-with-feedsmith.ts';
import { parseWithRssParser } from './parse-with-rss-parser.ts';
import type { RawFeed } from './raw-feed.ts';
import { saveItems } from './save-items.ts';
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
  const trimmed = text.replace(/^[\s\ufeff\u200b]+/, '');
  if (trimmed === '') return failed('empty', 'the document is empty');
  if (trimmed.startsWith('{')) {
    const raw = parseJsonFeed(trimmed);
    if (!raw) return failed('not-a-feed', 'JSON, but not a JSON Feed');
    return { kind: 'parsed', feed: toParsedFeed(raw, document.url, 'json-feed') };
  }

  const cleaned = cleanXml(trimmed);
  if (cleaned.kind === 'not-a-feed') return failed('not-a-feed', describeOther(trimmed));
  if (cleaned.kind === 'refused') return failed('malformed', cleaned.reason);
  const whole = await tryParsers(trimmed, cleaned.text);
  const isComplete = whole.kind === 'read' && whole.raw.items.length >= countItems(cleaned.text);
  const saved = isComplete ? null : await saveItems(cleaned.text, cleaned.format);
  const isBetter = saved !== null && (whole.kind === 'failed' || saved.items.length > whole.raw.items.length);
  if (isBetter) return { kind: 'parsed', feed: toParsedFeed(saved, document.url, 'tolerant') };
  if (whole.kind === 'failed') return failed('malformed', whole.reason);
  return { kind: 'parsed', feed: toParsedFeed(whole.raw, document.url, whole.parsedBy) };
}

type Reading =
  | { kind: 'read'; raw: RawFeed; parsedBy: ParsedFeed['parsedBy'] }
  | { kind: 'failed'; reason: string };

/** What rss-parser reads, or the tolerant parser where that is more. */
async function tryParsers(source: string, cleaned: string): Promise<Reading> {
  let first: Reading;
  try {
    first = { kind: 'read', raw: await parseWithRssParser(source), parsedBy: 'rss-parser' };
    if (first.raw.items.length >= countItems(cleaned)) return first;
  } catch (error) {
    first = {
      kind: 'failed',
      reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    };
  }
  try {
    const raw = parseWithFeedsmith(cleaned);
    const isMore = first.kind === 'failed' || raw.items.length > first.raw.items.length;
    return isMore ? { kind: 'read', raw, parsedBy: 'tolerant' } : first;
  } catch {
    // What rss-parser said of it is the better reason.
    return first;
  }
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
