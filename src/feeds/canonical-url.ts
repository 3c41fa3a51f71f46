import { hostOf, portOf } from '../outbound/judge-address.ts';

/** Parameters that say where a reader came from, not what is read. */
const TRACKING =
  /^(?:utm_\w+|at_\w+|ns_\w+|hsa_\w+|mc_[ce]id|_hs\w+|[a-z]{0,2}clid|msclkid|igshid|mkt_tok|cmp|cmpid|campaign_?id|ref|ref_?src|xtor|ocid|ftag|taid|smid|partner|maca|traffic_source|feed_?(?:type|name|item_type)|wt[._]\w+|guccounter|guce_\w+|ssr|syndication|rss|_ga|spm|ito|icid|intcid|source_?feed)$/i;
const SAYS_RSS = /^(?:.*[-_.])?rss\d*(?:[-_.].*)?$/i;

/**
 * One spelling for all addresses of a page: https, lower-case host without `www.`, no fragment, no tracking
 * parameters, the others in order, no closing slash. Null for what is no article's own address: a home page,
 * a scheme other than http(s).
 */
export function canonicalUrl(url: string): string | null {
  const parsed = URL.parse(url);
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return null;
  const kept = [...parsed.searchParams].filter(
    ([name, value]) => !TRACKING.test(name) && !SAYS_RSS.test(value),
  );
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = new URLSearchParams(kept).toString();
  const path = parsed.pathname.replace(/\/{2,}/g, '/').replace(/\/(?:index\.(?:html?|php))?$/, '');
  const route = parsed.hash.startsWith('#!') ? parsed.hash : '';
  if (path === '' && query === '' && route === '') return null;
  const host = parsed.host.replace(/^www\d?\./, '');
  return `https://${host}${path}${query === '' ? '' : `?${query}`}${route}`;
}

/** Host and port of an address: what one instance polls at a time. */
export function pollHostOf(address: string): string {
  const url = new URL(address);
  return `${hostOf(url)}:${portOf(url)}`;
}
