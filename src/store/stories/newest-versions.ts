import { sql } from 'kysely';
import type { Tx } from '../engine/store-context.ts';

/**
 * Notes, for every channel that carries one of the stories, the newest version that is summarised in a language
 * of the channel, and the newest edition of its summary. To be called where a summary is stored, and where a channel comes to carry a story: what is
 * outdated can then be listed without going through all that was ever posted. Given a channel, of that one alone: a story
 * may stand in thousands.
 */
export async function noteNewestVersions(
  tx: Tx,
  storyIds: readonly string[],
  channelId?: string,
): Promise<void> {
  if (storyIds.length === 0) return;
  const ids = sql.join(storyIds.map((id) => sql`${id}`));
  const within = channelId === undefined ? sql`` : sql` and channel_id = ${channelId}`;
  // A channel's languages are JSON: `["en","fr"]`.
  await sql`update channel_stories set newest_version = coalesce((
      select max(summaries.version) from summaries, channels
      where summaries.story_id = channel_stories.story_id and channels.id = channel_stories.channel_id
        and channels.languages_json like '%"' || summaries.language || '"%'), 0)
    where story_id in (${ids})${within}`.execute(tx);
  await sql`update channel_stories set newest_edition = coalesce((
      select max(summaries.edition) from summaries, channels
      where summaries.story_id = channel_stories.story_id and channels.id = channel_stories.channel_id
        and summaries.version = channel_stories.newest_version
        and channels.languages_json like '%"' || summaries.language || '"%'), 0)
    where story_id in (${ids})${within}`.execute(tx);
}
