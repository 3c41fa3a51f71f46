import { parseFeed } from 'feedsmith';
import type { RawFeed, RawItem } from './raw-feed.ts';

type Parsed = ReturnType<typeof parseFeed<string>>;
type Rss = Extract<Parsed, { format: 'rss' }>['feed'];
type Rdf = Extract<Parsed, { format: 'rdf' }>['feed'];
type Atom = Extract<Parsed, { format: 'atom' }>['feed'];
type RssItem = NonNullable<Rss['items']>[number];
type RdfItem = NonNullable<Rdf['items']>[number];
type AtomEntry = NonNullable<Atom['entries']>[number];

/**
 * The tolerant second parser, for documents that rss-parser refuses: it reads the text of an element
 * without reading its markup, and takes missing versions and unclosed attributes in its stride.
 * Throws where it finds no feed.
 */
export function parseWithFeedsmith(text: string): RawFeed {
  const parsed = parseFeed(text);
  if (parsed.format === 'atom') return readAtom(parsed.feed);
  if (parsed.format === 'rss') return readRss(parsed.feed);
  if (parsed.format === 'rdf') return readRdf(parsed.feed);
  throw new Error('not XML');
}

function readRss(feed: Rss): RawFeed {
  return {
    ...common(feed),
    title: feed.title ?? feed.dc?.titles?.[0] ?? null,
    siteUrl: feed.link ?? alternate(feed.atom?.links) ?? null,
    language: feed.language ?? feed.dc?.languages?.[0] ?? null,
    ttlMinutes: feed.ttl ?? null,
    skipHours: feed.skipHours ?? [],
    hubUrl: hub(feed.atom?.links),
    items: (feed.items ?? []).map((item) => readItem(item)),
  };
}

function readRdf(feed: Rdf): RawFeed {
  return {
    ...common(feed),
    title: feed.title ?? feed.dc?.titles?.[0] ?? null,
    siteUrl: feed.link ?? null,
    language: feed.dc?.languages?.[0] ?? null,
    hubUrl: hub(feed.atom?.links),
    items: (feed.items ?? []).map((item) => readItem(item)),
  };
}

function readItem(item: Partial<RssItem> & Partial<RdfItem>): RawItem {
  const guid = item.guid?.value ?? item.rdf?.about ?? null;
  const isGuidLink = item.guid?.isPermaLink !== false && /^https?:\/\//i.test(guid ?? '');
  return {
    guid,
    links: [item.link, alternate(item.atom?.links), isGuidLink ? guid : null],
    title: item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value ?? null,
    description: item.description ?? item.media?.description?.value ?? null,
    content: item.content?.encoded ?? null,
    author: item.authors?.[0]?.name ?? item.dc?.creators?.[0] ?? null,
    dates: [item.pubDate, item.dc?.dates?.[0], item.atom?.published, item.atom?.updated],
    categories: (item.categories ?? []).flatMap((category) => (category.name ? [category.name] : [])),
    base: item.xml?.base ?? null,
  };
}

function readAtom(feed: Atom): RawFeed {
  return {
    ...common(feed),
    title: feed.title?.value ?? null,
    siteUrl: alternate(feed.links),
    language: feed.xml?.lang ?? null,
    hubUrl: hub(feed.links),
    items: (feed.entries ?? []).map(readEntry),
  };
}

function readEntry(entry: AtomEntry): RawItem {
  return {
    guid: entry.id ?? null,
    links: [alternate(entry.links)],
    title: entry.title?.value ?? null,
    description: entry.summary?.value ?? entry.media?.description?.value ?? null,
    content: entry.content?.value ?? null,
    author: entry.authors?.[0]?.name ?? entry.dc?.creators?.[0] ?? null,
    dates: [entry.published, entry.dc?.dates?.[0], entry.updated],
    categories: (entry.categories ?? []).flatMap((category) => category.label ?? category.term ?? []),
    base: entry.xml?.base ?? null,
  };
}

type WithCommon = { sy?: { updatePeriod?: string; updateFrequency?: number }; xml?: { base?: string } };

function common(feed: WithCommon): Omit<RawFeed, 'title' | 'siteUrl' | 'language' | 'hubUrl' | 'items'> {
  return {
    ttlMinutes: null,
    updatePeriod: feed.sy?.updatePeriod ?? null,
    updateFrequency: feed.sy?.updateFrequency ?? null,
    skipHours: [],
    base: feed.xml?.base ?? null,
  };
}

type Links = readonly { href?: string; rel?: string }[] | undefined;

function alternate(links: Links): string | null {
  return (links ?? []).find(({ href, rel }) => href && (rel ?? 'alternate') === 'alternate')?.href ?? null;
}

function hub(links: Links): string | null {
  return (links ?? []).find(({ rel }) => rel === 'hub')?.href ?? null;
}
