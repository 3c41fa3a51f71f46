import { NO_CLAIM } from '../engine/claims.ts';
import type { NewPost } from '../store.ts';

/** Stands in a post's row for the digest that it does not belong to. */
export const NO_DIGEST = '';

/** The row of a post that is to be sent. */
export function toNewPostRow(
  post: NewPost,
  place: { channelId: string; digestId: string; replyTo?: string },
  now: number,
) {
  return {
    id: post.id,
    channel_id: place.channelId,
    digest_id: place.digestId,
    part: post.part,
    message_json: JSON.stringify(post.message),
    story_ids_json: JSON.stringify(post.storyIds),
    state: 'due',
    created_at: now,
    attempts: 0,
    not_before: 0,
    is_behind: 0,
    reply_to: place.replyTo ?? null,
    spare_replies_json: '[]',
    ...NO_CLAIM,
  };
}
