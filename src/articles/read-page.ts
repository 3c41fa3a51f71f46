import { languageOf } from './detect-language.ts';
import { describePageFailure } from './describe-page-failure.ts';
import { fetchPage, type PageParts } from './fetch-page.ts';

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
