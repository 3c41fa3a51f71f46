import { escapeMarkup, type ServedArticle, type Site } from './render-feed.ts';

const NAVIGATION = ['World', 'Politics', 'Economy', 'Culture', 'Sport', 'Weather', 'Podcasts'];

/** Furniture stands after these paragraphs (counted from 0), where real pages interrupt their text. */
const LINK_AFTER = 1;
const PROMPT_AFTER = 4;
const RELATED_COUNT = 4;

/** The page of an article, with all that stands round the text of one on the web. */
export function renderArticlePage(site: Site, article: ServedArticle): string {
  const place = site.articles.indexOf(article);
  const others = [...site.articles.slice(place + 1), ...site.articles.slice(0, place)].slice(
    0,
    RELATED_COUNT,
  );
  const published = new Date(article.publishedAt);
  const head = `<link rel="canonical" href="${article.url}">
<meta name="description" content="${escapeMarkup(article.teaser)}">
<meta name="author" content="${escapeMarkup(article.byline)}">
<meta property="og:type" content="article">
<meta property="og:title" content="${escapeMarkup(article.title)}">
<meta property="og:site_name" content="${escapeMarkup(site.outlet.name)}">
<meta property="article:published_time" content="${published.toISOString()}">
<meta property="article:section" content="${article.section}">
${site.outlet.hasJsonLd ? renderJsonLd(site, article) : ''}`;
  const main = `<main class="story-page">
<p class="breadcrumb"><a href="/">Home</a> / ${article.section}</p>
<article class="story">
<h1>${escapeMarkup(article.title)}</h1>
<p class="byline">By ${escapeMarkup(article.byline)} <time datetime="${published.toISOString()}">${published.toUTCString()}</time></p>
${renderShareBar(article)}
${renderPhoto(article)}
<div class="story-body">
${renderParagraphs(site, article, others[0])}
</div>
<ul class="tags"><li>Read more on:</li><li>${article.section}</li></ul>
</article>
${renderRelated(others)}
<section class="comments"><h2>Show comments (0)</h2><p>Log in to join the conversation.</p></section>
</main>`;
  return renderDocument(site, article.title, head, main);
}

/** The outlet's front page: headlines, and the feed for those who look for it (autodiscovery). */
export function renderFrontPage(site: Site): string {
  const type = site.outlet.feedFormat === 'json' ? 'application/feed+json' : 'application/rss+xml';
  const kind = site.outlet.feedFormat === 'atom' ? 'application/atom+xml' : type;
  const head = `<link rel="alternate" type="${kind}" title="${escapeMarkup(site.outlet.name)}" href="${site.outlet.feedPath}">`;
  const items = site.articles.map(
    (article) =>
      `<li><a href="${article.path}">${escapeMarkup(article.title)}</a><p>${escapeMarkup(article.teaser)}</p></li>`,
  );
  return renderDocument(site, site.outlet.motto, head, `<main><ol>${items.join('\n')}</ol></main>`);
}

/** A drawing that stands in for every photograph. */
export function renderPhotoFile(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="540"><rect width="960" height="540" fill="${colour}" opacity="0.25"/><path d="M0 430 L280 210 L470 390 L640 260 L960 470 V540 H0 Z" fill="${colour}" opacity="0.6"/></svg>\n`;
}

function renderDocument(site: Site, title: string, head: string, main: string): string {
  const { outlet } = site;
  const name = escapeMarkup(outlet.name);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)} | ${name}</title>
${head}
<style>body{font:17px/1.5 Georgia,serif;max-width:44rem;margin:0 auto;padding:0 1rem}header,footer{color:${outlet.colour}}nav li,.share li,.tags li{display:inline;margin-right:1rem}img{max-width:100%;height:auto}</style>
</head>
<body>
<div class="cookie-banner" role="dialog"><p>${escapeMarkup(outlet.cookieNotice)}</p><button>Accept all</button> <button>Settings</button></div>
<header><a class="skip" href="#content">Skip to the text</a><p class="masthead"><strong>${name}</strong> ${escapeMarkup(outlet.motto)}</p>
<nav><ul>${NAVIGATION.map((label) => `<li><a href="/">${label}</a></li>`).join('')}</ul></nav></header>
<div id="content">${main}</div>
<footer><p>${name} is an invented outlet that belongs to a demonstration. Its articles retell public events of September 2023.</p>
<ul><li><a href="/">About us</a></li><li><a href="/">Corrections</a></li><li><a href="/">Terms of use</a></li><li><a href="/">Work with us</a></li></ul></footer>
<script>window.visits = (window.visits || 0) + 1;</script>
</body>
</html>
`;
}

function renderParagraphs(site: Site, article: ServedArticle, other: ServedArticle | undefined): string {
  const { linkMark, newsletterPrompt } = site.outlet;
  return article.paragraphs
    .map((paragraph, index) => {
      const text = `<p>${escapeMarkup(paragraph)}</p>`;
      if (index === LINK_AFTER && other !== undefined) {
        return `${text}\n<p class="in-text-link"><strong>${linkMark}</strong> <a href="${other.path}">${escapeMarkup(other.title)}</a></p>`;
      }
      if (index === PROMPT_AFTER) {
        return `${text}\n<aside class="newsletter"><h3>Before you go on</h3><p>${escapeMarkup(newsletterPrompt)}</p><form><input type="email" placeholder="you@example.org"><button>Sign up</button></form></aside>`;
      }
      return text;
    })
    .join('\n');
}

function renderShareBar(article: ServedArticle): string {
  const labels = ['Share', 'Mail', 'Copy link', 'Print', 'Save for later'];
  const target = encodeURIComponent(article.url);
  return `<ul class="share">${labels.map((label) => `<li><a href="/share?to=${target}">${label}</a></li>`).join('')}</ul>`;
}

function renderPhoto(article: ServedArticle): string {
  if (article.photo === null) return '';
  const { caption, credit } = article.photo;
  return `<figure class="lead-photo"><img src="/photo.svg" alt="${escapeMarkup(caption)}" width="960" height="540"><figcaption>${escapeMarkup(caption)} <span class="credit">${escapeMarkup(credit)}</span></figcaption></figure>`;
}

function renderRelated(others: readonly ServedArticle[]): string {
  const items = others.map((other) => `<li><a href="${other.path}">${escapeMarkup(other.title)}</a></li>`);
  return `<aside class="related"><h2>Related</h2><ul>${items.join('')}</ul></aside>`;
}

function renderJsonLd(site: Site, article: ServedArticle): string {
  const instant = new Date(article.publishedAt).toISOString();
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    description: article.teaser,
    datePublished: instant,
    dateModified: instant,
    articleSection: article.section,
    mainEntityOfPage: article.url,
    author: [{ '@type': 'Person', name: article.byline }],
    publisher: { '@type': 'NewsMediaOrganization', name: site.outlet.name },
  };
  // A `<` would let a headline end the script element.
  return `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', String.raw`\u003c`)}</script>`;
}
