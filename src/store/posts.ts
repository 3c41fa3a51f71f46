import { sql } from 'kysely';
import { claimDuePosts } from './claim-posts.ts';
import { NO_CLAIM } from './claims.ts';
import { toPost } from './map-rows.ts';
import { inTransaction, type StoreContext, type Tx } from './store-context.ts';
import type { PostOutcome, PostStore } from './store.ts';
import type { PostRow } from './tables.ts';

export function createPostStore(context: StoreContext): PostStore {
  const { db } = context;
  return {
    claimDue: (request) => inTransaction(context, (tx) => claimDuePosts(context, tx, request)),

    beginAttempt: (postId, token, now) =>
      inTransaction(context, (tx) => beginAttempt(context, tx, { postId, token, now })),

    storeOutcome: (postId, token, outcome, now) =>
      inTransaction(context, (tx) => storeOutcome(context, tx, { postId, token, outcome, now })),

    revise: (postId, change) => inTransaction(context, (tx) => revise(context, tx, postId, change)),

    async get(id) {
      const row = await db.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toPost(row) : null;
    },

    async listSent(channelId, limit) {
      const rows = await db
        .selectFrom('posts')
        .selectAll()
        .where('channel_id', '=', channelId)
        // Written out, not parameters: only then does a partial index serve it.
        .where('state', 'in', [sql.lit('sent'), sql.lit('edit-due')])
        .orderBy('sent_at', 'desc')
        .orderBy('part', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toPost);
    },

    async countByState() {
      const rows = await db
        .selectFrom('posts')
        .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute();
      return Object.fromEntries(rows.map((row) => [row.state, row.count]));
    },
  };
}

async function findClaimed(
  { flavour }: StoreContext,
  tx: Tx,
  { postId, token }: { postId: string; token: string },
): Promise<PostRow | undefined> {
  return tx
    .selectFrom('posts')
    .selectAll()
    .where('id', '=', postId)
    .where('claim_token', '=', token)
    .$if(flavour.locksRows, (query) => query.forUpdate())
    .executeTakeFirst();
}

async function beginAttempt(
  context: StoreContext,
  tx: Tx,
  { postId, token, now }: { postId: string; token: string; now: number },
): Promise<number | null> {
  const post = await findClaimed(context, tx, { postId, token });
  const claimer = await tx
    .selectFrom('instances')
    .select('beat_at')
    .where('id', '=', post?.claimed_by ?? '')
    .executeTakeFirst();
  if (!post || !claimer || post.claimed_at === null) return null;
  const leftMs = Math.min(claimer.beat_at + context.leaseMs, post.claimed_at + context.claimMaxMs) - now;
  if (leftMs <= 0) return null;
  await tx
    .updateTable('posts')
    .set({
      // An edit can be made twice; only a first send can be in doubt.
      state: post.external_id === null ? 'sending' : post.state,
      // While an earlier send is in doubt the look-up has to start from that one.
      attempted_at: post.state === 'due' ? now : (post.attempted_at ?? now),
      attempts: post.attempts + 1,
    })
    .where('id', '=', postId)
    .execute();
  return leftMs;
}

async function storeOutcome(
  context: StoreContext,
  tx: Tx,
  { postId, token, outcome, now }: { postId: string; token: string; outcome: PostOutcome; now: number },
): Promise<boolean> {
  const post = await findClaimed(context, tx, { postId, token });
  if (!post) return false;
  const isSent = outcome.state === 'sent';
  const isEditDue = isSent && post.is_behind === 1;
  await tx
    .updateTable('posts')
    .set({
      state: isEditDue ? 'edit-due' : outcome.state,
      state_reason: outcome.reason ?? null,
      external_id: outcome.externalId ?? post.external_id,
      not_before: outcome.notBefore ?? post.not_before,
      sent_at: isSent ? (post.sent_at ?? now) : post.sent_at,
      ...(isSent && { is_behind: 0 }),
      ...NO_CLAIM,
    })
    .where('id', '=', postId)
    .execute();
  return true;
}

async function revise(
  { flavour }: StoreContext,
  tx: Tx,
  postId: string,
  { message, storyId, version }: Parameters<PostStore['revise']>[1],
): Promise<boolean> {
  const post = await tx
    .selectFrom('posts')
    .select(['state', 'claim_token'])
    .where('id', '=', postId)
    .$if(flavour.locksRows, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!post || post.state === 'refused' || post.state === 'unknown') return false;
  // A sender that has the post in hand, or had it when it was lost, works with the message as it was.
  const isTaken = post.claim_token !== null || post.state === 'sending' || post.state === 'in-doubt';
  await tx
    .updateTable('posts')
    .set({
      message_json: JSON.stringify(message),
      ...(isTaken && { is_behind: 1 }),
      ...(post.state === 'sent' && { state: 'edit-due', attempts: 0, not_before: 0 }),
    })
    .where('id', '=', postId)
    .execute();
  await tx
    .updateTable('channel_stories')
    .set({ version })
    .where('post_id', '=', postId)
    .where('story_id', '=', storyId)
    .execute();
  return true;
}
