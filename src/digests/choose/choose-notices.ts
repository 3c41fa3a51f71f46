import {
  NETWORK_DOWN_FEEDS,
  NOTICE_AFTER_MS,
  NOTICE_GAP_MS,
  NOTICE_TOGETHER_MS,
} from '../../../config/manage-feeds-tuning.ts';
import { type Feed, type FeedNotice, NETWORK_FAILURES } from '../../model/feed.ts';

/** The feeds that managers are to be told of, by what they are told. */
export type FeedNews = Readonly<Record<FeedNotice['kind'], readonly Feed[]>>;

const NOTHING: FeedNews = { failing: [], back: [], retired: [] };

const isActive = (feed: Feed) => feed.state === 'active';
const hasNetworkFailure = ({ failure }: Feed) => failure !== null && NETWORK_FAILURES.has(failure.code);

/** Whether every feed that was tried fails; of a single feed only where the failure is one of the line's. */
export function isEveryFeedFailing(feeds: readonly Feed[]): boolean {
  const tried = feeds.filter((feed) => isActive(feed) && feed.lastCheckedAt !== null);
  if (tried.length < 2) return tried.some(hasNetworkFailure);
  return tried.every((feed) => feed.failure !== null);
}

/**
 * Whether our own network is the likely fault: every feed fails, or since the newest success of any at least half of
 * the feeds were tried and not reached. (A feed polled once a day would otherwise look well until the next day.)
 */
export function isNetworkDown(feeds: readonly Feed[]): boolean {
  if (isEveryFeedFailing(feeds)) return true;
  const active = feeds.filter(isActive);
  const newestSuccess = Math.max(...active.map((feed) => feed.lastSuccessAt ?? -Infinity));
  const inVain = active.filter(
    (feed) => hasNetworkFailure(feed) && (feed.lastCheckedAt ?? -Infinity) > newestSuccess,
  );
  return inVain.length >= Math.max(NETWORK_DOWN_FEEDS, active.length / 2);
}

/**
 * Which feeds managers are to be told of now. Failing: for a day, while others could be read, and tried again since
 * `networkDownAt` (epoch ms), when our own network was last seen down. Back: told of as failing, and read again.
 * Retired: given up by its site. Nothing while our own network is down.
 */
export function chooseNotices(feeds: readonly Feed[], now: number, networkDownAt: number): FeedNews {
  if (isNetworkDown(feeds)) return NOTHING;
  const active = feeds.filter(isActive);
  const newestSuccess = Math.max(...active.map((feed) => feed.lastSuccessAt ?? -Infinity));
  const failing = active.filter(
    ({ failure, notice, lastCheckedAt }) =>
      failure !== null &&
      notice?.kind !== 'failing' &&
      now - failure.since >= NOTICE_AFTER_MS - NOTICE_TOGETHER_MS &&
      (lastCheckedAt ?? 0) > networkDownAt &&
      (newestSuccess > failure.since || active.length === 1),
  );
  const isDue = failing.some(({ failure }) => failure && now - failure.since >= NOTICE_AFTER_MS);
  const back = active.filter(({ failure, notice }) => failure === null && notice?.kind === 'failing');
  return {
    failing: isDue && isGapOver(feeds, 'failing', now) ? failing : [],
    back: isGapOver(feeds, 'back', now) ? back : [],
    retired: feeds.filter(({ state, notice }) => state === 'retired' && notice?.kind !== 'retired'),
  };
}

function isGapOver(feeds: readonly Feed[], kind: FeedNotice['kind'], now: number): boolean {
  return feeds.every(({ notice }) => notice?.kind !== kind || now - notice.at >= NOTICE_GAP_MS);
}
