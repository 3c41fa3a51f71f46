import { sql } from 'kysely';
import type { ModelUsage, Summary } from '../model/summary.ts';
import { NO_CLAIM } from './claims.ts';
import { foldForSearch, toSummary } from './map-rows.ts';
import { noteNewestVersions } from './newest-versions.ts';
import { inTransaction, type StoreContext, type Tx } from './store-context.ts';
import type { SummaryResult, SummaryStore } from './store.ts';

export function createSummaryStore(context: StoreContext): SummaryStore {
  const { db } = context;
  return {
    storeResult: (storyId, token, result, now) =>
      inTransaction(context, async (tx) => {
        // Spent is spent: it counts although the claim may be lost.
        if (result.usage) await storeUsage(context, tx, { storyId, usage: result.usage, now });
        return storeResult(tx, storyId, token, result);
      }),

    async get(storyId, version, language) {
      const row = await db
        .selectFrom('summaries')
        .selectAll()
        .where('story_id', '=', storyId)
        .where('version', '=', version)
        .where('language', '=', language)
        .executeTakeFirst();
      return row ? toSummary(row) : null;
    },

    async spendSince(since) {
      // PostgreSQL hands sums of integers over as text, and nothing at all as null.
      const total = await db
        .selectFrom('model_usage')
        .select(({ fn }) => [fn.sum('cost_usd').as('cost'), fn.countAll().as('calls')])
        .select(({ fn }) => [fn.sum('tokens_in').as('tokensIn'), fn.sum('tokens_out').as('tokensOut')])
        .where('at', '>=', since)
        .executeTakeFirstOrThrow();
      return {
        costUsd: Number(total.cost),
        tokensIn: Number(total.tokensIn),
        tokensOut: Number(total.tokensOut),
        calls: Number(total.calls),
      };
    },
  };
}

async function storeUsage(
  { newId }: StoreContext,
  tx: Tx,
  { storyId, usage, now }: { storyId: string; usage: ModelUsage; now: number },
): Promise<void> {
  await tx
    .insertInto('model_usage')
    .values({
      id: newId(now),
      story_id: storyId,
      at: now,
      model: usage.model,
      tokens_in: usage.tokensIn,
      tokens_out: usage.tokensOut,
      cost_usd: usage.costUsd,
    })
    .execute();
}

async function storeResult(tx: Tx, storyId: string, token: string, result: SummaryResult): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('stories')
    .set({
      state_reason: result.kind === 'refused' ? result.reason : null,
      // Asked for again during the work: that request stays due.
      summary_due_at: sql<number | null>`case when summary_round = claimed_round
        then cast(${result.retryAt} as bigint) else summary_due_at end`,
      ...(result.kind === 'summary' && { has_summary: 1 }),
      ...NO_CLAIM,
    })
    .where('id', '=', storyId)
    .where('claim_token', '=', token)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (result.kind === 'summary') await storeSummary(tx, result.summary);
  return true;
}

async function storeSummary(tx: Tx, summary: Summary): Promise<void> {
  const texts = [summary.headline, ...summary.bullets.map((bullet) => bullet.text)];
  const made = {
    headline: summary.headline,
    bullets_json: JSON.stringify(summary.bullets),
    made_by_json: JSON.stringify(summary.madeBy),
    made_at: summary.madeAt,
    search_text: foldForSearch(texts.join('\n')),
  };
  await tx
    .insertInto('summaries')
    .values({ story_id: summary.storyId, version: summary.version, language: summary.language, ...made })
    .onConflict((conflict) => conflict.columns(['story_id', 'version', 'language']).doUpdateSet(made))
    .execute();
  await noteNewestVersions(tx, [summary.storyId]);
}
