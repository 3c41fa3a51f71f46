import { sql } from 'kysely';
import type { Story } from '../../model/story.ts';
import { claimRows, isFree, NO_CLAIM } from '../engine/claims.ts';
import { toStory } from '../map-rows.ts';
import { getReady, listReady } from './ready-stories.ts';
import { didYouMean, searchReady } from '../search/search-stories.ts';
import { inRepeatableTransaction, type StoreContext, type Tx } from '../engine/store-context.ts';
import { storeGrouping } from './store-grouping.ts';
import type { Claimed, ClaimRequest, StoryStore } from '../store.ts';

/** Written out, not a parameter: only then do the partial indices serve a query. */
const OPEN = sql.lit('open');

export function createStoryStore(context: StoreContext): StoryStore {
  const { db } = context;
  const find = (id: string) => db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst();
  return {
    storeGrouping: (grouping) => inRepeatableTransaction(context, (tx) => storeGrouping(tx, grouping)),

    async get(id) {
      const row = await find(id);
      // One step is enough: merging turns older aliases to the story that survives.
      const survivor = row?.merged_into ? await find(row.merged_into) : row;
      return survivor ? toStory(survivor) : null;
    },

    claimSummaryDue: (request) =>
      inRepeatableTransaction(context, (tx) => claimSummaryDue(context, tx, request)),

    listReady: (query) => listReady(db, query),

    async dropUnready(firstSeenBefore, reason) {
      const { numUpdatedRows } = await db
        .updateTable('stories')
        .set({ state: 'dropped', state_reason: reason, summary_due_at: null, ...NO_CLAIM })
        .where('state', '=', OPEN)
        .where('has_summary', '=', sql.lit(0))
        .where('first_seen_at', '<', firstSeenBefore)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    getReady: (id, languages) => getReady(db, id, languages),

    search: (query) => searchReady(context, query),

    didYouMean: (query) => didYouMean(context, query),
  };
}

async function claimSummaryDue(
  context: StoreContext,
  tx: Tx,
  request: ClaimRequest,
): Promise<Claimed<Story>[]> {
  const due = await tx
    .selectFrom('stories')
    .selectAll()
    .where('state', '=', OPEN)
    .where('summary_due_at', '<=', request.now)
    .where(isFree(context, 'stories', request.now))
    .orderBy('summary_due_at')
    .orderBy('id')
    .limit(request.limit)
    .$if(context.flavour.locksRows, (query) => query.forUpdate().skipLocked())
    .execute();
  const claimed = await claimRows(context, tx, 'stories', due, { request, toModel: toStory });
  const ids = due.map((row) => row.id);
  if (ids.length > 0)
    await tx
      .updateTable('stories')
      .set({ claimed_round: sql.ref('summary_round') })
      .where('id', 'in', ids)
      .execute();
  return claimed;
}
