import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import { afterAll, describe } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { POSTGRES } from '../../src/store/engine/flavour.ts';
import { openStoreOn } from '../../src/store/open-store.ts';
import { storeContract } from '../contracts/store-contract.ts';
import { migrationContract } from './contract/migrations.ts';
import { EMPTY_ALL_TABLES } from './reach-postgres.ts';

// PostgreSQL in this process, for machines without a server. With the default buffers it takes four times the memory.
const pglite = await PGlite.create({ postgresqlconf: ['shared_buffers = 8MB'] });
afterAll(() => pglite.close());

storeContract('PGlite', async (overrides) => {
  const dialect = new PGliteDialect({ pglite });
  const store = await openStoreOn({
    dialect,
    flavour: POSTGRES,
    clock: systemClock,
    log: silentLogger,
    overrides,
  });
  const exec = async (statement: string) => void (await pglite.exec(statement));
  // Closing the store would close the one database that all tests share.
  return { store, exec, dispose: () => exec(EMPTY_ALL_TABLES) };
});

describe('migrations on PGlite', () =>
  migrationContract(POSTGRES, async () => {
    await pglite.exec('drop schema public cascade; create schema public');
    return { dialect: new PGliteDialect({ pglite }), dispose: async () => {} };
  }));
