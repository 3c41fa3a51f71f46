import { MAX_FUTURE_MS } from '../../config/feeds-tuning.ts';
import type { NewArticle } from '../model/article.ts';
import type { Feed, FeedItem, ParsedFeed } from '../model/feed.ts';
import { identityKeys } from './identity.ts';
import { outletDomainOf, outletNameFromTitle } from './outlet.ts';

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
