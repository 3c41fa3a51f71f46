import { type Channel, NO_WISHES } from '../../model/channel.ts';
import { toChannel, toFlag } from '../map-rows.ts';
import { postsGoOut } from './pause.ts';
import { inTransaction, type StoreContext, type Tx } from '../engine/store-context.ts';
import type { ChannelPatch, ChannelStore, NewChannel } from '../store.ts';
import type { ChannelRow } from '../engine/tables.ts';

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

    async find({ platform, workspaceId, channelId }) {
      const row = await db
        .selectFrom('channels')
        .selectAll()
        .where('platform', '=', platform)
        .where('workspace_id', '=', workspaceId)
        .where('channel_id', '=', channelId)
        .executeTakeFirst();
      return row ? toChannel(row) : null;
    },

    async listDue(now) {
      const rows = await db
        .selectFrom('channels')
        .selectAll()
        .where('state', '=', 'active')
        .where(postsGoOut)
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

    async change(id, revision, patch) {
      const changed = await db
        .updateTable('channels')
        .set({ ...toColumns(patch), revision: revision + 1 })
        .where('id', '=', id)
        .where('revision', '=', revision)
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
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
      revision: 0,
      ...toWishesColumns(channel.wishes ?? NO_WISHES),
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

function toWishesColumns(wishes: Channel['wishes']) {
  return { wishes_json: JSON.stringify(wishes), alert_from: wishes.alertFrom };
}

function toColumns(patch: ChannelPatch): Partial<ChannelRow> {
  return {
    ...(patch.name !== undefined && { name: patch.name }),
    ...(patch.state !== undefined && { state: patch.state }),
    ...(patch.stateReason !== undefined && { state_reason: patch.stateReason }),
    ...(patch.schedule !== undefined && toScheduleColumns(patch.schedule)),
    ...(patch.timeZone !== undefined && { time_zone: patch.timeZone }),
    ...(patch.languages !== undefined && { languages_json: JSON.stringify(patch.languages) }),
    ...(patch.maxStories !== undefined && { max_stories: patch.maxStories }),
    ...(patch.wishes !== undefined && toWishesColumns(patch.wishes)),
    ...(patch.nextDigestAt !== undefined && { next_digest_at: patch.nextDigestAt }),
  };
}
