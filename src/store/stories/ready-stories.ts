import { type Kysely, sql } from 'kysely';
import type { ReadyStory } from '../../model/digest.ts';
import { toStory, toSummary } from '../map-rows.ts';
import type { StoryStore } from '../store.ts';
import type { StoryRow, Tables, SummaryRow } from '../engine/tables.ts';

type Db = Kysely<Tables>;
type SummaryColumns = Omit<SummaryRow, 'version' | 'search_text'> & { summary_version: number };
/** A story's row with its summary's; `summary_text` where it was asked for. */
export type ReadyRow = StoryRow & SummaryColumns & { summary_text?: string };

/** Open stories with the summaries of their current version in the given languages. */
export function selectReady(db: Db, languages: readonly string[]) {
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
      .select('summaries.edition')
      // Written out, not a parameter: only then does a partial index serve it.
      .where('stories.state', '=', sql.lit('open'))
      .where('summaries.language', 'in', [...languages])
  );
}

/** One entry a story, with the summary in the language that comes first in `languages`. */
export function toReadyStories(rows: readonly ReadyRow[], languages: readonly string[]): ReadyStory[] {
  const best = new Map<string, ReadyRow>();
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

/** Most important first. What is new since an instant has also changed since: `newAt` is never later than `changedAt`. */
export async function listReady(
  db: Db,
  { since, languages, now, limit }: Parameters<StoryStore['listReady']>[0],
): Promise<ReadyStory[]> {
  if (languages.length === 0) return [];
  const rows = await selectReady(db, languages)
    .where('stories.changed_at', '>=', since)
    .where('stories.changed_at', '<=', now)
    .orderBy('stories.importance', 'desc')
    .orderBy('stories.changed_at', 'desc')
    .orderBy('stories.id')
    // Every story has at most one row a language, so this many rows hold at least `limit` stories.
    .limit(limit * languages.length)
    .execute();
  return toReadyStories(rows, languages).slice(0, limit);
}
