import { sql } from 'kysely';
import type { ToldStory } from '../../model/alert.ts';
import { toChannel } from '../map-rows.ts';
import { postsGoOut } from './pause.ts';
import type { StoreContext, Tx } from '../engine/store-context.ts';
import type { AlertStore } from '../store.ts';

export function createAlertStore({ db }: StoreContext): AlertStore {
  return {
    async listChannels() {
      const rows = await db
        .selectFrom('channels')
        .selectAll()
        .where('alert_from', 'is not', null)
        // Written out, not a parameter: only then does a partial index serve it.
        .where('state', '=', sql.lit('active'))
        .where('had_first_digest', '=', 1)
        .where(postsGoOut)
        .orderBy('added_at')
        .orderBy('id')
        .execute();
      return rows.map(toChannel);
    },

    async leastThreshold() {
      const { least } = await db
        .selectFrom('channels')
        .select(({ fn }) => fn.min('alert_from').as('least'))
        .where('alert_from', 'is not', null)
        .where('state', '=', sql.lit('active'))
        .executeTakeFirstOrThrow();
      return least;
    },

    async listTold(channelId, storyIds) {
      if (storyIds.length === 0) return [];
      const rows = await db
        .selectFrom('channel_stories')
        .select(['story_id', 'told_version', 'told_importance'])
        .where('channel_id', '=', channelId)
        .where('story_id', 'in', [...storyIds])
        .orderBy('story_id')
        .execute();
      return rows.map((row) => ({
        storyId: row.story_id,
        version: row.told_version,
        importance: row.told_importance,
      }));
    },

    async hold(channelId, alerts, now) {
      for (const alert of alerts) await holdAlert(db, channelId, alert, now);
    },

    async listHeld(channelId) {
      const rows = await db
        .selectFrom('held_alerts')
        .selectAll()
        .where('channel_id', '=', channelId)
        .orderBy('held_at')
        .orderBy('story_id')
        .execute();
      return rows.map((row) => ({
        storyId: row.story_id,
        version: row.version,
        importance: row.importance,
        heldAt: row.held_at,
      }));
    },

    dropHeld: (channelId, storyIds) => dropHeldAlerts(db, channelId, storyIds),
  };
}

async function holdAlert(
  db: StoreContext['db'],
  channelId: string,
  { storyId, version, importance }: ToldStory,
  now: number,
): Promise<void> {
  await sql`insert into held_alerts (channel_id, story_id, version, importance, held_at)
    values (${channelId}, ${storyId}, ${version}, ${importance}, ${now})
    on conflict (channel_id, story_id) do update set
      version = excluded.version, importance = excluded.importance
      where excluded.importance > held_alerts.importance`.execute(db);
}

export async function dropHeldAlerts(
  db: Pick<Tx, 'deleteFrom'>,
  channelId: string,
  storyIds: readonly string[],
): Promise<void> {
  if (storyIds.length === 0) return;
  await db
    .deleteFrom('held_alerts')
    .where('channel_id', '=', channelId)
    .where('story_id', 'in', [...storyIds])
    .execute();
}

/** Whether the channel has all of the stories, and was told of none of these versions meanwhile. */
export async function isNewsToTell(
  tx: Tx,
  channelId: string,
  escalated: readonly ToldStory[],
): Promise<boolean> {
  if (escalated.length === 0) return true;
  const rows = await tx
    .selectFrom('channel_stories')
    .select(['story_id', 'told_version'])
    .where('channel_id', '=', channelId)
    .where(
      'story_id',
      'in',
      escalated.map(({ storyId }) => storyId),
    )
    .execute();
  const told = new Map(rows.map((row) => [row.story_id, row.told_version]));
  return escalated.every(({ storyId, version }) => (told.get(storyId) ?? Number.POSITIVE_INFINITY) < version);
}

/** Notes that a channel is told of stories that it has. */
export async function noteEscalated(
  tx: Tx,
  channelId: string,
  escalated: readonly ToldStory[],
): Promise<void> {
  for (const { storyId, version, importance } of escalated)
    await tx
      .updateTable('channel_stories')
      .set({ told_version: version, told_importance: importance })
      .where('channel_id', '=', channelId)
      .where('story_id', '=', storyId)
      .execute();
}

/** Alerts of merged stories that wait for quiet hours to end wait for the survivor from now on. */
export async function moveHeldAlerts(tx: Tx, merged: readonly string[], survivorId: string): Promise<void> {
  const rows = await tx
    .selectFrom('held_alerts')
    .selectAll()
    .where('story_id', 'in', [...merged])
    .execute();
  if (rows.length === 0) return;
  await tx
    .deleteFrom('held_alerts')
    .where('story_id', 'in', [...merged])
    .execute();
  for (const row of rows)
    await tx
      .insertInto('held_alerts')
      .values({ ...row, story_id: survivorId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
