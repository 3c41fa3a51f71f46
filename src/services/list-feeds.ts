import { type Clock, DAY } from '../clock.ts';
import { nameOfFeed } from '../digests/name-feed.ts';
import type { Feed, FeedHealth } from '../model/feed.ts';
import type { Store } from '../store/store.ts';

/** How all feeds do, by folder and name; where words are given, those whose name, address or folder holds each. */
export type ListFeeds = (words?: string | null) => Promise<readonly FeedHealth[]>;

export function createListFeeds(store: Pick<Store, 'feeds' | 'articles'>, clock: Clock): ListFeeds {
  return async (words) => {
    const counts = await store.articles.countByFeed(clock.now() - DAY);
    const feeds = (await store.feeds.list()).map((feed) => healthOf(feed, counts.get(feed.id) ?? 0));
    const wanted = (words ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    return feeds.filter(({ name, url, folder }) =>
      wanted.every((word) => `${name} ${url} ${folder}`.toLowerCase().includes(word)),
    );
  };
}

function healthOf(feed: Feed, articlesInDay: number): FeedHealth {
  return {
    name: nameOfFeed(feed),
    url: feed.url,
    folder: feed.folder,
    state: stateOf(feed),
    lastSuccessAt: feed.lastSuccessAt,
    intervalMs: feed.intervalMs > 0 ? feed.intervalMs : null,
    failure: feed.failure && { message: feed.failure.message, since: feed.failure.since },
    articlesInDay,
  };
}

function stateOf({ state, failure, lastSuccessAt }: Feed): FeedHealth['state'] {
  if (state === 'retired') return 'retired';
  if (failure) return 'failing';
  return lastSuccessAt === null ? 'waiting' : 'working';
}
