import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import { silentLogger } from '../../../src/log.ts';
import { POSTGRES } from '../../../src/store/engine/flavour.ts';
import { openStore, openStoreOn } from '../../../src/store/open-store.ts';
import type { OpenDatabase, Row } from './live-a-month.ts';

/** A database of its own, opened as often as wanted; `remove` ends it. */
type MadeDatabase = { open: OpenDatabase; remove: () => Promise<void> };

const LIST_ROWS = 'select id, title, teaser from articles';
/** Each opening is another process, and those before it are gone. */
const overrides = { isProcessAlive: () => false };

export async function makeSqliteFile(): Promise<MadeDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-month-'));
  const path = join(folder, 'month.db');
  const open: OpenDatabase = async (clock) => {
    const store = await openStore({ url: `sqlite:${path}`, clock, log: silentLogger, overrides });
    const raw = new DatabaseSync(path, { readOnly: true });
    return {
      store,
      listRows: async () => raw.prepare(LIST_ROWS).all() as Row[],
      close: async () => {
        raw.close();
        await store.close();
      },
    };
  };
  return { open, remove: () => rm(folder, { recursive: true }) };
}

export async function makePgliteDatabase(): Promise<MadeDatabase> {
  const pglite = await PGlite.create({ postgresqlconf: ['shared_buffers = 8MB'] });
  const open: OpenDatabase = async (clock) => ({
    store: await openStoreOn({
      dialect: new PGliteDialect({ pglite }),
      flavour: POSTGRES,
      clock,
      log: silentLogger,
      overrides,
    }),
    listRows: async () => (await pglite.query<Row>(LIST_ROWS)).rows,
    // The store's own close would end the database with it.
    close: async () => {},
  });
  return { open, remove: () => pglite.close() };
}
