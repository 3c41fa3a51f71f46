import { MAX_FUTURE_MS } from '../../config/feeds-tuning.ts';
import type { NewArticle } from '../model/article.ts';
import type { Feed, FeedItem, ParsedFeed } from '../model/feed.ts';
import { identityKeys } from './identity.ts';

/** A name for a domain, where one is known. */
export type OutletNameOf = (domain: string) => string | null | undefined;

/**
 * The articles of a parsed document, newest items as the document has them: items that say nothing are left out,
 * and items that share a key with an earlier one are that one.
 */
export function toArticles(
  feed: Pick<Feed, 'id' | 'url' | 'title'>,
  document: ParsedFeed,
  now: number,
  outletNameOf: OutletNameOf = () => null,
): NewArticle[] {
  const items = document.items.filter((item) => item.title !== '' || item.teaser !== '').map(withTitle);
  const domainOf = (item: FeedItem) => outletDomainOf(item.url, document.siteUrl, feed.url);
  const identities = identityKeys(items, (item) => ({ feedId: feed.id, outletDomain: domainOf(item) }));
  const feedDomain = outletDomainOf(null, document.siteUrl, feed.url);
  const feedName = outletNameFromTitle(document.title || feed.title);

  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const identity = identities[index];
    if (!identity || identity.keys.some((key) => seen.has(key))) return [];
    for (const key of identity.keys) seen.add(key);
    const outletDomain = domainOf(item);
    const titleName = outletDomain === feedDomain ? feedName : '';
    const isPlausible =
      item.publishedAt !== null && item.publishedAt <= now + MAX_FUTURE_MS && item.publishedAt > 0;
    return [
      {
        ...identity,
        url: item.url,
        title: item.title,
        teaser: item.teaser,
        feedText: item.content || item.teaser,
        outletDomain,
        outletName: outletNameOf(outletDomain) || titleName || outletDomain,
        publishedAt: isPlausible ? item.publishedAt : null,
        language: document.language,
      },
    ];
  });
}

/** Micro-blogs have no titles: the first sentence serves. */
function withTitle(item: FeedItem): FeedItem {
  if (item.title !== '') return item;
  const sentence = /^.{20,140}?[.!?](?=\s|$)/.exec(item.teaser)?.[0];
  return {
    ...item,
    title: sentence ?? (item.teaser.length > 120 ? `${item.teaser.slice(0, 119)}…` : item.teaser),
  };
}

/** Second labels under which countries register names: `example.co.uk`, `example.com.br`. */
const SECOND_LEVEL = new Set(
  'ac asn co com edu go gob gouv gov govt gub id in info ltd me mil ne net nic nom nsw or org plc pp press sch web'.split(
    ' ',
  ),
);

/** Hosts that carry other outlets' articles; the outlet is then the feed's own site. */
const CARRIERS =
  /(?:^|\.)(?:feedburner\.com|feedproxy\.google\.com|feeds\.google\.com|news\.google\.com|feedblitz\.com)$/;

/** The registered domain of an address: `https://edition.example.co.uk/x` -> `example.co.uk`; an empty string where there is none. */
export function registeredDomain(url: string | null): string {
  const host = (url === null ? null : URL.parse(url))?.hostname.replace(/\.$/, '') ?? '';
  if (host === '' || /^[\d.]+$/.test(host) || host.startsWith('[')) return host;
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  const isUnderCountry = top.length === 2 && SECOND_LEVEL.has(second) && labels.length > 2;
  return labels.slice(isUnderCountry ? -3 : -2).join('.');
}

/**
 * The outlet's domain for an item: that of its link, unless the link goes over a carrier; then that of the feed's
 * site, or of the feed itself. Loopback outlets (the demo) are told apart by port.
 */
export function outletDomainOf(itemUrl: string | null, siteUrl: string | null, feedUrl: string): string {
  for (const url of [itemUrl, siteUrl, feedUrl]) {
    const parsed = url === null ? null : URL.parse(url);
    if (!parsed || CARRIERS.test(parsed.hostname)) continue;
    const isAddress = /^[\d.]+$|^\[|^localhost$/.test(parsed.hostname);
    return isAddress ? parsed.host : registeredDomain(parsed.href);
  }
  return registeredDomain(feedUrl);
}

/** An outlet's name from its feed's title: `Example News - World | RSS feed` -> `Example News`. */
export function outletNameFromTitle(title: string): string {
  const [head = ''] = title.split(/\s+[-–—|»:·>]\s+|\s*[|»]\s*|:\s+/);
  return head
    .replace(/\s*\b(?:rss|atom)\b(?:\s*(?:feed|channel))?\s*$/i, '')
    .replace(/\s*\.com$/i, '')
    .trim();
}
