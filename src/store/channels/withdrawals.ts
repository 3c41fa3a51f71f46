import { sql } from 'kysely';
import type { Platform } from '../../model/channel.ts';
import type { WithdrawalStore } from '../store.ts';
import type { StoreContext, Tx } from '../engine/store-context.ts';
import type { WithdrawalRow } from '../engine/tables.ts';

/** Posts that carry the story, replies too, in every channel of the workspace. */
async function listPosts(db: StoreContext['db'], row: WithdrawalRow): Promise<string[]> {
  const found = await db
    .selectFrom('posts')
    .innerJoin('channels', 'channels.id', 'posts.channel_id')
    .select('posts.id')
    .where('channels.platform', '=', row.platform)
    .where('channels.workspace_id', '=', row.workspace_id)
    .where((eb) =>
      eb.or([
        // The ids are JSON: `["a","b"]`.
        eb('posts.story_ids_json', 'like', `%"${row.story_id}"%`),
        // A merged story's post carries the one that it is now.
        eb(
          'posts.id',
          'in',
          eb.selectFrom('channel_stories').select('post_id').where('story_id', '=', row.story_id),
        ),
      ]),
    )
    .orderBy('posts.created_at')
    .orderBy('posts.id')
    .execute();
  return found.map(({ id }) => id);
}

/** Withdrawals of a query's story (`channel_stories`) in the workspace of its channel (`channels`). */
export const withdrawnThere = sql`(select 1 from withdrawals
  where withdrawals.story_id = channel_stories.story_id and withdrawals.platform = channels.platform
    and withdrawals.workspace_id = channels.workspace_id)`;

/** Whether one of the stories was withdrawn in the channel's workspace. */
export async function isAnyWithdrawn(
  tx: Tx,
  channelId: string,
  stories: readonly { story_id: string }[],
): Promise<boolean> {
  if (stories.length === 0) return false;
  const row = await tx
    .selectFrom('withdrawals')
    .innerJoin('channels', (join) =>
      join
        .onRef('channels.platform', '=', 'withdrawals.platform')
        .onRef('channels.workspace_id', '=', 'withdrawals.workspace_id'),
    )
    .select('withdrawals.story_id')
    .where('channels.id', '=', channelId)
    .where(
      'withdrawals.story_id',
      'in',
      stories.map((one) => one.story_id),
    )
    .executeTakeFirst();
  return row !== undefined;
}

export function createWithdrawalStore({ db }: StoreContext): WithdrawalStore {
  return {
    async withdraw({ platform, workspaceId, storyId, by, now }) {
      const place = { platform, workspace_id: workspaceId, story_id: storyId };
      const made = await db
        .insertInto('withdrawals')
        .values({ ...place, withdrawn_by: by, at: now, done_at: null })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async listOf({ platform, workspaceId }) {
      const rows = await db
        .selectFrom('withdrawals')
        .select('story_id')
        .where('platform', '=', platform)
        .where('workspace_id', '=', workspaceId)
        .execute();
      return new Set(rows.map((row) => row.story_id));
    },

    async listOpen(limit) {
      const rows = await db
        .selectFrom('withdrawals')
        .selectAll()
        .where('done_at', 'is', null)
        .orderBy('at')
        .orderBy('story_id')
        .limit(limit)
        .execute();
      return Promise.all(
        rows.map(async (row) => ({
          platform: row.platform as Platform,
          workspaceId: row.workspace_id,
          storyId: row.story_id,
          at: row.at,
          postIds: await listPosts(db, row),
        })),
      );
    },

    async markDone({ platform, workspaceId }, storyId, now) {
      await db
        .updateTable('withdrawals')
        .set({ done_at: now })
        .where('story_id', '=', storyId)
        .where('platform', '=', platform)
        .where('workspace_id', '=', workspaceId)
        .execute();
    },
  };
}
