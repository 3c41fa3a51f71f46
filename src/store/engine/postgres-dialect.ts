import { CompiledQuery, type Dialect, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import {
  POSTGRES_CONNECT_MS,
  POSTGRES_CONNECTIONS,
  POSTGRES_IDLE_TRANSACTION_MS,
} from '../../../config/store-tuning.ts';
import type { Logger } from '../../log.ts';

const INT8 = 20;

/** Instants and counts are int8, which `pg` hands over as text because not every one fits a number; ours do. */
function toSafeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a stored integer is too large');
  return value;
}

/** Kysely over a pool of connections to a PostgreSQL server; `url` as in `DATABASE_URL`. */
export function createPostgresDialect(url: string, log: Logger): Dialect {
  const pool = new Pool({
    connectionString: url,
    max: POSTGRES_CONNECTIONS,
    connectionTimeoutMillis: POSTGRES_CONNECT_MS,
    keepAlive: true,
    application_name: 'sitrep',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 && format !== 'binary' ? toSafeNumber : types.getTypeParser(oid, format),
    },
  });
  // Without a listener the loss of an idle connection would end the process; the pool replaces it by itself.
  pool.on('error', (error) => log.warn({ error }, 'idle database connection lost'));
  return new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      await connection.executeQuery(
        CompiledQuery.raw(`set idle_in_transaction_session_timeout = ${POSTGRES_IDLE_TRANSACTION_MS}`),
      );
    },
  });
}
