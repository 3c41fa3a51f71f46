import { BLOCKS_SHOWN, POSTS_SHOWN } from '../../config/web-tuning.ts';
import type { PostFeed } from './follow-posts.ts';
import type { PageServices } from './page-services.ts';
import type { ShownPost } from './render-post.ts';

/**
 * The channel's newest posts, oldest first, as many as make a light page and at least one: the stored ones, and those
 * sent a moment ago whose outcome is not stored yet.
 */
export async function listPosts(
  services: Pick<PageServices, 'listSent'>,
  feed: PostFeed,
): Promise<ShownPost[]> {
  // Read before the rows: a post may become a row meanwhile, but none may be missed.
  const recent = feed.recentlySent();
  const shown = new Map<string, ShownPost>();
  for (const { id, message, sentAt, createdAt, replyTo } of (
    await services.listSent(POSTS_SHOWN)
  ).toReversed())
    shown.set(id, { postId: id, message, at: sentAt ?? createdAt, replyTo });
  for (const { postId, message, at, replyTo } of recent)
    if (!shown.has(postId)) shown.set(postId, { postId, message, at, replyTo });
  const posts = [...shown.values()].sort((a, b) => a.at - b.at).slice(-POSTS_SHOWN);
  let blocks = 0;
  const isTooMuch = ({ message }: ShownPost) => (blocks += message.blocks.length) > BLOCKS_SHOWN;
  const lastLeftOut = posts.findLastIndex((post, index) => isTooMuch(post) && index < posts.length - 1);
  return posts.slice(lastLeftOut + 1);
}
