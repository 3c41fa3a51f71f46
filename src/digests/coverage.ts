import type { Coverage } from '../model/digest.ts';
import type { Feed } from '../model/feed.ts';

/** How much of what should be read is read. A feed is silent after `silentMs` without a success. */
export function coverageOf(feeds: readonly Feed[], now: number, silentMs: number): Coverage {
  const active = feeds.filter((feed) => feed.state === 'active');
  const lastSign = (feed: Feed) => feed.lastSuccessAt ?? feed.addedAt;
  const silent = active.filter((feed) => now - lastSign(feed) >= silentMs);
  return {
    feedsTotal: active.length,
    feedsWorking: active.filter((feed) => feed.failure === null && feed.lastSuccessAt !== null).length,
    feedsSilent: silent.length,
    silentSince: silent.length > 0 ? Math.min(...silent.map(lastSign)) : null,
  };
}
