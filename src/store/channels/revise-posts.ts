import { NO_CLAIM } from '../engine/claims.ts';
import { NO_DIGEST, toNewPostRow } from './new-post-row.ts';
import type { NewPost, PostOutcome, Revision } from '../store.ts';
import type { StoreContext, Tx } from '../engine/store-context.ts';
import type { PostRow } from '../engine/tables.ts';
import { isAnyWithdrawn } from './withdrawals.ts';

/** Within this, managers are not told again of a channel that cannot be posted to. */
const TELL_AGAIN_MS = 24 * 3_600_000;

/** A reply for the case that an edit is refused. `isLater`: its change came while an edit without it was made. */
type SpareReply = NewPost & { about: string; isLater: boolean };

/** What came of a send or an edit, with what follows from it. */
export async function storePostOutcome(
  tx: Tx,
  post: PostRow,
  outcome: PostOutcome,
  now: number,
): Promise<void> {
  const isSent = outcome.state === 'sent';
  const isEditDue = isSent && post.is_behind === 1;
  // An edit was tried with all that was to be told; what came while it was made waits for the next one.
  const isEditDone = post.state === 'edit-due' && isSent && !isEditDue;
  const spares = JSON.parse(post.spare_replies_json) as SpareReply[];
  // What an edit has shown needs no reply any more, whatever becomes of the next one.
  const isShown = post.state === 'edit-due' && isSent && !outcome.isEditRefused;
  const sparesLeft = isEditDone ? [] : spares.filter((spare) => !isShown || spare.isLater);
  await tx
    .updateTable('posts')
    .set({
      state: isEditDue ? 'edit-due' : outcome.state,
      state_reason: outcome.reason ?? null,
      external_id: outcome.externalId ?? post.external_id,
      not_before: outcome.notBefore ?? post.not_before,
      sent_at: isSent ? (post.sent_at ?? now) : post.sent_at,
      ...(isSent && { is_behind: 0 }),
      spare_replies_json: JSON.stringify(sparesLeft),
      ...NO_CLAIM,
    })
    .where('id', '=', post.id)
    .execute();
  if (isEditDone && outcome.isEditRefused) for (const spare of spares) await addReply(tx, post, spare, now);
  if (outcome.gone) await setAside(tx, post.channel_id, outcome.gone, now);
}

async function addReply(
  tx: Tx,
  post: Pick<PostRow, 'id' | 'channel_id'>,
  reply: NewPost,
  now: number,
): Promise<void> {
  const place = { channelId: post.channel_id, digestId: NO_DIGEST, replyTo: post.id };
  await tx
    .insertInto('posts')
    .values(toNewPostRow(reply, place, now))
    .execute();
}

async function setAside(
  tx: Tx,
  channelId: string,
  { userMessage, notices }: NonNullable<PostOutcome['gone']>,
  now: number,
): Promise<void> {
  const channel = await tx
    .updateTable('channels')
    .set({ state: 'unreachable', state_reason: userMessage })
    .where('id', '=', channelId)
    .where('state', '=', 'active')
    .returning('unreachable_told_at')
    .executeTakeFirst();
  if (!channel || (channel.unreachable_told_at ?? -Infinity) > now - TELL_AGAIN_MS) return;
  await tx.updateTable('channels').set({ unreachable_told_at: now }).where('id', '=', channelId).execute();
  for (const { channelId: told, post } of notices)
    await tx
      .insertInto('posts')
      .values(toNewPostRow(post, { channelId: told, digestId: NO_DIGEST }, now))
      .execute();
}

/** A post's new message, with its reply; nothing where another came first. */
export async function revisePost(
  { flavour }: StoreContext,
  tx: Tx,
  postId: string,
  revision: Revision,
): Promise<boolean> {
  const { message, storyId, version, edition = 1, reply } = revision;
  const post = await tx
    .selectFrom('posts')
    .selectAll()
    .where('id', '=', postId)
    .$if(flavour.locksRows, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!post || post.state === 'refused' || post.state === 'unknown') return false;
  if (version !== null && !(await isNewer(tx, post, { storyId, version, edition }))) return false;
  // A sender that has the post in hand, or had it when it was lost, works with the message as it was.
  const isTaken = post.claim_token !== null || post.state === 'sending' || post.state === 'in-doubt';
  // Of a post that nobody has tried to send nobody saw the older message.
  const isSeen = isTaken || post.state !== 'due';
  const spares = JSON.parse(post.spare_replies_json) as SpareReply[];
  await tx
    .updateTable('posts')
    .set({
      message_json: message ? JSON.stringify(message) : post.message_json,
      ...(message && isTaken && { is_behind: 1 }),
      ...(message && post.state === 'sent' && { state: 'edit-due', attempts: 0, not_before: 0 }),
      ...(isSeen && { spare_replies_json: JSON.stringify(sparesAfter(spares, revision, isTaken)) }),
    })
    .where('id', '=', postId)
    .execute();
  if (isSeen && reply && !reply.isSpare) await addReply(tx, post, reply.post, reply.now);
  if (version !== null)
    await tx
      .updateTable('channel_stories')
      .set({ version, edition })
      .where('post_id', '=', postId)
      .where('story_id', '=', storyId)
      .execute();
  return true;
}

/** A reply tells a story as it is by then: those kept for an older version of it would come after a newer one. */
function sparesAfter(
  spares: readonly SpareReply[],
  { storyId, version, reply }: Revision,
  isLater: boolean,
): SpareReply[] {
  const others = reply || version === null ? spares.filter(({ about }) => about !== storyId) : spares;
  return reply?.isSpare ? [...others, { ...reply.post, about: storyId, isLater }] : [...others];
}

/** Whether the post shows an earlier version of the story or an earlier edition of its summary, which nobody has withdrawn there. */
async function isNewer(
  tx: Tx,
  post: PostRow,
  { storyId, version, edition }: { storyId: string; version: number; edition: number },
): Promise<boolean> {
  const shown = await tx
    .selectFrom('channel_stories')
    .select(['version', 'edition'])
    .where('post_id', '=', post.id)
    .where('story_id', '=', storyId)
    .executeTakeFirst();
  if (shown && (shown.version > version || (shown.version === version && shown.edition >= edition)))
    return false;
  return !(await isAnyWithdrawn(tx, post.channel_id, [{ story_id: storyId }]));
}
