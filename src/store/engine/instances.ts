import { sql } from 'kysely';
import { DELIVERY_MEMORY_MS, HOLD_IDLE_MS, INSTANCE_MEMORY_MS } from '../../../config/store-tuning.ts';
import { forgetInstances, takeHolds } from './claims.ts';
import { groupCalls } from './group-calls.ts';
import { inRepeatableTransaction, inTransaction, type StoreContext, type Tx } from './store-context.ts';
import type { InstanceStore } from '../store.ts';

export function createInstanceStore(context: StoreContext): InstanceStore {
  const { db } = context;
  const take = groupCalls(
    (work) => inRepeatableTransaction(context, work),
    async (tx, { key, ...holder }: { key: string; instanceId: string; now: number }) =>
      (await takeHolds(context, tx, [key], holder)).has(key),
  );
  return {
    start: (instance) => inTransaction(context, (tx) => startInstance(context, tx, instance)),

    async beat(instanceId, now) {
      // A machine that slept for a day may find its row cleared; without it the instance would be dead for good.
      await inRepeatableTransaction(context, (tx) =>
        sql`insert into instances (id, machine, pid, started_at, beat_at)
          values (${instanceId}, '', 0, ${now}, ${now})
          on conflict (id) do update set beat_at = excluded.beat_at`.execute(tx),
      );
    },

    stop: (instanceId) => inTransaction(context, (tx) => forgetInstances(tx, [instanceId])),

    async hold(key, instanceId, now) {
      // Asked every second for the same key: only once in a while has it to be written.
      const own = await db
        .selectFrom('holds')
        .select('key')
        .where('key', '=', key)
        .where('instance_id', '=', instanceId)
        .where('used_at', '>', now - HOLD_IDLE_MS / 10)
        .executeTakeFirst();
      if (own) return true;
      return take({ key, instanceId, now });
    },

    async release(key, instanceId) {
      await db.deleteFrom('holds').where('key', '=', key).where('instance_id', '=', instanceId).execute();
    },

    isFirstDelivery: (interactionId, now) =>
      inRepeatableTransaction(context, async (tx) => {
        await tx
          .deleteFrom('deliveries')
          .where('seen_at', '<', now - DELIVERY_MEMORY_MS)
          .execute();
        const { rows } =
          await sql`insert into deliveries (interaction_id, seen_at) values (${interactionId}, ${now})
          on conflict (interaction_id) do nothing returning interaction_id`.execute(tx);
        return rows.length > 0;
      }),
  };
}

/** Epoch ms. What has our process number and is younger is another instance in this very process. */
const processStartedAt = () => Date.now() - process.uptime() * 1_000;

async function startInstance(
  context: StoreContext,
  tx: Tx,
  { id, machine, pid, now }: Parameters<InstanceStore['start']>[0],
): Promise<void> {
  const others = await tx.selectFrom('instances').selectAll().where('id', '<>', id).execute();
  const dead = others.filter((other) =>
    other.machine === machine
      ? // An earlier process had our number, or is gone: a restart goes on without waiting for the lease.
        (other.pid === pid && other.started_at < processStartedAt()) || !context.isProcessAlive(other.pid)
      : other.beat_at < now - INSTANCE_MEMORY_MS,
  );
  await forgetInstances(
    tx,
    dead.map((other) => other.id),
  );
  await sql`insert into instances (id, machine, pid, started_at, beat_at)
    values (${id}, ${machine}, ${pid}, ${now}, ${now})
    on conflict (id) do update set machine = excluded.machine, pid = excluded.pid,
      started_at = excluded.started_at, beat_at = excluded.beat_at`.execute(tx);
}
