import { POSTS_SHOWN } from '../../config/web-tuning.ts';
import type { PostFeed } from './follow-posts.ts';
import type { PageServices } from './page-services.ts';
import type { ShownPost } from './render-post.ts';

/**
 * The channel's posts, oldest first: the stored ones, and those sent a moment ago whose outcome is not stored yet.
 */
export async function listPosts(
  services: Pick<PageServices, 'listSent'>,
  feed: PostFeed,
): Promise<ShownPost[]> {
  const shown = new Map<string, ShownPost>();
  // Read before the rows: a post may become a row meanwhile, but none may be missed.
  for (const { postId, message, at } of feed.recentlySent()) shown.set(postId, { postId, message, at });
  for (const { id, message, sentAt, createdAt } of await services.listSent(POSTS_SHOWN))
    shown.set(id, { postId: id, message, at: sentAt ?? createdAt });
  return [...shown.values()].sort((a, b) => a.at - b.at).slice(-POSTS_SHOWN);
}
