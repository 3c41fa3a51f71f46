import type { SampleArticle } from './load-articles.ts';
import type { FeedFormat, Outlet } from './outlets.ts';

/** An article at its outlet's address. `publishedAt` is epoch milliseconds. */
export type ServedArticle = SampleArticle & { path: string; url: string; publishedAt: number };

/** An outlet at its address, with what it has published, newest first. */
export type Site = { outlet: Outlet; origin: string; articles: readonly ServedArticle[] };

const FEED_TYPES: Record<FeedFormat, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  'rss-full-text': 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  rdf: 'application/rdf+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

/**
 * A site's feed in its outlet's format: RSS 2.0 (rssboard.org/rss-specification), with `content:encoded` where it is
 * full text; Atom (RFC 4287); RSS 1.0 (web.resource.org/rss/1.0); JSON Feed 1.1 (jsonfeed.org).
 */
export function renderFeed(site: Site): { contentType: string; body: string } {
  return { contentType: FEED_TYPES[site.outlet.feedFormat], body: renderBody(site) };
}

function renderBody(site: Site): string {
  switch (site.outlet.feedFormat) {
    case 'rss':
    case 'rss-full-text':
      return renderRss(site);
    case 'atom':
      return renderAtom(site);
    case 'rdf':
      return renderRdf(site);
    case 'json':
      return renderJsonFeed(site);
  }
}

function teaserOf(site: Site, article: ServedArticle): string {
  if (!site.outlet.hasMarkupInTeasers) return article.teaser;
  return `<p>${escapeMarkup(article.teaser)}</p><p><a href="${article.url}">Continue</a></p>`;
}

function fullTextOf(article: ServedArticle): string {
  return article.paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph)}</p>`).join('');
}

function newestOf(site: Site): number {
  return Math.max(0, ...site.articles.map((article) => article.publishedAt));
}

function renderRss(site: Site): string {
  const { outlet, origin } = site;
  const items = site.articles.map((article) => {
    const fullText =
      outlet.feedFormat === 'rss-full-text'
        ? `\n      <content:encoded><![CDATA[${fullTextOf(article)}]]></content:encoded>`
        : '';
    return `    <item>
      <title>${escapeMarkup(article.title)}</title>
      <link>${article.url}</link>
      <guid isPermaLink="true">${article.url}</guid>
      <pubDate>${new Date(article.publishedAt).toUTCString()}</pubDate>
      <dc:creator>${escapeMarkup(article.byline)}</dc:creator>
      <category>${article.section}</category>
      <description>${escapeMarkup(teaserOf(site, article))}</description>${fullText}
    </item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>${escapeMarkup(outlet.name)}</title>
    <link>${origin}/</link>
    <description>${escapeMarkup(outlet.motto)}</description>
    <language>en-gb</language>
    <lastBuildDate>${new Date(newestOf(site)).toUTCString()}</lastBuildDate>
    <atom:link href="${origin}${outlet.feedPath}" rel="self" type="application/rss+xml"/>
${items.join('\n')}
  </channel>
</rss>
`;
}

function renderAtom(site: Site): string {
  const { outlet, origin } = site;
  const entries = site.articles.map((article) => {
    const instant = new Date(article.publishedAt).toISOString();
    return `  <entry>
    <id>${article.url}</id>
    <title>${escapeMarkup(article.title)}</title>
    <link rel="alternate" type="text/html" href="${article.url}"/>
    <published>${instant}</published>
    <updated>${instant}</updated>
    <author><name>${escapeMarkup(article.byline)}</name></author>
    <category term="${article.section}"/>
    <summary type="${outlet.hasMarkupInTeasers ? 'html' : 'text'}">${escapeMarkup(teaserOf(site, article))}</summary>
  </entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>${origin}/</id>
  <title>${escapeMarkup(outlet.name)}</title>
  <subtitle>${escapeMarkup(outlet.motto)}</subtitle>
  <updated>${new Date(newestOf(site)).toISOString()}</updated>
  <link rel="self" href="${origin}${outlet.feedPath}"/>
  <link rel="alternate" href="${origin}/"/>
${entries.join('\n')}
</feed>
`;
}

function renderRdf(site: Site): string {
  const { outlet, origin } = site;
  const places = site.articles.map((article) => `        <rdf:li rdf:resource="${article.url}"/>`);
  const items = site.articles.map(
    (article) => `  <item rdf:about="${article.url}">
    <title>${escapeMarkup(article.title)}</title>
    <link>${article.url}</link>
    <description>${escapeMarkup(teaserOf(site, article))}</description>
    <dc:date>${new Date(article.publishedAt).toISOString()}</dc:date>
    <dc:creator>${escapeMarkup(article.byline)}</dc:creator>
    <dc:subject>${article.section}</dc:subject>
  </item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="${origin}${outlet.feedPath}">
    <title>${escapeMarkup(outlet.name)}</title>
    <link>${origin}/</link>
    <description>${escapeMarkup(outlet.motto)}</description>
    <dc:language>en</dc:language>
    <items>
      <rdf:Seq>
${places.join('\n')}
      </rdf:Seq>
    </items>
  </channel>
${items.join('\n')}
</rdf:RDF>
`;
}

function renderJsonFeed(site: Site): string {
  const { outlet, origin } = site;
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: outlet.name,
    description: outlet.motto,
    home_page_url: `${origin}/`,
    feed_url: `${origin}${outlet.feedPath}`,
    language: 'en',
    items: site.articles.map((article) => ({
      id: article.url,
      url: article.url,
      title: article.title,
      summary: article.teaser,
      content_text: article.teaser,
      date_published: new Date(article.publishedAt).toISOString(),
      authors: [{ name: article.byline }],
      tags: [article.section],
    })),
  };
  return `${JSON.stringify(feed, null, 2)}\n`;
}

/** Text made safe for XML and HTML, in elements and in double-quoted attributes. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
