import type { Feed } from '../../model/feed.ts';

/** What a person calls a feed: its title, or its host where it has none. */
export function nameOfFeed({ title, url }: Pick<Feed, 'title' | 'url'>): string {
  return title.trim() || (URL.parse(url)?.hostname ?? url);
}
