import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import {
  SQLITE_BUSY_MS,
  SQLITE_GIVE_UP_MS,
  SQLITE_RETRY_MS,
  SQLITE_STATEMENTS,
  SQLITE_TURN_MS,
} from '../../../config/store-tuning.ts';
import { explainSqliteFault, isBusy } from './explain-fault.ts';
import { setImmediate as yieldToOthers } from 'node:timers/promises';

type Options = {
  /** A file, or `:memory:`. */
  path: string;
  /** Waits for real time: the lock is another process's, whatever clock this one works by. */
  sleep: (ms: number) => Promise<void>;
};

/**
 * Kysely over Node's own SQLite, on one connection; Kysely lets one transaction or query have it at a time.
 * Every transaction is `BEGIN IMMEDIATE`: a deferred one that writes later fails at once when another process
 * writes (https://sqlite.org/lang_transaction.html).
 */
export function createSqliteDialect(options: Options): Dialect {
  return {
    // Its `supportsMultipleConnections` is false: that is what makes Kysely serialise.
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function createDriver({ path, sleep }: Options): Driver {
  let database: DatabaseSync | undefined;
  let connection: DatabaseConnection | undefined;
  const opened = () => {
    if (!database || !connection) throw new Error('the SQLite file is not open');
    return { database, connection };
  };
  const haveTurn = createTurns(SQLITE_TURN_MS);
  const exec = (sql: string) => retryWhileBusy(() => opened().database.exec(sql), path, sleep);

  return {
    async init() {
      try {
        database = new DatabaseSync(path, { timeout: SQLITE_BUSY_MS });
      } catch (error) {
        throw explainSqliteFault(error, path);
      }
      connection = createConnection(database, path, sleep);
      try {
        await exec('PRAGMA journal_mode = WAL');
        await exec('PRAGMA synchronous = FULL');
      } catch (error) {
        // Kysely ends only a driver that came up.
        database.close();
        throw error;
      }
    },
    async acquireConnection() {
      await haveTurn();
      return opened().connection;
    },
    beginTransaction: () => exec('BEGIN IMMEDIATE'),
    commitTransaction: () => exec('COMMIT'),
    async rollbackTransaction() {
      // After some faults (a full disk) SQLite has rolled back by itself.
      if (opened().database.isTransaction) await exec('ROLLBACK');
    },
    releaseConnection: async () => {},
    async destroy() {
      database?.close();
      database = undefined;
    },
  };
}

function createConnection(database: DatabaseSync, path: string, sleep: Options['sleep']): DatabaseConnection {
  const prepare = cachedStatements(database);
  return {
    executeQuery: <R>({ sql, parameters }: CompiledQuery) =>
      retryWhileBusy(() => runStatement<R>(prepare(sql), parameters as SQLInputValue[]), path, sleep),
    // oxlint-disable-next-line require-yield -- nothing here streams; the contract wants the method.
    async *streamQuery() {
      throw new Error('streaming is not supported');
    },
  };
}

function runStatement<R>(statement: StatementSync, parameters: readonly SQLInputValue[]): QueryResult<R> {
  // A statement with columns is read: selects, and writes with RETURNING.
  if (statement.columns().length > 0) {
    const rows = statement.all(...parameters) as R[];
    return { rows, numAffectedRows: BigInt(rows.length) };
  }
  return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) };
}

function cachedStatements(database: DatabaseSync): (sql: string) => StatementSync {
  const cache = new Map<string, StatementSync>();
  return (sql) => {
    const cached = cache.get(sql);
    if (cached) return cached;
    const statement = database.prepare(sql);
    const oldest = cache.keys().next();
    if (cache.size >= SQLITE_STATEMENTS && !oldest.done) cache.delete(oldest.value);
    cache.set(sql, statement);
    return statement;
  };
}

/** SQLite's own wait blocks the event loop, so it is short, and what is left of the wait happens here. */
async function retryWhileBusy<T>(run: () => T, path: string, sleep: Options['sleep']): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += SQLITE_BUSY_MS + SQLITE_RETRY_MS) {
    try {
      return run();
    } catch (error) {
      if (!isBusy(error) || waitedMs >= SQLITE_GIVE_UP_MS) throw explainSqliteFault(error, path);
      await sleep(SQLITE_RETRY_MS);
    }
  }
}

/**
 * Answers of a database in the process come without a turn of the event loop, so steps that only query and compute are
 * one long run of microtasks, in which no socket is read and no interaction acknowledged. The function made here is
 * awaited before each query or transaction: it lets the others have their turn where this one has lasted `longestMs`.
 */
function createTurns(longestMs: number): () => Promise<void> {
  let startedAt: number | null = null;
  return async () => {
    if (startedAt === null) {
      startedAt = performance.now();
      setImmediate(() => {
        startedAt = null;
      });
    } else if (performance.now() - startedAt >= longestMs) await yieldToOthers();
  };
}
