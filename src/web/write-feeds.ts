import type { ArchivedDigest, ArchivePage } from '../model/archive.ts';
import type { Message } from '../model/message.ts';
import { renderMessage } from './render-message.ts';
import { NO_POST } from './render-post.ts';

type Place = {
  /** Where the pages are reached, without a closing slash. */
  origin: string;
  /** Where this document is. */
  self: string;
};

/** What XML 1.0 allows in a document (its production Char); everything else is left out. */
const NO_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escape = (text: string) =>
  text
    .toWellFormed()
    .replace(NO_CHARACTER, '')
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** A reader has no use for buttons. */
const withoutButtons = (message: Message): Message => ({
  ...message,
  blocks: message.blocks.map((block) => (block.kind === 'story' ? { ...block, hasButtons: false } : block)),
});

const contentOf = async ({ message }: ArchivedDigest) =>
  String(await renderMessage(withoutButtons(message), NO_POST)).replace(NO_CHARACTER, '');

const titleOf = ({ channel }: ArchivePage) => `Sitrep: #${channel.name}`;
const describe = ({ channel }: ArchivePage) =>
  `World news in three bullets a story, as posted to #${channel.name}.`;
const guidOf = ({ id }: ArchivedDigest) => `urn:uuid:${id}`;

/** RFC 822 with the four-digit year of RFC 2822, as RSS 2.0 wants it. */
const rssDate = (at: number) => new Date(at).toUTCString().replace('GMT', '+0000');

/** A channel's digests as RSS 2.0 (rssboard.org/rss-specification); the whole digest is in `content:encoded`. */
export async function writeRss(page: ArchivePage, { origin, self }: Place): Promise<string> {
  const items = await Promise.all(
    page.digests.map(async (digest) => {
      const headlines = digest.message.blocks.flatMap((block) =>
        block.kind === 'story' ? [block.headline] : [],
      );
      return `<item><title>${escape(digest.title)}</title><link>${escape(`${origin}/digests/${digest.id}`)}</link>
<guid isPermaLink="false">${escape(guidOf(digest))}</guid><pubDate>${rssDate(digest.at)}</pubDate>
<description>${escape(headlines.join(' · '))}</description>
<content:encoded>${escape(await contentOf(digest))}</content:encoded></item>`;
    }),
  );
  const newest = page.digests[0];
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>${escape(titleOf(page))}</title><link>${escape(`${origin}/archive/${page.channel.id}`)}</link>
<description>${escape(describe(page))}</description><language>en</language><ttl>15</ttl>
<atom:link href="${escape(self)}" rel="self" type="application/rss+xml"/>
${newest ? `<lastBuildDate>${rssDate(newest.at)}</lastBuildDate>` : ''}
${items.join('\n')}
</channel></rss>
`;
}

/** A channel's digests as JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export async function writeJsonFeed(page: ArchivePage, { origin, self }: Place): Promise<string> {
  const items = await Promise.all(
    page.digests.map(async (digest) => ({
      id: guidOf(digest),
      url: `${origin}/digests/${digest.id}`,
      title: digest.title,
      content_html: await contentOf(digest),
      date_published: new Date(digest.at).toISOString(),
    })),
  );
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: titleOf(page),
    description: describe(page),
    home_page_url: `${origin}/archive/${page.channel.id}`,
    feed_url: self,
    language: 'en',
    items,
  });
}
