import { type Kysely, sql } from 'kysely';
import type { ReadyStory } from '../model/digest.ts';
import { foldForSearch, toStory, toSummary } from './map-rows.ts';
import type { StoryStore } from './store.ts';
import type { StoryRow, SummaryRow, Tables } from './tables.ts';

type Db = Kysely<Tables>;
type SummaryColumns = Omit<SummaryRow, 'version' | 'search_text'> & { summary_version: number };

/**
 * Open stories with the summaries of their current version in the given languages, most important first. What is new
 * since an instant has also changed since: `newAt` is never later than `changedAt`.
 */
function selectReady(db: Db, languages: readonly string[]) {
  return (
    db
      .selectFrom('stories')
      .innerJoin('summaries', (join) =>
        join
          .onRef('summaries.story_id', '=', 'stories.id')
          .onRef('summaries.version', '=', 'stories.version'),
      )
      .selectAll('stories')
      .select(['summaries.story_id', 'summaries.version as summary_version', 'summaries.language'])
      .select(['summaries.headline', 'summaries.bullets_json', 'summaries.made_by_json', 'summaries.made_at'])
      // Written out, not a parameter: only then does a partial index serve it.
      .where('stories.state', '=', sql.lit('open'))
      .where('summaries.language', 'in', [...languages])
      .orderBy('stories.importance', 'desc')
      .orderBy('stories.changed_at', 'desc')
      .orderBy('stories.id')
  );
}

/** One entry a story, with the summary in the language that comes first in `languages`. */
function toReadyStories(
  rows: readonly (StoryRow & SummaryColumns)[],
  languages: readonly string[],
): ReadyStory[] {
  const best = new Map<string, StoryRow & SummaryColumns>();
  for (const row of rows) {
    const chosen = best.get(row.id);
    if (!chosen || languages.indexOf(row.language) < languages.indexOf(chosen.language))
      best.set(row.id, row);
  }
  return [...best.values()].map((row) => ({
    story: toStory(row),
    summary: toSummary({ ...row, version: row.summary_version }),
  }));
}

export async function getReady(db: Db, id: string, languages: readonly string[]): Promise<ReadyStory | null> {
  if (languages.length === 0) return null;
  const alias = await db.selectFrom('stories').select('merged_into').where('id', '=', id).executeTakeFirst();
  const rows = await selectReady(db, languages)
    .where('stories.id', '=', alias?.merged_into ?? id)
    .execute();
  return toReadyStories(rows, languages)[0] ?? null;
}

export async function listReady(
  db: Db,
  { since, languages, now, limit }: Parameters<StoryStore['listReady']>[0],
): Promise<ReadyStory[]> {
  if (languages.length === 0) return [];
  const rows = await selectReady(db, languages)
    .where('stories.changed_at', '>=', since)
    .where('stories.changed_at', '<=', now)
    // Every story has at most one row a language, so this many rows hold at least `limit` stories.
    .limit(limit * languages.length)
    .execute();
  return toReadyStories(rows, languages).slice(0, limit);
}

export async function searchReady(
  db: Db,
  { words, since, languages, limit }: Parameters<StoryStore['search']>[0],
): Promise<ReadyStory[]> {
  const folded = words.map(foldForSearch).filter((word) => word !== '');
  if (languages.length === 0 || folded.length === 0) return [];
  let query = selectReady(db, languages)
    .where('stories.changed_at', '>=', since)
    .limit(limit * languages.length);
  for (const word of folded) {
    const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    query = query.where(
      sql<boolean>`(stories.search_text like ${pattern} escape '\\'
        or summaries.search_text like ${pattern} escape '\\')`,
    );
  }
  return toReadyStories(await query.execute(), languages).slice(0, limit);
}
