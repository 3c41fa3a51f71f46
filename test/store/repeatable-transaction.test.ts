import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SQLITE } from '../../src/store/engine/flavour.ts';
import { createSqliteDialect } from '../../src/store/engine/sqlite-dialect.ts';
import { inRepeatableTransaction, inTransaction } from '../../src/store/engine/store-context.ts';
import type { Tables } from '../../src/store/engine/tables.ts';

const NORMAL = 1;
const FULL = 2;

let folder = '';
let db: Kysely<Tables>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sitrep-repeatable-'));
  db = new Kysely({ dialect: createSqliteDialect({ path: join(folder, 'test.db'), sleep: async () => {} }) });
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

async function syncing(on: Kysely<Tables>): Promise<number | undefined> {
  return (await sql<{ synchronous: number }>`pragma synchronous`.execute(on)).rows[0]?.synchronous;
}

describe('a repeatable transaction', () => {
  it('does not wait for the disk, and every other one does', async () => {
    const place = { db, flavour: SQLITE };
    const [repeatable, full] = await Promise.all([
      inRepeatableTransaction(place, syncing),
      inTransaction(place, syncing),
    ]);
    expect([repeatable, full, await syncing(db)]).toEqual([NORMAL, FULL, FULL]);
  });

  it('leaves nothing of itself behind when it fails', async () => {
    const failing = inRepeatableTransaction({ db, flavour: SQLITE }, async (tx) => {
      await sql`create table items (id integer)`.execute(tx);
      throw new Error('broken off');
    });
    await expect(failing).rejects.toThrow('broken off');
    expect(await syncing(db)).toBe(FULL);
    await expect(sql`select * from items`.execute(db)).rejects.toThrow('items');
  });
});
