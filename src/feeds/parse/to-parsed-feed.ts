import {
  MAX_CONTENT_CHARS,
  MAX_ITEMS,
  MAX_TEASER_CHARS,
  MAX_TITLE_CHARS,
} from '../../../config/feeds-tuning.ts';
import type { FeedItem, ParsedFeed } from '../../model/feed.ts';
import { type DateOrder, dateOrderOf, parseDate } from './parse-date.ts';
import type { RawFeed, RawItem } from './raw-feed.ts';
import { decodeEntities, hasEntity } from './decode-entities.ts';

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
 * `documentUrl` is where the document came from; relative links resolve against `xml:base` where there is one, else
 * against what `linksOf` names: in RSS the channel's own link, as feeds are often served from another host.
 */
export function toParsedFeed(
  raw: RawFeed,
  documentUrl: string | null,
  parsedBy: ParsedFeed['parsedBy'],
  linksOf: 'site' | 'document',
): ParsedFeed {
  const base = absolute(raw.base, documentUrl) ?? documentUrl;
  const siteUrl = absolute(raw.siteUrl, base);
  const items = raw.items.slice(0, MAX_ITEMS);
  const source: ItemSource = {
    base: (raw.base === null && linksOf === 'site' && isPublicSite(siteUrl) ? siteUrl : base) ?? siteUrl,
    hasOwnBase: raw.base !== null,
    dateOrder: dateOrderOf(items.flatMap(({ dates }) => dates)),
  };
  return {
    title: cut(toPlainText(raw.title ?? ''), MAX_TITLE_CHARS),
    siteUrl,
    language: languageCode(raw.language),
    ttlMinutes: ttlOf(raw),
    skipHours: raw.skipHours
      .filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24)
      .map((hour) => hour % 24),
    hubUrl: absolute(raw.hubUrl, base),
    items: items.map((item) => toItem(item, source)),
    ...findUnreadableDate(items, source.dateOrder),
    parsedBy,
  };
}

/** Some feeds were made on a developer's machine and name it. */
function isPublicSite(url: string | null): boolean {
  return url !== null && new URL(url).hostname.includes('.');
}

/** What an item takes from its feed. */
type ItemSource = {
  /** Relative links resolve against it. */
  base: string | null;
  /** The document names it by `xml:base`. */
  hasOwnBase: boolean;
  dateOrder: DateOrder;
};

function toItem(raw: RawItem, source: ItemSource): FeedItem {
  const base = absolute(raw.base, source.base) ?? source.base;
  const description = raw.description ?? '';
  const teaser = toPlainText(description);
  const isTeaserWhole = teaser.length <= MAX_TEASER_CHARS;
  const fullText = raw.content ?? (isTeaserWhole ? '' : description);
  const content = cut(toPlainText(fullText, { keepsParagraphs: true }), MAX_CONTENT_CHARS);
  const title = toPlainText(raw.title ?? '');
  return {
    guid: guidOf(raw, base, source.hasOwnBase || raw.base !== null),
    url: firstAbsolute(raw.links, base),
    title: cut(title, MAX_TITLE_CHARS),
    teaser: cut(teaser || content.replaceAll('\n', ' '), MAX_TEASER_CHARS),
    content,
    author: raw.author ? cut(toPlainText(raw.author), 200) : null,
    publishedAt: firstDate(raw.dates, source.dateOrder),
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

/** An absolute http(s) address, or null. White space inside, as line-broken feeds have it, is dropped, `&amp;` is `&`. */
function absolute(text: string | null | undefined, base: string | null): string | null {
  const written = text?.replace(/[\s\u200b]+/g, '').replace(ESCAPED_AMPERSAND, '&') ?? '';
  if (written === '') return null;
  const url = URL.parse(written.startsWith('www.') ? `https://${written}` : written, base ?? undefined);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}

/** Left over in addresses that were escaped more than once. */
const ESCAPED_AMPERSAND = /&(?:amp;|#0*38;|#x0*26;)+/gi;

function firstDate(candidates: readonly (string | null | undefined)[], order: DateOrder): number | null {
  for (const candidate of candidates) {
    const instant = parseDate(candidate, order);
    if (instant !== null) return instant;
  }
  return null;
}

/** Of the first item that has dates of which none can be read: it comes without one, and a manager is told. */
function findUnreadableDate(items: readonly RawItem[], order: DateOrder): Pick<ParsedFeed, 'unreadableDate'> {
  for (const { dates } of items) {
    const given = dates.find((date) => typeof date === 'string' && date.trim() !== '');
    if (given && firstDate(dates, order) === null) return { unreadableDate: cut(given.trim(), 60) };
  }
  return {};
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

const BLOCK =
  /^(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure|figcaption|header|footer|hr|dd|dt|pre)$/;
const HIDDEN = /^(?:script|style|noscript|iframe|object|svg|template)$/;
/** Each program that a text goes through may escape it once more; seen are three. */
const MAX_ESCAPES = 3;

const COMMON_TAG = /<\/?(?:p|b|i|em|strong|a|br|span|div|img|font|u|sub|sup|li|ul|ol)(?:\s[^<>]*)?\/?>/i;

/**
 * Plain text of a feed's field, which is HTML by custom though often none: tags out, entities to characters, white
 * space to single blanks; paragraphs are kept as lines when asked for. Linear in the length of any input.
 */
function toPlainText(html: string, options: { keepsParagraphs?: boolean } = {}): string {
  let text = decodeEntities(stripTags(html));
  // What was escaped once or twice too often shows its tags and entities only now.
  for (let again = 0; again < MAX_ESCAPES && (COMMON_TAG.test(text) || hasEntity(text)); again += 1)
    text = decodeEntities(COMMON_TAG.test(text) ? stripTags(text) : text);
  return tidySpaces(text, options.keepsParagraphs ?? false);
}

function stripTags(html: string): string {
  if (!html.includes('<')) return html;
  let text = '';
  let at = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    if (open === -1) return text + html.slice(at);
    text += html.slice(at, open);
    const tag = readTag(html, open);
    if (tag === null) {
      text += '<';
      at = open + 1;
      continue;
    }
    if (tag.end === -1) return text;
    if (BLOCK.test(tag.name)) text += '\n';
    else if (tag.name === 'td' || tag.name === 'th') text += ' ';
    at = HIDDEN.test(tag.name) && !tag.isClosing ? endOfHidden(html, tag.name, tag.end) : tag.end;
  }
}

/** The tag that opens at `open`, null where the `<` is only a sign; `end` is -1 where it never ends. */
function readTag(html: string, open: number): { name: string; isClosing: boolean; end: number } | null {
  if (html.startsWith('<!--', open)) {
    const end = html.indexOf('-->', open + 4);
    return { name: '', isClosing: false, end: end === -1 ? -1 : end + 3 };
  }
  if (html.startsWith('<![CDATA[', open)) return { name: '', isClosing: false, end: open + 9 };
  const isClosing = html[open + 1] === '/';
  const first = html[open + (isClosing ? 2 : 1)] ?? '';
  if (!/[a-z!?]/i.test(first)) return null;
  const end = html.indexOf('>', open);
  const name = /^[a-z0-9]+/i.exec(html.slice(open + (isClosing ? 2 : 1), open + 18))?.[0].toLowerCase() ?? '';
  return { name, isClosing, end: end === -1 ? -1 : end + 1 };
}

function endOfHidden(html: string, name: string, from: number): number {
  const close = html.indexOf(`</${name}`, from);
  // Without its end it hides nothing: what follows is text.
  return close === -1 ? from : close;
}

function tidySpaces(text: string, keepsParagraphs: boolean): string {
  if (!keepsParagraphs) return text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
  return text
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
