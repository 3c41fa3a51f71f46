import { type Kysely, sql } from 'kysely';
import { AppError } from '../../errors.ts';
import type { Flavour } from './flavour.ts';
import type { Migration } from './migrations/list.ts';
import { inTransaction, lockName, type Tx } from './store-context.ts';
import type { Tables } from './tables.ts';

/**
 * Brings the schema up to the last of `migrations`. Each runs in one transaction that also notes it, with other
 * processes kept out, so that it has happened whole or not at all, and once.
 * Throws `store/newer-schema` where the database holds a migration that is not in the list.
 */
export async function migrate(
  db: Kysely<Tables>,
  flavour: Flavour,
  migrations: readonly Migration[],
  now: number,
): Promise<string[]> {
  const applied: string[] = [];
  for (;;) {
    const name = await inTransaction({ db, flavour }, (tx) => applyNext(tx, flavour, migrations, now));
    if (name === null) return applied;
    applied.push(name);
  }
}

async function applyNext(
  tx: Tx,
  flavour: Flavour,
  migrations: readonly Migration[],
  now: number,
): Promise<string | null> {
  await lockName(tx, flavour, 'migrations');
  await sql`create table if not exists schema_migrations (
    name text not null primary key, applied_at bigint not null)`.execute(tx);
  const { rows } = await sql<{ name: string }>`select name from schema_migrations order by name`.execute(tx);
  const done = new Set(rows.map((row) => row.name));
  const known = new Set(migrations.map((migration) => migration.name));
  if (!done.isSubsetOf(known)) throw newerSchema(done.size, known.size);

  const next = migrations.find((migration) => !done.has(migration.name));
  if (!next) return null;
  const statements = 'sqlite' in next.statements ? next.statements[flavour.name] : next.statements;
  for (const statement of statements) await sql.raw(statement).execute(tx);
  await sql`insert into schema_migrations (name, applied_at) values (${next.name}, ${now})`.execute(tx);
  return next.name;
}

function newerSchema(found: number, known: number): AppError {
  return new AppError(
    'store/newer-schema',
    `This database was written by a newer Sitrep (schema ${found}, this one knows ${known}). Start the newer version, or restore a backup.`,
  );
}
