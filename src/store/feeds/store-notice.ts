import { inBatches } from '../engine/in-batches.ts';
import { toNotice } from '../map-rows.ts';
import { NO_DIGEST, toNewPostRow } from '../channels/new-post-row.ts';
import type { StoreContext, Tx } from '../engine/store-context.ts';
import type { NoticeEntry } from '../store.ts';

/** The feeds' notices with their posts, if nobody has told of any of these feeds since. */
export async function storeNotice(
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
