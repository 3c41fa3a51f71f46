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
