import { sql } from 'kysely';
import type { ModelSpend, ModelUsage } from '../../model/summary.ts';
import { inTransaction, lockName, type StoreContext, type Tx } from '../engine/store-context.ts';
import type { ModelCallStore } from '../store.ts';

export function createModelCallStore(context: StoreContext): ModelCallStore {
  const { db, flavour } = context;
  return {
    reserve: (estimate, limit, now) =>
      inTransaction(context, async (tx) => {
        if (limit) {
          await lockName(tx, flavour, 'budget');
          const { costUsd } = await spendSince(tx, limit.since);
          if (costUsd + (estimate.costUsd ?? 0) > limit.usd) return null;
        }
        return insertUsage(context, tx, estimate, { isCached: 0, now });
      }),

    async settle(id, usage) {
      if (usage === null) await db.deleteFrom('model_usage').where('id', '=', id).execute();
      else
        await db
          .updateTable('model_usage')
          .set({ tokens_in: usage.tokensIn, tokens_out: usage.tokensOut, cost_usd: usage.costUsd })
          .where('id', '=', id)
          .execute();
    },

    spendSince: (since) => spendSince(db, since),

    async findAnswer(key) {
      const row = await db
        .selectFrom('model_answers')
        .select('answer_json')
        .where('key', '=', key)
        .executeTakeFirst();
      return row ? JSON.parse(row.answer_json) : null;
    },

    async keepAnswer(key, { model, answer }, now) {
      const kept = { model, answer_json: JSON.stringify(answer), made_at: now };
      await db
        .insertInto('model_answers')
        .values({ key, ...kept })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(kept))
        .execute();
    },

    async noteHit(model, now) {
      const nothing = { model, tokensIn: 0, tokensOut: 0, costUsd: 0 };
      await insertUsage(context, db, nothing, { isCached: 1, now });
    },
  };
}

async function insertUsage(
  { newId }: StoreContext,
  db: Tx | StoreContext['db'],
  { model, tokensIn, tokensOut, costUsd }: ModelUsage,
  { isCached, now }: { isCached: 0 | 1; now: number },
): Promise<string> {
  const id = newId(now);
  await db
    .insertInto('model_usage')
    .values({
      id,
      at: now,
      model,
      tokens_in: tokensIn,
      tokens_out: tokensOut,
      cost_usd: costUsd,
      is_cached: isCached,
    })
    .execute();
  return id;
}

async function spendSince(db: Tx | StoreContext['db'], since: number): Promise<ModelSpend> {
  // PostgreSQL hands sums of integers over as text, and nothing at all as null.
  const total = await db
    .selectFrom('model_usage')
    .select(({ fn }) => [fn.sum('cost_usd').as('cost'), fn.sum('tokens_in').as('tokensIn')])
    .select(({ fn }) => [fn.sum('tokens_out').as('tokensOut'), fn.sum('is_cached').as('hits')])
    .select(sql<number>`count(*)`.as('all'))
    .where('at', '>=', since)
    .executeTakeFirstOrThrow();
  const cacheHits = Number(total.hits);
  return {
    costUsd: Number(total.cost),
    tokensIn: Number(total.tokensIn),
    tokensOut: Number(total.tokensOut),
    calls: total.all - cacheHits,
    cacheHits,
  };
}
