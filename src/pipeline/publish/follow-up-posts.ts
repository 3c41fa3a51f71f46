import { WITHDRAWAL_SETTLE_MS } from '../../../config/follow-up-tuning.ts';
import { composeWithdrawnReply, withdrawFrom } from '../../digests/compose/compose-follow-up.ts';
import type { Message } from '../../model/message.ts';
import { namesWithin } from './names-within.ts';
import { reviseOvertaken } from './revise-overtaken.ts';
import type { PublishParts } from './store-digest.ts';

/** What was posted and is no longer so -> edits, and replies in the threads. Returns how many posts were revised. */
export async function followUpPosts(parts: PublishParts): Promise<number> {
  return (await showWithdrawals(parts)) + (await reviseOvertaken(parts));
}

/** Withdrawn stories -> their posts say so in every channel of the workspace or server. */
async function showWithdrawals(parts: PublishParts): Promise<number> {
  const { store, clock, tuning, newId } = parts;
  let revised = 0;
  for (const entry of await store.withdrawals.listOpen(tuning.candidates)) {
    const now = clock.now();
    for (const postId of entry.postIds) {
      const post = await store.posts.get(postId);
      if (!post) continue;
      const names = await namesWithin(store, post, entry.storyId);
      const message = withdrawFrom(post.message, (id) => names.has(id));
      if (message === post.message) continue;
      const headline = headlineOf(post.message, names);
      const reply = { id: newId(), part: 1, message: composeWithdrawnReply(headline), storyIds: [] };
      revised += (await store.posts.revise(postId, {
        message,
        storyId: entry.storyId,
        version: null,
        // A reply stands in the thread that would be told.
        reply: post.replyTo === null ? { post: reply, isSpare: true, now } : null,
      }))
        ? 1
        : 0;
    }
    if (now - entry.at >= WITHDRAWAL_SETTLE_MS) await store.withdrawals.markDone(entry, entry.storyId, now);
  }
  return revised;
}

function headlineOf({ blocks }: Message, names: ReadonlySet<string>): string {
  for (const block of blocks) if (block.kind === 'story' && names.has(block.storyId)) return block.headline;
  return 'a story of this digest';
}
