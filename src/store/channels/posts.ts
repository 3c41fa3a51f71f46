import { sql } from 'kysely';
import { claimDuePosts } from './claim-posts.ts';
import { inBatches } from '../engine/in-batches.ts';
import { toPost } from '../map-rows.ts';
import { inTransaction, type StoreContext, type Tx } from '../engine/store-context.ts';
import type { PostOutcome, PostStore } from '../store.ts';
import { revisePost, storePostOutcome } from './revise-posts.ts';
import type { PostRow } from '../engine/tables.ts';

export function createPostStore(context: StoreContext): PostStore {
  const { db } = context;
  return {
    claimDue: (request) => inTransaction(context, (tx) => claimDuePosts(context, tx, request)),

    beginAttempt: (postId, token, now) =>
      inTransaction(context, (tx) => beginAttempt(context, tx, { postId, token, now })),

    storeOutcome: (postId, token, outcome, now) =>
      inTransaction(context, (tx) => storeOutcome(context, tx, { postId, token, outcome, now })),

    revise: (postId, revision) => inTransaction(context, (tx) => revisePost(context, tx, postId, revision)),

    dropStale: (query) => inTransaction(context, (tx) => dropStale(tx, query)),

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
  await storePostOutcome(tx, post, outcome, now);
  return true;
}

/** Their stories may come again: nobody has seen them. */
async function dropStale(
  tx: Tx,
  { channelId, createdBefore, reason }: Parameters<PostStore['dropStale']>[0],
): Promise<number> {
  const dropped = await tx
    .updateTable('posts')
    .set({ state: 'refused', state_reason: reason })
    .where('state', '=', sql.lit('due'))
    .where('attempted_at', 'is', null)
    .where('claim_token', 'is', null)
    .where('created_at', '<', createdBefore)
    .$if(channelId !== null, (query) => query.where('channel_id', '=', channelId ?? ''))
    .returning('id')
    .execute();
  for (const ids of inBatches(dropped.map(({ id }) => id)))
    await tx.deleteFrom('channel_stories').where('post_id', 'in', ids).execute();
  return dropped.length;
}
