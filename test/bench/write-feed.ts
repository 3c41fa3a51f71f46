import { seededRandom } from '../support/seeded-random.ts';
import { inventEvent, tellEvent } from './write-news.ts';

export const ITEMS_A_FEED = 50;
/** Items that are new when a feed publishes. */
export const NEW_ITEMS = 3;

/** Of 20 feeds one publishes, three answer 200 with what they had, sixteen 304. */
export const FEEDS_A_CYCLE = 20;
export const isPublishing = (feed: number): boolean => feed % FEEDS_A_CYCLE === 0;
export const ignoresConditions = (feed: number): boolean => feed % FEEDS_A_CYCLE < 4;
const HOUR_MS = 3_600_000;

/**
 * The RSS document of a feed; each edition has `NEW_ITEMS` more items on top, and as many fewer at the end. Its pages
 * are at `origin`, by default one that does not exist.
 */
export function writeFeed(
  feed: number,
  edition: number,
  startedAt: number,
  items = ITEMS_A_FEED,
  origin = `https://gazette-${feed}.example`,
): string {
  const newest = items + edition * NEW_ITEMS;
  const numbers = Array.from({ length: items }, (_, index) => newest - index);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>' +
    `<title>Gazette ${feed}</title><link>${origin}/</link><description>World news of gazette ${feed}</description>` +
    `<language>en</language>${numbers.map((number) => writeItem(feed, number, startedAt - (items - number) * HOUR_MS, origin)).join('\n')}</channel></rss>`
  );
}

/** The page of an item: its event told at length. */
export function writePage(feed: number, number: number): string {
  const random = seededRandom(feed * 10_007 + number);
  const { title, text } = tellEvent(inventEvent(random), random, 12);
  const paragraphs = text.match(/[^.]+\./g) ?? [];
  return (
    `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav><a href="/">Gazette ${feed}</a></nav>` +
    `<main><article><h1>${title}</h1>${paragraphs.map((line) => `<p>${line}</p>`).join('')}</article></main></body></html>`
  );
}

function writeItem(feed: number, number: number, publishedAt: number, origin: string): string {
  const random = seededRandom(feed * 10_007 + number);
  const event = inventEvent(random);
  const { title, text } = tellEvent(event, random, 3);
  const link = `${origin}/world/${number}-${event.town.toLowerCase()}`;
  return (
    `<item><title>${title} (${number})</title><link>${link}</link><guid isPermaLink="false">gazette-${feed}-${number}</guid>` +
    `<pubDate>${new Date(publishedAt).toUTCString()}</pubDate><dc:creator>${event.person}</dc:creator><category>World</category>` +
    `<description><![CDATA[<p>${text}</p>]]></description></item>`
  );
}
