import type { Coverage } from '../../model/digest.ts';
import type { FeedSigns } from '../../model/feed.ts';

/** Of a folder with a single feed its silence says nothing about a region. */
const LEAST_FEEDS = 2;

/** How much of what should be read is read. A feed is silent after `silentMs` without a success. */
export function coverageOf(feeds: readonly FeedSigns[], now: number, silentMs: number): Coverage {
  const active = feeds.filter((feed) => feed.state === 'active');
  const lastSign = (feed: FeedSigns) => feed.lastSuccessAt ?? feed.addedAt;
  const silent = active.filter((feed) => now - lastSign(feed) >= silentMs);
  const since = (of: readonly FeedSigns[]) => Math.min(...of.map(lastSign));
  const thin = [...Map.groupBy(active, ({ folder }) => folder)].flatMap(([folder, own]) => {
    const gone = own.filter((feed) => silent.includes(feed));
    if (folder === '' || own.length < LEAST_FEEDS || gone.length * 2 < own.length) return [];
    return [{ folder, silent: gone.length, total: own.length, since: since(gone) }];
  });
  return {
    feedsTotal: active.length,
    feedsWorking: active.filter((feed) => feed.failure === null && feed.lastSuccessAt !== null).length,
    feedsSilent: silent.length,
    silentSince: silent.length > 0 ? since(silent) : null,
    ...(thin.length > 0 && { thin }),
  };
}
