import type { Channel } from '../model/channel.ts';
import { toChannel, toFlag } from './map-rows.ts';
import { inTransaction, type StoreContext, type Tx } from './store-context.ts';
import type { ChannelStore, NewChannel } from './store.ts';
import type { ChannelRow } from './tables.ts';

type Settings = Parameters<ChannelStore['update']>[1];

export function createChannelStore(context: StoreContext): ChannelStore {
  const { db } = context;
  return {
    ensure: (channel, nextDigestAt, now) =>
      inTransaction(context, (tx) => ensureChannel(context, tx, { channel, nextDigestAt, now })),

    async list() {
      const rows = await db.selectFrom('channels').selectAll().orderBy('added_at').orderBy('id').execute();
      return rows.map(toChannel);
    },

    async get(id) {
      const row = await db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toChannel(row) : null;
    },

    async listDue(now) {
      const rows = await db
        .selectFrom('channels')
        .selectAll()
        .where('state', '=', 'active')
        .where((eb) =>
          eb.or([
            eb('next_digest_at', '<=', now),
            eb('had_first_digest', '=', 0),
            eb('as_it_happens', '=', 1),
          ]),
        )
        .orderBy('added_at')
        .orderBy('id')
        .execute();
      return rows.map(toChannel);
    },

    async update(id, patch) {
      const columns = toColumns(patch);
      if (Object.keys(columns).length === 0) return;
      await db.updateTable('channels').set(columns).where('id', '=', id).execute();
    },
  };
}

async function ensureChannel(
  { newId }: StoreContext,
  tx: Tx,
  { channel, nextDigestAt, now }: { channel: NewChannel; nextDigestAt: number | null; now: number },
): Promise<Channel> {
  const { platform, workspaceId, channelId } = channel;
  await tx
    .insertInto('channels')
    .values({
      id: newId(now),
      platform,
      workspace_id: workspaceId,
      channel_id: channelId,
      name: channel.name,
      state: 'active',
      state_reason: null,
      ...toScheduleColumns(channel.schedule),
      time_zone: channel.timeZone,
      languages_json: JSON.stringify(channel.languages),
      max_stories: channel.maxStories,
      added_at: now,
      had_first_digest: 0,
      cut_off_at: null,
      next_digest_at: nextDigestAt,
    })
    .onConflict((conflict) => conflict.columns(['platform', 'workspace_id', 'channel_id']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('channels')
    .selectAll()
    .where('platform', '=', platform)
    .where('workspace_id', '=', workspaceId)
    .where('channel_id', '=', channelId)
    .executeTakeFirstOrThrow();
  return toChannel(row);
}

function toScheduleColumns(schedule: Channel['schedule']) {
  return { schedule_json: JSON.stringify(schedule), as_it_happens: toFlag(schedule.asItHappens) };
}

function toColumns(patch: Settings): Partial<ChannelRow> {
  return {
    ...(patch.name !== undefined && { name: patch.name }),
    ...(patch.state !== undefined && { state: patch.state }),
    ...(patch.stateReason !== undefined && { state_reason: patch.stateReason }),
    ...(patch.schedule !== undefined && toScheduleColumns(patch.schedule)),
    ...(patch.timeZone !== undefined && { time_zone: patch.timeZone }),
    ...(patch.languages !== undefined && { languages_json: JSON.stringify(patch.languages) }),
    ...(patch.maxStories !== undefined && { max_stories: patch.maxStories }),
    ...(patch.nextDigestAt !== undefined && { next_digest_at: patch.nextDigestAt }),
  };
}
