import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { ReadingResult, UnreadArticle } from '../model/article.ts';
import type { ArticleReading } from '../model/reading.ts';
import type { ArticleStore } from '../store/store.ts';
import { createClaimingStep, type Step } from './step.ts';

/** Reads a text in a process apart, for what later articles are compared with; null where that cannot be had now. Never rejects. */
export type MakeReading = (article: { title: string; text: string }) => Promise<ArticleReading | null>;

type Parts = {
  articles: ArticleStore;
  judge: (article: { title: string; text: string; url: string | null }) => {
    isRelevant: boolean;
    reason: string;
  };
  readArticle: (article: UnreadArticle, signal: AbortSignal) => Promise<ReadingResult>;
  makeReading: MakeReading;
  instanceId: string;
  slots: number;
  idleMs: number;
  onRead: (article: UnreadArticle, result: ReadingResult) => void;
  clock: Clock;
  log: Logger;
};

/**
 * Articles unread -> their text, and what is kept of it for comparing. A page is fetched only for an article that passes
 * relevance on title and teaser.
 */
export function createReadArticles(parts: Parts): Step {
  const { articles, judge, readArticle, makeReading, instanceId, slots, idleMs, onRead, clock, log } = parts;
  return createClaimingStep(
    'read-articles',
    {
      slots,
      claim: (limit) => articles.claimUnread({ instanceId, now: clock.now(), limit }),
      async handle({ row: article, token }, stopping) {
        const relevance = judge({
          title: article.title,
          text: article.teaser || article.feedText,
          url: article.url,
        });
        const page: ReadingResult = relevance.isRelevant
          ? await readArticle(article, stopping)
          : { state: 'set-aside', reason: relevance.reason };
        // A reading that our own stop cut short would fall back to the feed's text: leave it unread instead.
        if (stopping.aborted && page.state === 'read' && page.textSource === 'feed') return;
        const result = page.state === 'read' ? { ...page, reading: await makeReading(page) } : page;
        const isStored = await articles.storeReading(article.id, token, result);
        if (!isStored) return log.warn({ articleId: article.id }, 'claim lost before a reading was stored');
        onRead(article, result);
      },
    },
    { clock, log, idleMs },
  );
}
