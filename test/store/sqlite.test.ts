import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { storeContract } from '../contracts/store-contract.ts';

storeContract('SQLite in a file', async (overrides) => {
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-store-'));
  const path = join(folder, 'test.db');
  const store = await openStore({ url: `sqlite:${path}`, clock: systemClock, log: silentLogger, overrides });
  const exec = async (sql: string) => {
    const raw = new DatabaseSync(path);
    raw.exec(sql);
    raw.close();
  };
  const dispose = async () => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { store, exec, dispose };
});
