import { sql } from 'kysely';
import { forgetInstances } from './engine/claims.ts';
import type { CleanUpBounds, CleanUpPort } from './store.ts';
import { searchIndexOf } from './search/search-index.ts';
import { inRepeatableTransaction, lockName, type StoreContext, type Tx } from './engine/store-context.ts';
import type { Tables } from './engine/tables.ts';

export function createCleanUp(context: StoreContext): CleanUpPort['cleanUp'] {
  return async (bounds, limit, now) => {
    const kinds: ((tx: Tx) => Promise<number>)[] = [
      (tx) => deleteStories(context, tx, { bounds, limit, now }),
      (tx) => deleteSetAside(context, tx, { bounds, limit, now }),
      (tx) => deleteOld(tx, 'posts', 'id', { age: looseBefore(bounds.loosePosts), limit }),
      (tx) => deleteOld(tx, 'model_usage', 'id', { age: sql`at < ${bounds.modelUsage}`, limit }),
      (tx) => deleteOld(tx, 'model_answers', 'key', { age: sql`made_at < ${bounds.modelAnswers}`, limit }),
      (tx) => deleteOld(tx, 'article_keys', 'key', { age: sql`buried_at < ${bounds.tombstones}`, limit }),
      (tx) => deleteOld(tx, 'holds', 'key', { age: sql`used_at < ${bounds.instances}`, limit }),
      (tx) => deleteInstances(tx, bounds.instances, limit),
    ];
    let deleted = 0;
    // What a power failure undoes is simply cleaned up again.
    for (const kind of kinds) deleted += await inRepeatableTransaction(context, kind);
    return deleted;
  };
}

/** Written out, not parameters: only then does the partial index serve it. */
const looseBefore = (instant: number) =>
  sql`digest_id = '' and state in ('sent', 'refused', 'unknown') and created_at < ${instant}`;

type Old = { age: ReturnType<typeof sql>; limit: number };

async function deleteOld(tx: Tx, table: keyof Tables, key: string, { age, limit }: Old): Promise<number> {
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ${sql.ref(key)} in
    (select ${sql.ref(key)} from ${sql.table(table)} where ${age} limit ${limit})`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

type Batch = { bounds: CleanUpBounds; limit: number; now: number };

/** A story goes after all of its articles, with its aliases and whatever hangs on it. */
async function deleteStories(context: StoreContext, tx: Tx, { bounds, limit, now }: Batch): Promise<number> {
  const old = async (condition: ReturnType<typeof sql<boolean>>) =>
    (
      await tx
        .selectFrom('stories')
        .select('id')
        .where(condition)
        .limit(Math.ceil(limit / 10))
        .execute()
    ).map(({ id }) => id);
  const ids = [
    ...(await old(sql<boolean>`state in ('open', 'withdrawn') and last_article_at < ${bounds.stories}`)),
    ...(await old(sql<boolean>`state = 'dropped' and last_article_at < ${bounds.unused}`)),
  ];
  if (ids.length === 0) return 0;
  const articles = await tx
    .selectFrom('articles')
    .select('id')
    .where('story_id', 'in', ids)
    .limit(limit)
    .execute();
  await buryArticles(context, tx, { ids: articles.map(({ id }) => id), now });
  // There may be more of them: the stories go in a later batch.
  if (articles.length === limit) return articles.length;
  await deleteWithAll(context, tx, ids);
  return articles.length + ids.length;
}

async function deleteWithAll(context: StoreContext, tx: Tx, ids: readonly string[]): Promise<void> {
  const aliases = await tx.selectFrom('stories').select('id').where('merged_into', 'in', ids).execute();
  const all = [...ids, ...aliases.map(({ id }) => id)];
  await searchIndexOf(context.flavour).remove(tx, all);
  for (const table of HANGING) await tx.deleteFrom(table).where('story_id', 'in', all).execute();
  await tx.deleteFrom('story_marks').where('target_kind', '=', 'story').where('target', 'in', all).execute();
  await tx.deleteFrom('stories').where('id', 'in', all).execute();
}

/** Tables whose rows belong to a story. Withdrawals stay: who took back what, and when, is not forgotten. */
const HANGING = [
  'summaries',
  'summary_wishes',
  'story_versions',
  'story_votes',
  'held_alerts',
  'channel_stories',
] as const satisfies (keyof Tables)[];

async function deleteSetAside(context: StoreContext, tx: Tx, { bounds, limit, now }: Batch): Promise<number> {
  const rows = await tx
    .selectFrom('articles')
    .select('id')
    .where('state', '=', 'set-aside')
    .where('first_seen_at', '<', bounds.unused)
    .limit(limit)
    .execute();
  await buryArticles(context, tx, { ids: rows.map(({ id }) => id), now });
  return rows.length;
}

/** The articles go, their names stay. */
async function buryArticles(
  { flavour }: StoreContext,
  tx: Tx,
  { ids, now }: { ids: readonly string[]; now: number },
): Promise<void> {
  if (ids.length === 0) return;
  // A poll that is being stored may have found one of them: it comes wholly before or wholly after.
  await lockName(tx, flavour, 'identity');
  await tx
    .updateTable('article_keys')
    .set({ article_id: null, buried_at: now })
    .where('article_id', 'in', ids)
    .execute();
  await tx.deleteFrom('articles').where('id', 'in', ids).execute();
}

async function deleteInstances(tx: Tx, before: number, limit: number): Promise<number> {
  const dead = await tx
    .selectFrom('instances')
    .select('id')
    .where('beat_at', '<', before)
    .limit(limit)
    .execute();
  await forgetInstances(
    tx,
    dead.map(({ id }) => id),
  );
  return dead.length;
}
