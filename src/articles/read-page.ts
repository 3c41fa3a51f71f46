import { languageOf } from './detect-language.ts';
import { fetchPage, type PageParts, type PageFailure } from './fetch-page.ts';

/** A page read because a person asked for it. */
export type PageReading =
  | {
      kind: 'page';
      url: string;
      title: string;
      text: string;
      siteName: string;
      language: string | null;
      publishedAt: number | null;
      isPaywallStub: boolean;
    }
  | { kind: 'failed'; userMessage: string };

export type PageReader = (url: string, signal: AbortSignal) => Promise<PageReading>;

/**
 * Makes the reader for links that people give. It does not ask robots.txt, which is for crawlers: here a person
 * reads one page through us. The failure is a sentence for that person.
 */
export function createPageReader(parts: Omit<PageParts, 'robots'>): PageReader {
  return async (url, signal) => {
    const { fetch, parser, pacer } = parts;
    const outcome = await fetchPage({ fetch, parser, pacer }, url, signal);
    if (outcome.kind === 'failed') return { kind: 'failed', userMessage: describePageFailure(outcome.code) };
    const { page, finalUrl } = outcome;
    return {
      kind: 'page',
      url: ownAddress(page.canonicalUrl, finalUrl),
      title: page.title,
      text: page.text,
      siteName: page.siteName?.slice(0, 80) ?? siteOf(finalUrl),
      language: languageOf(page.text, page.language),
      publishedAt: page.publishedAt,
      isPaywallStub: page.isPaywallStub,
    };
  };
}

/** A page may name its own better address, but not one on another site. */
function ownAddress(canonicalUrl: string | null, finalUrl: string): string {
  return canonicalUrl !== null && siteOf(canonicalUrl) === siteOf(finalUrl) ? canonicalUrl : finalUrl;
}

function siteOf(url: string): string {
  return URL.parse(url)?.host.replace(/^(?:www|m|amp|mobile)\./, '') ?? '';
}

const SENTENCES: Readonly<Record<PageFailure, string>> = {
  'not-found': 'There is no page at this address; check the link.',
  gone: 'The page was taken down by its site.',
  forbidden:
    'The site refuses to show us this page; it may need a login. Try another outlet that tells the story.',
  'bot-challenge':
    'The site shows us a check for humans instead of the page. Try another outlet that tells the story.',
  'not-a-feed': 'What is at this address cannot be read as a page.',
  'not-a-page': 'This is a file, not a page with an article; give the link of the article.',
  empty: 'The page is empty; try again later.',
  malformed: 'The page is damaged and cannot be read; try again later.',
  'too-big': 'The page is too large to be read.',
  'too-slow': 'The site took too long to answer; try again in a minute.',
  certificate: "The site's certificate is not valid, so its page was not read; check the link.",
  dns: "The site's name cannot be found; check the spelling of the link.",
  unreachable: 'The site cannot be reached; check the link, or try again later.',
  'redirect-loop':
    'The link leads from one redirect to the next without end; open it in a browser and give the address that you end at.',
  'private-address': 'The link leads into a private network and is not read.',
  'rate-limited': 'The site asks us to come back later; try again in some minutes.',
  'server-error': 'The site has a fault of its own; try again later.',
  'bad-address':
    'This is not a link that can be read; give one that begins with http:// or https://, without a password.',
  consent:
    'The site asks for consent first and does not show us the article. Try another outlet that tells the story.',
  'page-gone': 'The site says that this page is gone; check the link, or look for the article on the site.',
  login: 'The site shows a log-in page instead of the article. Try another outlet that tells the story.',
  'app-shell':
    'The page is empty until a browser runs its program, so there is no text to read. Try another outlet that tells the story.',
  robots: 'The site does not allow programs to read this page.',
  'no-text': 'No article text was found on this page; give the link of a single article.',
  'moved-away': "The link leads to the site's front page now; the article may have been removed.",
  unreadable: 'The page is built in a way that cannot be read.',
};

/** The sentence for a person who asked for a page: what is wrong, and what to do. */
function describePageFailure(code: PageFailure): string {
  return SENTENCES[code];
}
