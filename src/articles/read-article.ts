import {
  MAX_FUTURE_MS,
  PAGE_RETRY_MS,
  PAGE_RETRY_WINDOW_MS,
  THIN_FEED_TEXT_CHARS,
} from '../../config/feeds-tuning.ts';
import { type Clock, SECOND } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { ReadingResult, UnreadArticle } from '../model/article.ts';
import { FOREIGN_SHARE } from '../../config/pages-tuning.ts';
import { DEFAULT_LANGUAGE } from '../../config/tuning.ts';
import { languageOf } from './detect-language.ts';
import type { ExtractedPage } from './extract-text.ts';
import { shareTold } from './same-story.ts';
import { fetchPage, type PageFailure, type PageOutcome, type PageParts } from './fetch-page.ts';

export type ArticleReader = (article: UnreadArticle, signal: AbortSignal) => Promise<ReadingResult>;

/** Faults that may be over in a minute. */
const PASSING: ReadonlySet<PageFailure> = new Set([
  'too-slow',
  'unreachable',
  'dns',
  'rate-limited',
  'server-error',
]);

/**
 * Makes the reader of articles: the page's text; the feed's own text where the page cannot be read, holds less, or is
 * only the start of the article; `textSource` says which. A page that failed for a passing reason is tried again
 * while the article is new and its feed gives hardly any text.
 */
export function createArticleReader(parts: PageParts & { clock: Clock; log: Logger }): ArticleReader {
  return async (article, signal) => {
    if (article.url === null) return fromFeed(article, 'no address');
    const outcome = await fetchPage(parts, article.url, signal, {
      title: article.title,
      teaser: article.teaser,
    });
    const now = parts.clock.now();
    if (outcome.kind === 'page') {
      if (isOfAnother(article, outcome.page)) return fromFeed(article, 'page tells another story');
      if (isFeedFuller(article, outcome.page)) return fromFeed(article, 'page holds less');
      return fromPage(article, outcome.page, now);
    }
    parts.log.debug({ articleId: article.id, code: outcome.code }, 'page not read');
    const notBefore = retryAt(article, outcome, now);
    return notBefore === null ? fromFeed(article, outcome.code) : { state: 'unread', notBefore };
  };
}

function fromPage(article: UnreadArticle, page: ExtractedPage, now: number): ReadingResult {
  const isPlausible = page.publishedAt !== null && page.publishedAt <= now + MAX_FUTURE_MS;
  return {
    state: 'read',
    text: page.text,
    textSource: page.textSource,
    isPaywallStub: page.isPaywallStub,
    byline: page.byline,
    language: languageOf(page.text, page.language ?? article.language),
    publishedAt: article.publishedAt ?? (isPlausible ? page.publishedAt : null),
    // The feed's title is the newer one where both exist; some feeds cut it.
    title:
      article.title === '' || /(?:…|\.\.\.)$/.test(article.title)
        ? page.title || article.title
        : article.title,
  };
}

function fromFeed(article: UnreadArticle, reason: string): ReadingResult {
  const text = article.feedText || article.teaser;
  if (text === '')
    return { state: 'set-aside', reason: `no text: the feed has none and the page was not read (${reason})` };
  return {
    state: 'read',
    text,
    textSource: 'feed',
    isPaywallStub: false,
    byline: article.byline,
    language: languageOf(text, article.language),
    publishedAt: article.publishedAt,
    title: article.title,
  };
}

/** Neither title nor text of the page speak of what the item announces, in the same language. */
function isOfAnother(article: UnreadArticle, page: ExtractedPage): boolean {
  const announced = [article.title, article.teaser].join('\n');
  const share = shareTold(announced, `${page.title}\n${page.text}`);
  if (share === null || share >= FOREIGN_SHARE) return false;
  const read = languageOf(page.text, page.language);
  // Too short to tell, an item is in the language of most feeds.
  return read === null || read === (languageOf(announced, article.language) ?? DEFAULT_LANGUAGE);
}

/** A consent page or a stub has less text than a feed with full articles. */
function isFeedFuller(article: UnreadArticle, page: ExtractedPage): boolean {
  const feedChars = article.feedText.length;
  return (
    feedChars > THIN_FEED_TEXT_CHARS &&
    (page.isPaywallStub ? feedChars > page.text.length : feedChars > page.text.length * 2)
  );
}

function retryAt(
  article: UnreadArticle,
  failure: Extract<PageOutcome, { kind: 'failed' }>,
  now: number,
): number | null {
  const isThin = article.feedText.length < THIN_FEED_TEXT_CHARS;
  if (!isThin || !PASSING.has(failure.code) || now - article.firstSeenAt > PAGE_RETRY_WINDOW_MS) return null;
  const asked = /^\s*(\d{1,6})\s*$/.exec(failure.retryAfter ?? '')?.[1];
  return now + Math.max(PAGE_RETRY_MS, Number(asked ?? 0) * SECOND);
}
