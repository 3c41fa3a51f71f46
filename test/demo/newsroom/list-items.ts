import { parseFeed } from 'feedsmith';
import { expect } from 'vitest';

export type ListedItem = { title: string; url: string; publishedAt: number };

/** The body at an address that answers 200. */
export async function textOf(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response.text();
}

/** The items of any of the feeds, read by a library that knows all the formats. */
export async function listItems(url: string): Promise<ListedItem[]> {
  const { format, feed } = parseFeed(await textOf(url));
  switch (format) {
    case 'rss':
      return (feed.items ?? []).map((item) => ({
        title: String(item.title),
        url: item.link ?? '',
        publishedAt: Date.parse(item.pubDate ?? ''),
      }));
    case 'rdf':
      return (feed.items ?? []).map((item) => ({
        title: String(item.title),
        url: item.link ?? '',
        publishedAt: Date.parse(item.dc?.dates?.[0] ?? ''),
      }));
    case 'atom':
      return (feed.entries ?? []).map((entry) => ({
        title: typeof entry.title === 'string' ? entry.title : String(entry.title?.value),
        url: entry.links?.[0]?.href ?? '',
        publishedAt: Date.parse(entry.published ?? ''),
      }));
    case 'json':
      return (feed.items ?? []).map((item) => ({
        title: item.title ?? '',
        url: item.url ?? '',
        publishedAt: Date.parse(item.date_published ?? ''),
      }));
  }
}
