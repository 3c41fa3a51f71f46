import RssParser from 'rss-parser';
import type { RawFeed, RawItem } from './raw-feed.ts';

/**
 * Elements that rss-parser would process beyond reading them, at a price: quadratic snippets of texts, a thrown date,
 * a link without attributes. Under another name it hands them over as they stand.
 */
const SHIELDED = new Set(
  'description content content:encoded encoded summary published updated link itunes:summary'.split(' '),
);
/** The name under which an element is handed to rss-parser; for `cleanXml`. */
export const shield = (name: string): string => (SHIELDED.has(name) ? `raw-${name.replace(':', '-')}` : name);

const ITEM_FIELDS =
  '$ title raw-link atom:link feedburner:origLink guid id raw-description raw-content raw-content-encoded raw-encoded ' +
  'raw-summary media:description media:group pubDate dc:date raw-published raw-updated issued modified created ' +
  'dcterms:issued dcterms:created dcterms:modified atom:published atom:updated author dc:creator category dc:subject ' +
  'dc:title media:title raw-itunes-summary';
const FEED_FIELDS =
  '$ title dc:title raw-link atom:link language dc:language ttl sy:updatePeriod sy:updateFrequency skipHours';

type Node = string | { _?: string; $?: Record<string, string>; [child: string]: unknown };
type Fields = Readonly<Record<string, unknown>>;

const asArrays = (names: string) => names.split(' ').map((name) => [name, `@${name}`, { keepArray: true }]);

const OPTIONS = {
  defaultRSS: 2,
  customFields: {
    feed: asArrays(FEED_FIELDS) as unknown as string[],
    item: asArrays(ITEM_FIELDS) as unknown as string[],
  },
};

/**
 * Reads RSS 0.9x, 1.0, 2.0 and Atom with rss-parser, from a document that `cleanXml` cleaned and shielded.
 * Rejects where rss-parser does.
 */
export async function parseWithRssParser(shielded: string): Promise<RawFeed> {
  // A parser of its own for each document: one that broke off keeps its state and its listeners.
  const parser = new RssParser<Fields, Fields>(OPTIONS);
  const output: unknown = await settled(parser.parseString(shielded));
  const feed = output as Fields & { items: readonly Fields[] };
  const language = first(feed, 'language') ?? first(feed, 'dc:language') ?? attribute(feed, 'xml:lang');
  return {
    title: first(feed, 'title') ?? first(feed, 'dc:title'),
    siteUrl: siteUrlOf(feed),
    language,
    ttlMinutes: numberOf(first(feed, 'ttl')),
    updatePeriod: first(feed, 'sy:updatePeriod'),
    updateFrequency: numberOf(first(feed, 'sy:updateFrequency')),
    skipHours: nodes(feed, 'skipHours')
      .flatMap((node) => (typeof node === 'string' ? [] : ((node['hour'] as Node[] | undefined) ?? [])))
      .map((node) => Number(textOf(node))),
    hubUrl: linkOf(feed, (rel) => rel === 'hub'),
    base: attribute(feed, 'xml:base'),
    items: feed.items.map(readItem),
  };
}

/** On some broken documents xml2js never calls back; it works in one go, so no answer by the next turn is none. */
async function settled<T>(parsing: Promise<T>): Promise<T> {
  const silence = new Promise<never>((_resolve, reject) => {
    setImmediate(() => reject(new Error('rss-parser gave no answer')));
  });
  return Promise.race([parsing, silence]);
}

function readItem(item: Fields): RawItem {
  const [guidNode] = [...nodes(item, 'guid'), ...nodes(item, 'id')];
  const guid = textOf(guidNode) ?? attribute(item, 'rdf:about');
  const isPermaLink = typeof guidNode === 'string' || guidNode?.$?.['isPermaLink'] !== 'false';
  const isGuidLink = nodes(item, 'guid').length > 0 && isPermaLink && /^https?:\/\//i.test(guid ?? '');
  const text = (name: string) => first(item, name);
  return {
    guid,
    links: [
      linkOf(item, (rel) => rel === 'alternate'),
      ...nodes(item, 'raw-link').map(textOf),
      linkOf(item, (rel) => !NOT_THE_ARTICLE.has(rel)),
      text('feedburner:origLink'),
      isGuidLink ? guid : attribute(item, 'rdf:about'),
    ],
    title: text('title') ?? text('dc:title') ?? text('media:title'),
    description:
      text('raw-description') ?? text('raw-summary') ?? text('media:description') ?? groupText(item),
    content: text('raw-content-encoded') ?? text('raw-content') ?? text('raw-encoded') ?? null,
    author: authorOf(item),
    dates: DATE_FIELDS.map(text),
    categories: [...nodes(item, 'category'), ...nodes(item, 'dc:subject')].flatMap((node) => {
      const label =
        textOf(node) ?? (typeof node === 'string' ? null : (node.$?.['label'] ?? node.$?.['term']));
      return label ? [label] : [];
    }),
    base: attribute(item, 'xml:base'),
  };
}

const DATE_FIELDS =
  'pubDate raw-published dc:date dcterms:issued dcterms:created issued created atom:published raw-updated modified atom:updated dcterms:modified'.split(
    ' ',
  );

const NOT_THE_ARTICLE = new Set([
  'self',
  'edit',
  'enclosure',
  'replies',
  'hub',
  'related',
  'via',
  'next',
  'service.post',
]);

function siteUrlOf(feed: Fields): string | null {
  const written = nodes(feed, 'raw-link').map(textOf);
  return (
    linkOf(feed, (rel) => rel === 'alternate') ??
    written.find((text) => text !== null) ??
    linkOf(feed, (rel) => !NOT_THE_ARTICLE.has(rel)) ??
    null
  );
}

/** The `href` of the first Atom link whose relation passes; no relation means `alternate` (RFC 4287, 4.2.7.2). */
function linkOf(fields: Fields, passes: (rel: string) => boolean): string | null {
  for (const node of [...nodes(fields, 'raw-link'), ...nodes(fields, 'atom:link')]) {
    if (typeof node === 'string' || !node.$?.['href']) continue;
    if (passes(node.$['rel'] ?? 'alternate')) return node.$['href'];
  }
  return null;
}

function authorOf(item: Fields): string | null {
  const [author] = nodes(item, 'author');
  const name = typeof author === 'object' ? textOf((author['name'] as Node[] | undefined)?.[0]) : null;
  return name ?? first(item, 'dc:creator') ?? textOf(author);
}

function groupText(item: Fields): string | null {
  const [group] = nodes(item, 'media:group');
  return typeof group === 'object' ? textOf((group['media:description'] as Node[] | undefined)?.[0]) : null;
}

function nodes(fields: Fields, name: string): Node[] {
  const value = fields[`@${name}`];
  return Array.isArray(value) ? (value as Node[]) : [];
}

function first(fields: Fields, name: string): string | null {
  for (const node of nodes(fields, name)) {
    const text = textOf(node);
    if (text !== null) return text;
  }
  return null;
}

function attribute(fields: Fields, name: string): string | null {
  const attributes = fields['@$'] as Record<string, string> | undefined;
  return attributes?.[name] ?? null;
}

function textOf(node: Node | undefined): string | null {
  const text = typeof node === 'string' ? node : node?._;
  if (text === undefined || text.trim() === '') return null;
  const isBase64 =
    typeof node === 'object' &&
    (node.$?.['mode'] === 'base64' || node.$?.['type'] === 'application/octet-stream');
  return isBase64 ? Buffer.from(text, 'base64').toString('utf8') : text.trim();
}

function numberOf(text: string | null): number | null {
  const value = Number(text ?? '');
  return text !== null && Number.isFinite(value) ? value : null;
}
