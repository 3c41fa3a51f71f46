import { ELSEWHERE_SHARE, FOREIGN_SHARE, MOST_HEADINGS } from '../../config/pages-tuning.ts';
import type { DomDocument } from './dom.ts';
import { bestShareTold } from './same-story.ts';

/** What a page says about itself. */
export type PageMetadata = {
  title: string;
  byline: string | null;
  publishedAt: number | null;
  language: string | null;
  canonicalUrl: string | null;
  siteName: string | null;
  /** The whole article as the page gives it to search engines; empty where it does not. */
  articleBody: string;
  /** What the page says of itself: that it is not free to read. */
  isMarkedPaid: boolean;
};

type JsonLd = Record<string, unknown>;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|LiveBlogPosting)$/;

/**
 * Reads JSON-LD, then meta elements, then `<time>` and `<html lang>`. `url` resolves a relative canonical link; `known`
 * are titles and teaser of the item that led to the page.
 */
export function readMetadata(
  document: DomDocument,
  url: string,
  known: readonly string[] = [],
): PageMetadata {
  const meta = (...names: string[]) => metaContent(document, names);
  const written = document.querySelector('link[rel~=canonical]')?.getAttribute('href') ?? null;
  const canonical = [written, meta('og:url')]
    .map((href) => absolute(href, url))
    .find((href) => href !== null && (!isFrontPage(href) || isFrontPage(url)));
  const titles = pageTitles(document, known);
  const ld = ownJsonLd(document, { url, canonical: canonical ?? null, known: [...known, ...titles] });
  const title = textOf(ld['headline']) ?? meta('og:title', 'twitter:title') ?? titles[0] ?? document.title;
  const time = document.querySelector('time[datetime]')?.getAttribute('datetime');
  const published =
    textOf(ld['datePublished']) ??
    meta(
      'article:published_time',
      'parsely-pub-date',
      'pubdate',
      'publishdate',
      'date',
      'dc.date.issued',
      'dc.date',
      'sailthru.date',
    ) ??
    time;
  return {
    title: tidy(title ?? ''),
    byline: bylineOf(ld) ?? nameOnly(meta('author', 'article:author', 'parsely-author', 'byl', 'dc.creator')),
    publishedAt: readInstant(published),
    language: languageCode(
      document.documentElement?.getAttribute('lang') ??
        textOf(ld['inLanguage']) ??
        meta('og:locale', 'language'),
    ),
    canonicalUrl: canonical ?? null,
    siteName: meta('og:site_name', 'application-name') ?? publisherOf(ld),
    articleBody: articleBodyOf(ld),
    isMarkedPaid: isFalse(ld['isAccessibleForFree']),
  };
}

/** The titles that a page gives itself, apart from its data for search engines. */
export function pageTitles(document: DomDocument, known: readonly string[]): string[] {
  const social = metaContent(document, ['og:title', 'twitter:title']);
  const written = [social, mainHeading(document, [...known, social ?? '', document.title]), document.title];
  return written.map((title) => tidy(title ?? '')).filter((title) => title !== '');
}

/** Of several first headings the one that tells what is known; else the first. */
function mainHeading(document: DomDocument, known: readonly string[]): string | null {
  const headings = [...document.querySelectorAll('h1')]
    .slice(0, MOST_HEADINGS)
    .map(({ textContent }) => textContent ?? '');
  const shares = headings.map((heading) => bestShareTold(known, heading) ?? 0);
  return headings[shares.indexOf(Math.max(...shares))] ?? headings[0] ?? null;
}

/** Whether an address names a site's front page, also that of one of its languages. */
export function isFrontPage(url: string): boolean {
  const parsed = URL.parse(url);
  const path = parsed?.pathname.replace(/^\/[a-z]{2}(?:[-_][a-z]{2})?(?=\/|$)/i, '') ?? '';
  return (
    parsed !== null && /^\/?(?:(?:index|default|home)(?:\.\w+)?)?\/?$/i.test(path) && parsed.search === ''
  );
}

/**
 * The JSON-LD object that describes this page's article, with or without `@graph`: the one that names the page's
 * address, else the one whose headline tells what the page's titles tell. One that names another headline is of
 * another article. Empty where there is none.
 */
function ownJsonLd(
  document: DomDocument,
  page: { url: string; canonical: string | null; known: readonly string[] },
): JsonLd {
  const found: JsonLd[] = [];
  for (const script of document.querySelectorAll('script[type*="ld+json"]'))
    collectArticles(parseJson(script.textContent ?? ''), 0, found);
  const rated = found.flatMap((ld) => {
    const share = bestShareTold(page.known, textOf(ld['headline']) ?? textOf(ld['name']) ?? '');
    const addresses = [ld['url'], ld['@id'], ld['mainEntityOfPage'], idOf(ld['mainEntityOfPage'])].flatMap(
      (address) => absolute(textOf(address), page.url) ?? [],
    );
    const isHere = addresses.some(
      (address) => isSamePage(address, page.url) || isSamePage(address, page.canonical),
    );
    const isElsewhere = !isHere && addresses.some((address) => !isFrontPage(address));
    const hasHeadline = textOf(ld['headline']) !== null;
    const isForeign =
      hasHeadline && share !== null && share < (isElsewhere ? ELSEWHERE_SHARE : FOREIGN_SHARE);
    return isForeign && !isHere ? [] : [{ ld, rank: (isHere ? 2 : 0) + (share ?? 0) }];
  });
  // The first of equals: pages put their own article before related ones.
  return (
    rated.reduce<(typeof rated)[number] | null>(
      (best, one) => (best && best.rank >= one.rank ? best : one),
      null,
    )?.ld ?? {}
  );
}

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as JsonLd)['@id'] : null;

function isSamePage(one: string, other: string | null): boolean {
  const [a, b] = [one, other ?? ''].map((url) => URL.parse(url));
  const pathOf = (url: URL) => url.pathname.replace(/\/$/, '');
  return (
    !!a &&
    !!b &&
    pathOf(a) === pathOf(b) &&
    pathOf(a) !== '' &&
    (a.search === b.search || a.search === '' || b.search === '')
  );
}

function parseJson(text: string): unknown {
  // Line breaks inside strings are the commonest fault.
  const cleaned = text
    .replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*$/g, '')
    .replace(/\p{Cc}+/gu, ' ');
  try {
    return JSON.parse(cleaned);
  } catch {
    return null;
  }
}

/** Pages with more of them list their archive. */
const MOST_ARTICLES = 30;

function collectArticles(value: unknown, depth: number, found: JsonLd[]): void {
  if (typeof value !== 'object' || value === null || depth > 4 || found.length >= MOST_ARTICLES) return;
  if (Array.isArray(value)) {
    for (const item of value) collectArticles(item, depth + 1, found);
    return;
  }
  const object = value as JsonLd;
  const types = [object['@type']].flat().map(String);
  if (types.some((type) => ARTICLE_TYPE.test(type))) found.push(object);
  else collectArticles(object['@graph'] ?? object['mainEntity'] ?? null, depth + 1, found);
}

function articleBodyOf(ld: JsonLd): string {
  const body = textOf(ld['articleBody']) ?? '';
  // Some sites give the body as HTML, some with their escaped entities.
  return body.includes('</')
    ? body.replace(/<\/(?:p|div|h\d|li)>|<br\s*\/?>/gi, '\n').replace(/<[^<>]*>/g, ' ')
    : body;
}

function bylineOf(ld: JsonLd): string | null {
  const names = [ld['author']].flat().flatMap((author) => {
    const name = typeof author === 'object' && author !== null ? (author as JsonLd)['name'] : author;
    return [name].flat().flatMap((one) => nameOnly(textOf(one)) ?? []);
  });
  return names.length > 0 ? names.slice(0, 4).join(', ') : null;
}

/** A boolean, or the word for one. */
function isFalse(value: unknown): boolean {
  return (
    value === false || (typeof value === 'string' && /^(?:https?:\/\/schema\.org\/)?false$/i.test(value))
  );
}

function publisherOf(ld: JsonLd): string | null {
  const publisher = ld['publisher'];
  return typeof publisher === 'object' && publisher !== null ? textOf((publisher as JsonLd)['name']) : null;
}

function nameOnly(text: string | null): string | null {
  const name = tidy(text ?? '').replace(/^by\s+/i, '');
  return name === '' || name.length > 120 || /^https?:/.test(name) ? null : name;
}

function metaContent(document: DomDocument, names: readonly string[]): string | null {
  for (const name of names) {
    const element =
      document.querySelector(`meta[property="${name}" i]`) ??
      document.querySelector(`meta[name="${name}" i]`);
    const content = tidy(element?.getAttribute('content') ?? '');
    if (content !== '') return content;
  }
  return null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function absolute(href: string | null, base: string): string | null {
  const url = href ? URL.parse(href.replaceAll('&amp;', '&'), base) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Epoch ms of a date as pages write it in their data (ISO 8601, or what `Date` reads); null where it is none. */
function readInstant(text: string | null | undefined): number | null {
  const trimmed = text?.trim() ?? '';
  if (!/\d{4}/.test(trimmed)) return null;
  // Without a zone it is taken as UTC, not as the zone of this machine.
  const hasZone = /(?:z|gmt|utc|[+-]\d{2}:?\d{2})$/i.test(trimmed);
  const isIso = /^\d{4}-\d{2}-\d{2}T?/.test(trimmed);
  const instant = Date.parse(
    hasZone || (isIso && trimmed.length <= 10) ? trimmed : `${trimmed}${isIso ? 'Z' : ' UTC'}`,
  );
  return Number.isNaN(instant) || instant <= 0 ? null : instant;
}

/** ISO 639-1 of `en-GB`, `en_US`; null for anything else. */
function languageCode(text: string | null | undefined): string | null {
  const code = /^([a-z]{2})(?:[-_][a-z0-9_-]*)?$/i.exec(text?.trim() ?? '')?.[1];
  return code ? code.toLowerCase() : null;
}
