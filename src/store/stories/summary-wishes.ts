import { claimRows, isFree, NO_CLAIM } from '../engine/claims.ts';
import type { Claimed, ClaimRequest, SummaryWish, SummaryWishStore } from '../store.ts';
import { toStory } from '../map-rows.ts';
import { inTransaction, type StoreContext, type Tx } from '../engine/store-context.ts';
import { storeSummary } from './summaries.ts';
import type { SummaryWishRow } from '../engine/tables.ts';

export function createSummaryWishStore(context: StoreContext): SummaryWishStore {
  const { db } = context;
  return {
    want: (wishes, now) =>
      inTransaction(context, async (tx) => {
        for (const wish of wishes) await wantOne(context, tx, wish, now);
      }),

    async list(storyIds) {
      if (storyIds.length === 0) return [];
      const rows = await db
        .selectFrom('summary_wishes')
        .selectAll()
        .where('story_id', 'in', [...storyIds])
        .orderBy('id')
        .execute();
      return rows.map(toWish);
    },

    claimDue: (request) => inTransaction(context, (tx) => claimDue(context, tx, request)),

    storeOutcome: (wishId, token, { summary, reason, retryAt }) =>
      inTransaction(context, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('summary_wishes')
          .set(({ eb }) => ({ due_at: retryAt, reason, attempts: eb('attempts', '+', 1), ...NO_CLAIM }))
          .where('id', '=', wishId)
          .where('claim_token', '=', token)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        if (summary) await storeSummary(context, tx, summary);
        return true;
      }),

    async countWaiting() {
      const rows = await db
        .selectFrom('summary_wishes')
        .innerJoin('stories', 'stories.id', 'summary_wishes.story_id')
        .select('summary_wishes.reason')
        .whereRef('stories.version', '=', 'summary_wishes.version')
        .where('stories.state', '=', 'open')
        .where('summary_wishes.attempts', '>', 0)
        .where('summary_wishes.due_at', 'is not', null)
        .orderBy('summary_wishes.due_at', 'desc')
        .execute();
      return { waiting: rows.length, reason: rows[0]?.reason ?? null };
    },
  };
}

async function wantOne(
  { newId }: StoreContext,
  tx: Tx,
  { storyId, language, version }: Pick<SummaryWish, 'storyId' | 'language' | 'version'>,
  now: number,
): Promise<void> {
  const wanted = { version, wanted_at: now, due_at: now, attempts: 0, reason: null, ...NO_CLAIM };
  await tx
    .insertInto('summary_wishes')
    .values({ id: newId(now), story_id: storyId, language, ...wanted })
    .onConflict((conflict) =>
      conflict
        .columns(['story_id', 'language'])
        // Whoever works on an earlier version loses the claim: its outcome would end this wish.
        .doUpdateSet(wanted)
        .where('summary_wishes.version', '<', version),
    )
    .execute();
}

async function claimDue(
  context: StoreContext,
  tx: Tx,
  request: ClaimRequest,
): Promise<Claimed<{ wish: SummaryWish; story: ReturnType<typeof toStory> }>[]> {
  const due = await tx
    .selectFrom('summary_wishes')
    .innerJoin('stories', (join) =>
      join
        .onRef('stories.id', '=', 'summary_wishes.story_id')
        .onRef('stories.version', '=', 'summary_wishes.version'),
    )
    .selectAll('summary_wishes')
    .where('stories.state', '=', 'open')
    .where('summary_wishes.due_at', '<=', request.now)
    .where(isFree(context, 'summary_wishes', request.now))
    .orderBy('summary_wishes.due_at')
    .orderBy('summary_wishes.id')
    .limit(request.limit)
    .$if(context.flavour.locksRows, (query) => query.forUpdate('summary_wishes').skipLocked())
    .execute();
  if (due.length === 0) return [];
  const rows = await tx
    .selectFrom('stories')
    .selectAll()
    .where(
      'id',
      'in',
      due.map((row) => row.story_id),
    )
    .execute();
  const stories = new Map(rows.map((row) => [row.id, toStory(row)]));
  const claimed = await claimRows(context, tx, 'summary_wishes', due, { request, toModel: toWish });
  return claimed.flatMap(({ row: wish, token }) => {
    const story = stories.get(wish.storyId);
    return story ? [{ row: { wish, story }, token }] : [];
  });
}

function toWish(row: SummaryWishRow): SummaryWish {
  return {
    id: row.id,
    storyId: row.story_id,
    language: row.language,
    version: row.version,
    wantedAt: row.wanted_at,
    attempts: row.attempts,
    reason: row.reason,
  };
}
