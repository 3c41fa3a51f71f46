import type { Clock } from '../../src/clock.ts';
import { nameOfFeed } from '../../src/digests/compose/compose-feed-list.ts';
import type { Feed, FeedHealth } from '../../src/model/feed.ts';
import type { Store } from '../../src/store/store.ts';

/** Two weeks: a feed that falls silent shows beside its own habit. */
const SHOWN_DAYS = 14;

/** How all feeds do, by folder and name; where words are given, those whose name, address or folder holds each. */
export type ListFeeds = (words?: string | null) => Promise<readonly FeedHealth[]>;

export function createListFeeds(store: Pick<Store, 'feeds' | 'archive'>, clock: Clock): ListFeeds {
  return async (words) => {
    const counts = await store.archive.countByDay(clock.now(), SHOWN_DAYS);
    const none = Array.from({ length: SHOWN_DAYS }, () => 0);
    const feeds = (await store.feeds.list()).map((feed) => healthOf(feed, counts.get(feed.id) ?? none));
    const wanted = (words ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    return feeds.filter(({ name, url, folder }) =>
      wanted.every((word) => `${name} ${url} ${folder}`.toLowerCase().includes(word)),
    );
  };
}

function healthOf(feed: Feed, articlesByDay: readonly number[]): FeedHealth {
  return {
    name: nameOfFeed(feed),
    url: feed.url,
    folder: feed.folder,
    state: stateOf(feed),
    lastSuccessAt: feed.lastSuccessAt,
    intervalMs: feed.intervalMs > 0 ? feed.intervalMs : null,
    failure: feed.failure && { message: feed.failure.message, since: feed.failure.since },
    articlesInDay: articlesByDay.at(-1) ?? 0,
    articlesByDay,
  };
}

function stateOf({ state, failure, lastSuccessAt }: Feed): FeedHealth['state'] {
  if (state === 'retired') return 'retired';
  if (failure) return 'failing';
  return lastSuccessAt === null ? 'waiting' : 'working';
}
