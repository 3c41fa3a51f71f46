import { sql } from 'kysely';
import { NO_CLAIM } from '../engine/claims.ts';
import { foldText } from '../../language/cut-words.ts';
import { toSummary } from '../map-rows.ts';
import { noteNewestVersions } from './newest-versions.ts';
import { indexSummary } from '../search/search-stories.ts';
import { inRepeatableTransaction, type StoreContext, type Tx } from '../engine/store-context.ts';
import type { NewSummary, SummaryResult, SummaryStore } from '../store.ts';

export function createSummaryStore(context: StoreContext): SummaryStore {
  const { db } = context;
  return {
    storeResult: (storyId, token, result) =>
      inRepeatableTransaction(context, (tx) => storeResult(context, tx, { storyId, token, result })),

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

    async listOfVersion(storyId, version) {
      const rows = await db
        .selectFrom('summaries')
        .selectAll()
        .where('story_id', '=', storyId)
        .where('version', '=', version)
        .orderBy('language')
        .execute();
      return rows.map(toSummary);
    },

    async listLanguages(since) {
      const rows = await db
        .selectFrom('summaries')
        .select('language')
        .distinct()
        .where('made_at', '>=', since)
        .orderBy('language')
        .execute();
      return rows.map((row) => row.language);
    },
  };
}

async function storeResult(
  context: StoreContext,
  tx: Tx,
  { storyId, token, result }: { storyId: string; token: string; result: SummaryResult },
): Promise<boolean> {
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
  if (result.kind === 'refused') return true;
  for (const summary of [result.summary, ...(result.alsoIn ?? [])]) await storeSummary(context, tx, summary);
  return true;
}

/** Stores the summary of a version, or a better one in place of it. */
export async function storeSummary(context: StoreContext, tx: Tx, summary: NewSummary): Promise<void> {
  const texts = [summary.headline, ...summary.bullets.map((bullet) => bullet.text)];
  const made = {
    headline: summary.headline,
    bullets_json: JSON.stringify(summary.bullets),
    made_by_json: JSON.stringify(summary.madeBy),
    search_text: foldText(texts.join('\n')),
  };
  const { storyId, version, language, madeAt } = summary;
  await tx
    .insertInto('summaries')
    .values({ story_id: storyId, version, language, made_at: madeAt, edition: 1, ...made })
    .onConflict((conflict) =>
      conflict
        .columns(['story_id', 'version', 'language'])
        .doUpdateSet({ ...made, edition: sql`summaries.edition + 1` }),
    )
    .execute();
  await indexSummary(context, tx, { storyId, language, texts });
  await noteNewestVersions(tx, [storyId]);
}
