import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import { TRANSACTION_TRIES, ROWS_PER_STATEMENT } from '../../../config/store-tuning.ts';
import type { Flavour } from './flavour.ts';
import type { Tables } from './tables.ts';

/** What each noun's queries are made with. */
export type StoreContext = {
  db: Kysely<Tables>;
  flavour: Flavour;
  /** An instance without a beat for this long is dead. */
  leaseMs: number;
  /** A claim older than this is free whoever has it. */
  claimMaxMs: number;
  /** A UUIDv7 that sorts after those made before it by this process. */
  newId: (now: number) => string;
  newToken: () => string;
  /** Whether a process of this machine lives. */
  isProcessAlive: (pid: number) => boolean;
};

/** A transaction's handle. Inside one nothing but its own queries may be awaited. */
export type Tx = Transaction<Tables>;

type Place = Pick<StoreContext, 'flavour'> & { db: Kysely<Tables> };

const DO_NOT_WAIT = CompiledQuery.raw('pragma synchronous = normal');
const WAIT_FOR_DISK = CompiledQuery.raw('pragma synchronous = full');

/** Runs `work` in one transaction, again where the database ended it in favour of another. */
export async function inTransaction<T>(place: Place, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retried(place, () => place.db.transaction().execute(work));
}

/**
 * As `inTransaction`, for work that is simply done again where it is lost: a power failure may undo it, together with
 * every later commit of this kind, unless a full commit followed. The end of the process undoes nothing. What a post
 * rests on came before the post's own full commit, and so stands.
 */
export async function inRepeatableTransaction<T>(place: Place, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { db, flavour } = place;
  if (!flavour.syncsInProcess) return inTransaction(place, work);
  return retried(place, () =>
    db.connection().execute(async (connection) => {
      await connection.executeQuery(DO_NOT_WAIT);
      try {
        return await connection.transaction().execute(work);
      } finally {
        await connection.executeQuery(WAIT_FOR_DISK);
      }
    }),
  );
}

async function retried<T>({ flavour }: Place, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!flavour.retryCodes.includes(code) || attempt >= TRANSACTION_TRIES) throw error;
    }
  }
}

const LOCKS = { migrations: 7_346_001, identity: 7_346_002, budget: 7_346_003 } as const;

/** Keeps every other process out of the same named part until the transaction ends. */
export async function lockName(
  tx: Kysely<Tables>,
  flavour: Flavour,
  name: keyof typeof LOCKS,
): Promise<void> {
  if (flavour.locksNames) await sql`select pg_advisory_xact_lock(${sql.lit(LOCKS[name])})`.execute(tx);
}

/** Rows in portions that one statement takes. */
export function inBatches<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_STATEMENT) }, (_, index) =>
    rows.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT),
  );
}
