import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { SQLITE } from '../../src/store/engine/flavour.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createSqliteDialect } from '../../src/store/engine/sqlite-dialect.ts';
import { migrationContract } from './contract/migrations.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sitrep-migrate-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('migrations on SQLite', () =>
  migrationContract(SQLITE, async () => ({
    dialect: createSqliteDialect({ path: join(folder, 'test.db'), sleep: (ms) => systemClock.sleep(ms) }),
    dispose: (db) => db.destroy(),
  })));

it('opens a file again with all that is in it, and refuses one of a newer program', async () => {
  const url = `sqlite:${join(folder, 'deep', 'er', 'sitrep.db')}`;
  const open = () => openStore({ url, clock: systemClock, log: silentLogger });
  const feed = {
    url: 'https://harbour.example/f',
    title: 'Harbour',
    folder: '',
    host: 'harbour.example:443',
  };
  const first = await open();
  await first.feeds.add([feed], 1, { revives: true });
  await first.close();

  const second = await open();
  expect(await second.feeds.list()).toMatchObject([feed]);
  await second.close();

  const path = url.slice('sqlite:'.length);
  const raw = new Kysely({ dialect: createSqliteDialect({ path, sleep: (ms) => systemClock.sleep(ms) }) });
  await sql`insert into schema_migrations values ('9999-later', 1)`.execute(raw);
  await raw.destroy();
  await expect(open()).rejects.toMatchObject({ code: 'store/newer-schema' });
});
