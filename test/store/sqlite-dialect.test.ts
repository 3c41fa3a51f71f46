import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusingOddValues } from '../../src/store/engine/refuse-values.ts';
import { createSqliteDialect } from '../../src/store/engine/sqlite-dialect.ts';

type Schema = { items: { id: number; name: string | null } };

let folder = '';
let path = '';
/** Called instead of waiting; what another process would do meanwhile. */
let meanwhile: () => void = () => {};
const opened: Kysely<Schema>[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sitrep-dialect-'));
  path = join(folder, 'test.db');
});
afterEach(async () => {
  meanwhile = () => {};
  for (const db of opened.splice(0)) await db.destroy();
  await rm(folder, { recursive: true });
});

function open(): Kysely<Schema> {
  const sleep = async () => meanwhile();
  const db = new Kysely<Schema>({ dialect: refusingOddValues(createSqliteDialect({ path, sleep })) });
  opened.push(db);
  return db;
}

async function openWithTable(): Promise<Kysely<Schema>> {
  const db = open();
  await sql`create table items (id integer primary key, name text)`.execute(db);
  return db;
}

describe('the SQLite dialect', () => {
  it('writes, reads and tells how many rows a write touched', async () => {
    const db = await openWithTable();
    const rows = [1, 2, 3].map((id) => ({ id, name: `n${id}` }));
    expect(await db.insertInto('items').values(rows).returning('id').execute()).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 3 },
    ]);
    const updated = await db.updateTable('items').set({ name: null }).where('id', '>', 1).executeTakeFirst();
    expect(updated.numUpdatedRows).toBe(2n);
    const deleted = await db.deleteFrom('items').where('id', '=', 9).executeTakeFirst();
    expect(deleted.numDeletedRows).toBe(0n);
    expect(await db.selectFrom('items').selectAll().where('name', 'is', null).execute()).toEqual([
      { id: 2, name: null },
      { id: 3, name: null },
    ]);
  });

  it('keeps what is stored through a crash: write-ahead log, synced at each commit', async () => {
    const db = await openWithTable();
    expect((await sql`pragma journal_mode`.execute(db)).rows).toEqual([{ journal_mode: 'wal' }]);
    expect((await sql`pragma synchronous`.execute(db)).rows).toEqual([{ synchronous: 2 }]);
    expect((await sql`pragma busy_timeout`.execute(db)).rows).toEqual([{ timeout: 50 }]);
  });

  it('undoes a transaction that throws, tables included', async () => {
    const db = await openWithTable();
    const failing = db.transaction().execute(async (tx) => {
      await sql`create table more (id integer)`.execute(tx);
      await tx.insertInto('items').values({ id: 1, name: 'a' }).execute();
      throw new Error('half-way');
    });
    await expect(failing).rejects.toThrow('half-way');
    expect(await db.selectFrom('items').selectAll().execute()).toEqual([]);
    await expect(sql`select * from more`.execute(db)).rejects.toThrow('no such table');
  });

  it('has the file to itself from the beginning of a transaction on, not only from its first write', async () => {
    const db = await openWithTable();
    const other = new DatabaseSync(path);
    await db.transaction().execute(async (tx) => {
      await tx.selectFrom('items').selectAll().execute();
      expect(() => other.exec("insert into items values (7, 'other')")).toThrow('locked');
      await insertOne(tx);
    });
    other.close();
    expect(await db.selectFrom('items').select('id').execute()).toEqual([{ id: 1 }]);
  });

  it('runs transactions one after another', async () => {
    const db = await openWithTable();
    await db.insertInto('items').values({ id: 1, name: '0' }).execute();
    const increment = () =>
      db.transaction().execute(async (tx) => {
        const { name } = await tx.selectFrom('items').select('name').executeTakeFirstOrThrow();
        await tx
          .updateTable('items')
          .set({ name: String(Number(name) + 1) })
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, increment));
    expect(await db.selectFrom('items').select('name').execute()).toEqual([{ name: '20' }]);
  });

  it.each([
    ['a transaction', (db: Kysely<Schema>) => db.transaction().execute((tx) => insertOne(tx))],
    ['a single write', (db: Kysely<Schema>) => insertOne(db)],
  ])('waits without blocking while another process writes: %s', async (_name, write) => {
    const db = await openWithTable();
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    let waits = 0;
    meanwhile = () => {
      waits += 1;
      if (waits === 3) other.exec('commit');
    };
    await write(db);
    expect(waits).toBe(3);
    other.close();
  });

  it('gives up with a sentence when another program never lets go', async () => {
    const db = await openWithTable();
    await sql`pragma busy_timeout = 0`.execute(db);
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    await expect(insertOne(db)).rejects.toMatchObject({ code: 'store/busy' });
    other.close();
  });

  it('lets others have their turn in a long run of queries', async () => {
    const db = await openWithTable();
    const others = { turns: 0, next: setImmediate(count) };
    function count() {
      others.turns += 1;
      others.next = setImmediate(count);
    }
    for (let queries = 0; others.turns < 3 && queries < 20_000; queries += 1)
      await db.selectFrom('items').selectAll().execute();
    clearImmediate(others.next);
    expect(others.turns).toBe(3);
  });

  it.each([
    ['Date', new Date(0)],
    ['boolean', true],
    ['undefined', undefined],
    ['object', { a: 1 }],
    ['NaN', Number.NaN],
    ['number', Number.POSITIVE_INFINITY],
    ['bigint', 2n ** 63n],
  ])('refuses a %s', async (type, value) => {
    const db = await openWithTable();
    await expect(sql`insert into items (name) values (${value})`.execute(db)).rejects.toMatchObject({
      code: 'store/odd-value',
      userMessage: expect.stringContaining(type) as string,
    });
    expect(await db.selectFrom('items').selectAll().execute()).toEqual([]);
  });

  it('stores text, numbers, big integers, bytes and null as they are', async () => {
    const db = await openWithTable();
    const values = ['text', 1.5, Number.MAX_SAFE_INTEGER, 7n, new Uint8Array([1, 2]), null];
    for (const value of values) {
      const { rows } = await sql<{ value: unknown }>`select ${value} as value`.execute(db);
      expect(rows[0]?.value).toEqual(typeof value === 'bigint' ? Number(value) : value);
    }
  });
});

async function insertOne(db: Kysely<Schema>): Promise<void> {
  await db.insertInto('items').values({ id: 1, name: 'a' }).execute();
}
