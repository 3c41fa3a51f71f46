import { sql } from 'kysely';
import type { Mark, MarkTarget } from '../../model/mark.ts';
import type { StoreContext, Tx } from '../engine/store-context.ts';
import type { MarkStore } from '../store.ts';
import type { StoryMarkRow } from '../engine/tables.ts';

export function createMarkStore({ db }: StoreContext): MarkStore {
  return {
    async mark(channelId, { kind, target, setBy, at }) {
      await db
        .insertInto('story_marks')
        .values({ channel_id: channelId, ...toColumns(target), kind, set_by: setBy, at })
        .onConflict((conflict) =>
          conflict.columns(['channel_id', 'target_kind', 'target']).doUpdateSet({ kind, set_by: setBy, at }),
        )
        .execute();
    },

    async unmark(channelId, target) {
      const { target_kind, target: name } = toColumns(target);
      const gone = await db
        .deleteFrom('story_marks')
        .where('channel_id', '=', channelId)
        .where('target_kind', '=', target_kind)
        .where('target', '=', name)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },

    async listOf(channelId) {
      const rows = await db
        .selectFrom('story_marks')
        .selectAll()
        .where('channel_id', '=', channelId)
        .orderBy('at')
        .orderBy('target')
        .execute();
      return rows.map(toMark);
    },

    async vote({ channelId, storyId, askerId, isUseful, now }) {
      const vote = isUseful ? 1 : -1;
      await db
        .insertInto('story_votes')
        .values({ channel_id: channelId, story_id: storyId, asker_id: askerId, vote, at: now })
        .onConflict((conflict) =>
          conflict.columns(['story_id', 'channel_id', 'asker_id']).doUpdateSet({ vote, at: now }),
        )
        .execute();
    },

    async countVotes(storyId) {
      const rows = await db
        .selectFrom('story_votes')
        .select((eb) => ['vote', eb.fn.countAll<number>().as('count')])
        .where('story_id', '=', storyId)
        .groupBy('vote')
        .execute();
      const count = (vote: number) => rows.find((row) => row.vote === vote)?.count ?? 0;
      return { useful: count(1), notUseful: count(-1) };
    },
  };
}

/** What was said of stories that were merged holds for the one that they are now. What was said of it stands. */
export async function moveMarks(tx: Tx, merged: readonly string[], survivorId: string): Promise<void> {
  const ids = sql.join(merged.map((id) => sql`${id}`));
  await sql`insert into story_marks (channel_id, target_kind, target, kind, set_by, at)
    select channel_id, target_kind, ${survivorId}, kind, set_by, at from story_marks
    where target_kind = 'story' and target in (${ids}) on conflict do nothing`.execute(tx);
  await sql`delete from story_marks where target_kind = 'story' and target in (${ids})`.execute(tx);
  await sql`insert into story_votes (channel_id, story_id, asker_id, vote, at)
    select channel_id, ${survivorId}, asker_id, vote, at from story_votes
    where story_id in (${ids}) on conflict do nothing`.execute(tx);
  await sql`delete from story_votes where story_id in (${ids})`.execute(tx);
  // To be done again: the survivor may stand in posts of its own.
  await sql`insert into withdrawals (platform, workspace_id, story_id, withdrawn_by, at, done_at)
    select platform, workspace_id, ${survivorId}, withdrawn_by, at, null from withdrawals
    where story_id in (${ids}) on conflict do nothing`.execute(tx);
}

function toColumns(target: MarkTarget): Pick<StoryMarkRow, 'target_kind' | 'target'> {
  return target.kind === 'story'
    ? { target_kind: 'story', target: target.storyId }
    : { target_kind: 'words', target: target.words.trim().toLowerCase().replaceAll(/\s+/g, ' ') };
}

function toMark(row: StoryMarkRow): Mark {
  return {
    kind: row.kind as Mark['kind'],
    target:
      row.target_kind === 'story'
        ? { kind: 'story', storyId: row.target }
        : { kind: 'words', words: row.target },
    setBy: row.set_by,
    at: row.at,
  };
}
