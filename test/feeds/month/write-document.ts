import type { FeedItem } from '../../../src/model/feed.ts';
import { type Habits, SITE } from './newsdesk.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const element = (name: string, text: string | null): string =>
  text === null ? '' : `<${name}>${escape(text)}</${name}>`;

/** A whole document; `items` in its order. Times in it are those of its items, so the same items make the same text. */
export function writeDocument(format: Habits['format'], items: readonly FeedItem[]): string {
  switch (format) {
    case 'rss':
      return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Post</title>
<link>https://${SITE}/</link><language>en</language>\n${items.map(rssItem).join('\n')}\n</channel></rss>`;
    case 'atom':
      return `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Harbour Post</title><link href="https://${SITE}/"/>\n${items.map(atomEntry).join('\n')}\n</feed>`;
    case 'json':
      return JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Harbour Post',
        home_page_url: `https://${SITE}/`,
        language: 'en',
        items: items.map(({ guid, url, title, teaser, publishedAt }) => ({
          id: guid ?? undefined,
          url,
          title,
          summary: teaser,
          date_published: publishedAt === null ? undefined : new Date(publishedAt).toISOString(),
        })),
      });
  }
}

function rssItem({ guid, url, title, teaser, content, publishedAt }: FeedItem): string {
  const date = publishedAt === null ? null : new Date(publishedAt).toUTCString();
  const id = guid === null ? '' : `<guid isPermaLink="false">${escape(guid)}</guid>`;
  return `<item>${element('title', title)}${element('link', url)}${id}${element('pubDate', date)}${element('description', teaser)}${element('content:encoded', content === '' ? null : content)}</item>`;
}

function atomEntry({ guid, url, title, teaser, publishedAt }: FeedItem): string {
  const date = publishedAt === null ? null : new Date(publishedAt).toISOString();
  return `<entry>${element('title', title)}<link href="${escape(url ?? '')}"/>${element('id', guid)}${element('updated', date)}${element('summary', teaser)}</entry>`;
}
