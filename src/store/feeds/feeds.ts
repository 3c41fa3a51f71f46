import { sql } from 'kysely';
import { POLLS_GATHER_MS } from '../../../config/store-tuning.ts';
import { claimRows, isFree, isHoldable, NO_CLAIM, takeHolds } from '../engine/claims.ts';
import { groupCalls } from '../engine/group-calls.ts';
import { toFeed, toSigns, toNotice } from '../map-rows.ts';
import {
  inRepeatableTransaction,
  inTransaction,
  type StoreContext,
  type Tx,
  inBatches,
} from '../engine/store-context.ts';
import { type Poll, storePoll } from './store-poll.ts';
import type { Claimed, ClaimRequest, FeedStore, NewFeed, NoticeEntry } from '../store.ts';
import type { Feed } from '../../model/feed.ts';
import { NO_DIGEST, toNewPostRow } from '../channels/new-post-row.ts';

export function createFeedStore(context: StoreContext): FeedStore {
  const { db } = context;
  const storeInGroup = groupCalls(
    (work) => inRepeatableTransaction(context, work),
    (tx, poll: Poll) => storePoll(context, tx, poll),
    POLLS_GATHER_MS,
  );
  return {
    add: (feeds, now, { revives }) =>
      inTransaction(context, (tx) => addFeeds(context, tx, { feeds, now, revives })),

    async list() {
      const rows = await db
        .selectFrom('feeds')
        .selectAll()
        .where('state', '<>', 'removed')
        .orderBy('folder')
        .orderBy('title')
        .orderBy('id')
        .execute();
      return rows.map(toFeed);
    },

    async listSigns() {
      const rows = await db
        .selectFrom('feeds')
        .select(['state', 'folder', 'added_at', 'last_success_at', 'failure_json'])
        .where('state', '=', sql.lit('active'))
        .execute();
      return rows.map(toSigns);
    },

    async get(id) {
      const row = await db.selectFrom('feeds').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toFeed(row) : null;
    },

    async remove(id) {
      // A poll under way loses its claim, so that its outcome does not bring the feed back.
      await db
        .updateTable('feeds')
        .set({ state: 'removed', ...NO_CLAIM })
        .where('id', '=', id)
        .execute();
    },

    claimDue: (request) => inRepeatableTransaction(context, (tx) => claimDueFeeds(context, tx, request)),

    storePoll: (feedId, token, result, now) => storeInGroup({ feedId, token, result, now }),

    storeNotice: (entry) => inTransaction(context, (tx) => storeNotice(context, tx, entry)),

    makeDue: (ids, now) =>
      inTransaction(context, async (tx) => {
        for (const some of inBatches([...ids]))
          await tx
            .updateTable('feeds')
            .set({ next_check_at: now })
            .where('id', 'in', some)
            .where('state', '=', 'active')
            .where('next_check_at', '>', now)
            .execute();
      }),
  };
}

async function addFeeds(
  context: StoreContext,
  tx: Tx,
  { feeds, now, revives }: { feeds: readonly NewFeed[]; now: number; revives: boolean },
): Promise<number> {
  let added = 0;
  for (const { url, title, folder, host } of feeds) {
    // A feed that comes back starts afresh: what it published meanwhile is no news, as with a first poll.
    const fresh = {
      title,
      folder,
      host,
      state: 'active',
      added_at: now,
      next_check_at: now,
      interval_ms: 0,
      first_polled_at: null,
      last_checked_at: null,
      last_success_at: null,
      etag: null,
      last_modified: null,
      body_hash: null,
      failure_count: 0,
      failure_json: null,
      moved_to_json: null,
      recent_published_json: '[]',
      notice_kind: null,
      notice_at: null,
    };
    const inserted = await tx
      .insertInto('feeds')
      .values({ id: context.newId(now), url, ...fresh })
      .onConflict((conflict) =>
        revives
          ? conflict.column('url').doUpdateSet(fresh).where('feeds.state', '=', 'removed')
          : conflict.column('url').doNothing(),
      )
      .returning('id')
      .execute();
    added += inserted.length;
  }
  return added;
}

async function claimDueFeeds(context: StoreContext, tx: Tx, request: ClaimRequest): Promise<Claimed<Feed>[]> {
  const due = await tx
    .selectFrom('feeds')
    .selectAll()
    // Written out, not a parameter: only then does a partial index serve it.
    .where('state', '=', sql.lit('active'))
    .where('next_check_at', '<=', request.now)
    .where(isFree(context, 'feeds', request.now))
    .where(isHoldable(context, sql`'host:' || feeds.host`, request))
    .orderBy('next_check_at')
    .orderBy('id')
    .limit(request.limit)
    .$if(context.flavour.locksRows, (query) => query.forUpdate().skipLocked())
    .execute();
  const held = await takeHolds(
    context,
    tx,
    due.map((row) => `host:${row.host}`),
    request,
  );
  const rows = due.filter((row) => held.has(`host:${row.host}`));
  return claimRows(context, tx, 'feeds', rows, { request, toModel: toFeed });
}

/** The feeds' notices with their posts, if nobody has told of any of these feeds since. */
async function storeNotice(
  context: StoreContext,
  tx: Tx,
  { feeds, posts, now }: NoticeEntry,
): Promise<boolean> {
  for (const some of inBatches(feeds)) if (!(await isAsKnown(context, tx, some))) return false;
  for (const kind of ['failing', 'back', 'retired'] as const) {
    for (const some of inBatches(feeds.filter((feed) => feed.kind === kind)))
      await tx
        .updateTable('feeds')
        .set({ notice_kind: kind, notice_at: now })
        .where(
          'id',
          'in',
          some.map(({ id }) => id),
        )
        .execute();
  }
  for (const { channelId, post } of posts)
    await tx
      .insertInto('posts')
      .values(toNewPostRow(post, { channelId, digestId: NO_DIGEST }, now))
      .execute();
  return true;
}

async function isAsKnown(context: StoreContext, tx: Tx, feeds: NoticeEntry['feeds']): Promise<boolean> {
  const rows = await tx
    .selectFrom('feeds')
    .select(['id', 'notice_kind', 'notice_at'])
    .where(
      'id',
      'in',
      feeds.map(({ id }) => id),
    )
    .where('state', '<>', 'removed')
    // In one order, so that two instances that tell of the same feeds wait for each other and never crosswise.
    .orderBy('id')
    .$if(context.flavour.locksRows, (query) => query.forUpdate())
    .execute();
  const told = new Map(rows.map((row) => [row.id, toNotice(row)]));
  return feeds.every((feed) => {
    const now = told.get(feed.id);
    return now !== undefined && now?.kind === feed.told?.kind && now?.at === feed.told?.at;
  });
}
