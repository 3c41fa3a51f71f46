import { sql } from 'kysely';
import { inBatches, inTransaction, type StoreContext, type Tx } from '../engine/store-context.ts';
import { toPost, toChannel } from '../map-rows.ts';
import type { PostOutcome, PostStore, DuePost, Claimed, ClaimRequest } from '../store.ts';
import { revisePost, storePostOutcome } from './revise-posts.ts';
import type { PostRow } from '../engine/tables.ts';
import type { ChannelAddress } from '../../model/channel.ts';
import { claimRows, isFree, isHoldable, takeHolds } from '../engine/claims.ts';
import { postsGoOut } from './pause.ts';

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

/**
 * At most one post a channel: the first in order (created, digest, part) that may be worked on now. A post that is
 * not sent yet holds up those behind it, also while it waits for its time; one that waits to be edited holds up
 * nobody. Where anybody works on a post of the channel, the channel gives none.
 */
async function claimDuePosts(
  context: StoreContext,
  tx: Tx,
  request: ClaimRequest,
): Promise<Claimed<DuePost>[]> {
  const heads = await selectHeads(context, tx, request);
  const held = await takeHolds(
    context,
    tx,
    heads.map((head) => `channel:${head.channel_id}`),
    request,
  );
  const ids = heads.filter((head) => held.has(`channel:${head.channel_id}`)).map((head) => head.id);
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('posts')
    .selectAll()
    .where('id', 'in', ids)
    // Asked again of the locked row: another instance may have had it since the heads were chosen.
    .where('state', 'in', ['due', 'sending', 'in-doubt', 'edit-due'])
    .where('not_before', '<=', request.now)
    .where(isFree(context, 'posts', request.now))
    .orderBy('created_at')
    .orderBy('id')
    .$if(context.flavour.locksRows, (query) => query.forUpdate().skipLocked())
    .execute();
  await noteFreshMessages(tx, rows);
  const addresses = await loadAddresses(tx, rows);
  const threads = await loadThreads(tx, rows);
  const claimed = await claimRows(context, tx, 'posts', rows, { request, toModel: toPost });
  return claimed.flatMap(({ row, token }) => {
    const address = addresses.get(row.channelId);
    return address ? [{ row: { ...row, address, thread: threads.get(row.id) ?? null }, token }] : [];
  });
}

async function selectHeads(
  context: StoreContext,
  tx: Tx,
  request: ClaimRequest,
): Promise<{ id: string; channel_id: string }[]> {
  const { now, limit } = request;
  const open = sql`('due', 'sending', 'in-doubt', 'edit-due')`;
  // In order of creation from an index, with one seek a post: what is behind another post of its channel is passed
  // over at once. "Cross" keeps SQLite from starting at the channels.
  const { rows } = await sql<{ id: string; channel_id: string }>`
    select posts.id, posts.channel_id from posts cross join channels
    where posts.state in ${open} and posts.not_before <= ${now}
      and channels.id = posts.channel_id and channels.state = 'active'
      and not exists (select 1 from posts as earlier
        where earlier.channel_id = posts.channel_id and earlier.state in ${open}
          and (earlier.state <> 'edit-due' or earlier.not_before <= ${now})
          and (earlier.created_at, earlier.digest_id, earlier.part, earlier.id)
            < (posts.created_at, posts.digest_id, posts.part, posts.id))
      and not exists (select 1 from posts as busy where busy.channel_id = posts.channel_id
        and busy.claim_token is not null and not ${isFree(context, 'busy', now)})
      and ${isHoldable(context, sql`'channel:' || posts.channel_id`, request)}
      and ${postsGoOut}
    order by posts.created_at, posts.id limit ${limit}`.execute(tx);
  return rows;
}

/** What has not been sent, or is edited, goes out as it is now; a send in doubt went out as it was then. */
async function noteFreshMessages(tx: Tx, rows: readonly PostRow[]): Promise<void> {
  const ids = rows.filter((row) => row.state === 'due' || row.state === 'edit-due').map((row) => row.id);
  if (ids.length === 0) return;
  // The attempt that begins is with all that spare replies would tell.
  const spares = sql<string>`replace(spare_replies_json, '"isLater":true', '"isLater":false')`;
  await tx
    .updateTable('posts')
    .set({ is_behind: 0, spare_replies_json: spares })
    .where('id', 'in', ids)
    .execute();
}

/** Of each reply the message in whose thread it goes. Posts of a channel go out in order: what is not there never came. */
async function loadThreads(tx: Tx, rows: readonly PostRow[]): Promise<Map<string, DuePost['thread']>> {
  const parentIds = rows.flatMap((row) => row.reply_to ?? []);
  if (parentIds.length === 0) return new Map();
  const parents = await tx
    .selectFrom('posts')
    .select(['id', 'external_id'])
    .where('id', 'in', parentIds)
    .execute();
  const known = new Map(parents.map((row) => [row.id, row.external_id]));
  return new Map(
    rows.flatMap((row) => {
      if (row.reply_to === null) return [];
      const externalId = known.get(row.reply_to);
      return [[row.id, externalId ? { externalId } : 'lost'] as const];
    }),
  );
}

async function loadAddresses(tx: Tx, rows: readonly PostRow[]): Promise<Map<string, ChannelAddress>> {
  const ids = rows.map((row) => row.channel_id);
  if (ids.length === 0) return new Map();
  const channels = await tx.selectFrom('channels').selectAll().where('id', 'in', ids).execute();
  return new Map(
    channels
      .map(toChannel)
      .map(({ id, platform, workspaceId, channelId }) => [id, { platform, workspaceId, channelId }]),
  );
}
