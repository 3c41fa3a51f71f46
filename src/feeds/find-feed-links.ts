import { decodeEntities } from './parse/decode-entities.ts';

export type FeedLink = { url: string; title: string };

/** Where sites keep their feed when they do not say. Most often used first. */
export const COMMON_PATHS = [
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
