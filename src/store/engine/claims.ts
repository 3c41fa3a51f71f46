import { type RawBuilder, sql } from 'kysely';
import { HOLD_IDLE_MS } from '../../../config/store-tuning.ts';
import type { StoreContext, Tx } from './store-context.ts';
import type { Claimed, ClaimRequest } from '../store.ts';
import type { ClaimableTable } from './tables.ts';

/** Instances that have shown a beat within the lease. */
function liveInstances({ leaseMs }: StoreContext, now: number): RawBuilder<unknown> {
  return sql`(select id from instances where beat_at > ${now - leaseMs})`;
}

/**
 * SQL that is true where nobody works on the row: no claim, a dead claimer's, or one that outlived all work.
 * `table` is a table of claims or its alias in the query.
 */
export function isFree(context: StoreContext, table: string, now: number): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql<boolean>`(${column('claim_token')} is null
    or ${column('claimed_by')} not in ${liveInstances(context, now)}
    or ${column('claimed_at')} <= ${now - context.claimMaxMs})`;
}

/**
 * SQL for the instances whose holds count, with an alias of `holds`: alive, and the hold used lately. An idle hold
 * passes to whoever asks, so that several instances share the work instead of the first having all of it.
 */
function isHeld(context: StoreContext, now: number): RawBuilder<unknown> {
  return sql`(holds.instance_id in ${liveInstances(context, now)} and holds.used_at > ${now - HOLD_IDLE_MS})`;
}

/** SQL that is true where no other living instance holds the key. */
export function isHoldable(
  context: StoreContext,
  key: RawBuilder<unknown>,
  { instanceId, now }: { instanceId: string; now: number },
): RawBuilder<boolean> {
  return sql<boolean>`not exists (select 1 from holds where holds.key = ${key}
    and holds.instance_id <> ${instanceId} and ${isHeld(context, now)})`;
}

/**
 * Takes the keys that are free, held by a dead instance, or this instance's already, and returns those it has now.
 * In one statement and one order, so that two instances cannot wait for each other.
 */
export async function takeHolds(
  context: StoreContext,
  tx: Tx,
  keys: Iterable<string>,
  { instanceId, now }: { instanceId: string; now: number },
): Promise<Set<string>> {
  const sorted = [...new Set(keys)].sort();
  if (sorted.length === 0) return new Set();
  const values = sql.join(sorted.map((key) => sql`(${key}, ${instanceId}, ${now})`));
  const { rows } = await sql<{ key: string }>`insert into holds (key, instance_id, used_at) values ${values}
    on conflict (key) do update set instance_id = excluded.instance_id, used_at = excluded.used_at
    where holds.instance_id = excluded.instance_id or not ${isHeld(context, now)}
    returning key`.execute(tx);
  return new Set(rows.map((row) => row.key));
}

/** Columns of a claim that has ended. */
export const NO_CLAIM = { claim_token: null, claimed_by: null, claimed_at: null } as const;

const NOTHING = sql<null>`null`;
/** The same written out, for a query whose values come later. */
export const NO_CLAIM_LITERALLY = { claim_token: NOTHING, claimed_by: NOTHING, claimed_at: NOTHING } as const;

/** Sets a fresh claim, with a token of its own, on each row in one statement; hands them out as the model's objects. */
export async function claimRows<Row extends { id: string }, T>(
  context: StoreContext,
  tx: Tx,
  table: ClaimableTable,
  rows: readonly Row[],
  { request, toModel }: { request: ClaimRequest; toModel: (row: Row) => T },
): Promise<Claimed<T>[]> {
  if (rows.length === 0) return [];
  const prefix = `${context.newToken()}/`;
  const ids = sql.join(rows.map((row) => sql`${row.id}`));
  await sql`update ${sql.table(table)} set claim_token = ${prefix} || id, claimed_by = ${request.instanceId},
    claimed_at = ${request.now} where id in (${ids})`.execute(tx);
  return rows.map((row) => ({ row: toModel(row), token: `${prefix}${row.id}` }));
}

/** Ends every claim and hold of the instances and forgets them. */
export async function forgetInstances(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const list = sql.join(ids.map((id) => sql`${id}`));
  for (const table of [
    'feeds',
    'articles',
    'stories',
    'posts',
    'summary_wishes',
  ] satisfies ClaimableTable[]) {
    await sql`update ${sql.table(table)} set claim_token = null, claimed_by = null, claimed_at = null
      where claimed_by in (${list})`.execute(tx);
  }
  await sql`delete from holds where instance_id in (${list})`.execute(tx);
  await sql`delete from instances where id in (${list})`.execute(tx);
}
