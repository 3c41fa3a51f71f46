import {
  MAX_CONTENT_CHARS,
  MAX_ITEMS,
  MAX_TEASER_CHARS,
  MAX_TITLE_CHARS,
} from '../../../config/feeds-tuning.ts';
import type { FeedItem, ParsedFeed } from '../../model/feed.ts';
import { parseDate } from './parse-date.ts';
import type { RawFeed, RawItem } from './raw-feed.ts';
import { toPlainText } from './to-plain-text.ts';

/** Minutes of `sy:updatePeriod` (RSS 1.0 syndication module). */
const PERIOD_MINUTES: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1_440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};

/**
 * Turns what a parser found into plain text, instants and absolute addresses, each field capped.
 * `documentUrl` is where the document came from; relative links resolve against it unless the document says otherwise.
 */
export function toParsedFeed(
  raw: RawFeed,
  documentUrl: string | null,
  parsedBy: ParsedFeed['parsedBy'],
): ParsedFeed {
  const base = absolute(raw.base, documentUrl) ?? documentUrl;
  const siteUrl = absolute(raw.siteUrl, base);
  return {
    title: cut(toPlainText(raw.title ?? ''), MAX_TITLE_CHARS),
    siteUrl,
    language: languageCode(raw.language),
    ttlMinutes: ttlOf(raw),
    skipHours: raw.skipHours
      .filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24)
      .map((hour) => hour % 24),
    hubUrl: absolute(raw.hubUrl, base),
    items: raw.items.slice(0, MAX_ITEMS).map((item) => toItem(item, base ?? siteUrl, raw.base !== null)),
    parsedBy,
  };
}

function toItem(raw: RawItem, feedBase: string | null, hasOwnBase: boolean): FeedItem {
  const base = absolute(raw.base, feedBase) ?? feedBase;
  const description = raw.description ?? '';
  const teaser = toPlainText(description);
  const isTeaserWhole = teaser.length <= MAX_TEASER_CHARS;
  const fullText = raw.content ?? (isTeaserWhole ? '' : description);
  const content = cut(toPlainText(fullText, { keepsParagraphs: true }), MAX_CONTENT_CHARS);
  const title = toPlainText(raw.title ?? '');
  return {
    guid: guidOf(raw, base, hasOwnBase || raw.base !== null),
    url: firstAbsolute(raw.links, base),
    title: cut(title, MAX_TITLE_CHARS),
    teaser: cut(teaser || content.replaceAll('\n', ' '), MAX_TEASER_CHARS),
    content,
    author: raw.author ? cut(toPlainText(raw.author), 200) : null,
    publishedAt: firstDate(raw.dates),
    categories: raw.categories.slice(0, 20).map((category) => cut(toPlainText(category), 100)),
  };
}

/** An identifier as it stands; a relative one under `xml:base` is an address (RFC 4287, 4.2.6). */
function guidOf(raw: RawItem, base: string | null, hasOwnBase: boolean): string | null {
  const guid = raw.guid?.trim();
  if (!guid) return null;
  const isRelative = hasOwnBase && /^[\w.~-]*\/[\w./~-]+$/.test(guid);
  return cut((isRelative && absolute(guid, base)) || guid, 1_000);
}

function firstAbsolute(
  candidates: readonly (string | null | undefined)[],
  base: string | null,
): string | null {
  for (const candidate of candidates) {
    const url = absolute(candidate, base);
    if (url) return url;
  }
  return null;
}

/** An absolute http(s) address, or null. White space inside, as line-broken feeds have it, is dropped. */
function absolute(text: string | null | undefined, base: string | null): string | null {
  const written = text?.replace(/[\s\u200b]+/g, '') ?? '';
  if (written === '') return null;
  const url = URL.parse(written.startsWith('www.') ? `https://${written}` : written, base ?? undefined);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}

function firstDate(candidates: readonly (string | null | undefined)[]): number | null {
  for (const candidate of candidates) {
    const instant = parseDate(candidate);
    if (instant !== null) return instant;
  }
  return null;
}

function ttlOf(raw: RawFeed): number | null {
  if (raw.ttlMinutes !== null && raw.ttlMinutes > 0) return raw.ttlMinutes;
  const period = PERIOD_MINUTES[raw.updatePeriod?.trim().toLowerCase() ?? ''];
  return period === undefined ? null : period / Math.max(1, raw.updateFrequency ?? 1);
}

/** ISO 639-1 from `en-gb`, `en_US`, `eng`. */
function languageCode(text: string | null): string | null {
  const code = /^([a-z]{2})(?:[-_].*)?$/i.exec(text?.trim() ?? '')?.[1];
  return code ? code.toLowerCase() : null;
}

function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const end = text.lastIndexOf(' ', maxChars - 1);
  return `${text.slice(0, end > maxChars / 2 ? end : maxChars - 1).trimEnd()}…`;
}
