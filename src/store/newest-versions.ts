import { sql } from 'kysely';
import type { Tx } from './store-context.ts';

/**
 * Notes, for every channel that carries one of the stories, the newest version that is summarised in a language
 * of the channel. To be called where a summary is stored, and where a channel comes to carry a story: what is
 * outdated can then be listed without going through all that was ever posted.
 */
export async function noteNewestVersions(tx: Tx, storyIds: readonly string[]): Promise<void> {
  if (storyIds.length === 0) return;
  const ids = sql.join(storyIds.map((id) => sql`${id}`));
  // A channel's languages are JSON: `["en","fr"]`.
  await sql`update channel_stories set newest_version = coalesce((
      select max(summaries.version) from summaries, channels
      where summaries.story_id = channel_stories.story_id and channels.id = channel_stories.channel_id
        and channels.languages_json like '%"' || summaries.language || '"%'), 0)
    where story_id in (${ids})`.execute(tx);
}
