import type { DomDocument } from './dom.ts';

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

/** Reads JSON-LD, then meta elements, then `<time>` and `<html lang>`. `url` resolves a relative canonical link. */
export function readMetadata(document: DomDocument, url: string): PageMetadata {
  const ld = articleJsonLd(document);
  const meta = (...names: string[]) => metaContent(document, names);
  const title =
    textOf(ld['headline']) ??
    meta('og:title', 'twitter:title') ??
    document.querySelector('h1')?.textContent ??
    document.title;
  const canonical = document.querySelector('link[rel~=canonical]')?.getAttribute('href') ?? meta('og:url');
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
    canonicalUrl: absolute(canonical, url),
    siteName: meta('og:site_name', 'application-name') ?? publisherOf(ld),
    articleBody: articleBodyOf(ld),
    isMarkedPaid: isFalse(ld['isAccessibleForFree']),
  };
}

/** The page's JSON-LD object that describes an article, with or without `@graph`; empty where there is none. */
function articleJsonLd(document: DomDocument): JsonLd {
  for (const script of document.querySelectorAll('script[type*="ld+json"]')) {
    const found = findArticle(parseJson(script.textContent ?? ''), 0);
    if (found) return found;
  }
  return {};
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

function findArticle(value: unknown, depth: number): JsonLd | null {
  if (typeof value !== 'object' || value === null || depth > 4) return null;
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = findArticle(item, depth + 1);
      if (found) return found;
    }
    return null;
  }
  const object = value as JsonLd;
  const types = [object['@type']].flat().map(String);
  if (types.some((type) => ARTICLE_TYPE.test(type))) return object;
  return findArticle(object['@graph'] ?? object['mainEntity'] ?? null, depth + 1);
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
  const url = href ? URL.parse(href, base) : null;
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
