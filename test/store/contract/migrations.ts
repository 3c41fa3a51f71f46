import { type Dialect, Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Flavour } from '../../../src/store/engine/flavour.ts';
import { migrate } from '../../../src/store/engine/migrate.ts';
import { MIGRATIONS, type Migration } from '../../../src/store/engine/migrations/list.ts';
import { searchIndexOf } from '../../../src/store/search/search-index.ts';
import { termsOf } from '../../../src/store/search/search-words.ts';
import type { Tables } from '../../../src/store/engine/tables.ts';

const FIRST: Migration = {
  name: '0001-first',
  statements: ['create table one (id text not null primary key)'],
};
const RIGHT = ['create table two (id text)', "insert into one (id) values ('x')"];
const HALF: Migration = { name: '0002-half', statements: [...RIGHT, 'insert into nowhere values (1)'] };
const WHOLE: Migration = { name: '0002-half', statements: RIGHT };

type OpenEmpty = () => Promise<{ dialect: Dialect; dispose: (db: Kysely<Tables>) => Promise<void> }>;

/** How the schema of an empty database comes to be. */
export function migrationContract(flavour: Flavour, open: OpenEmpty): void {
  let db: Kysely<Tables>;
  let dispose: (db: Kysely<Tables>) => Promise<void>;
  beforeEach(async () => {
    const opened = await open();
    db = new Kysely<Tables>({ dialect: opened.dialect });
    dispose = opened.dispose;
  });
  afterEach(() => dispose(db));
  const count = async (table: string) =>
    (await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)).rows[0]
      ?.count;

  it('applies each once, in order', async () => {
    expect(await migrate(db, flavour, [FIRST], 5)).toEqual(['0001-first']);
    expect(await migrate(db, flavour, [FIRST, WHOLE], 6)).toEqual(['0002-half']);
    expect(await migrate(db, flavour, [FIRST, WHOLE], 7)).toEqual([]);
    expect(await count('schema_migrations')).toBe(2);
  });

  it('leaves nothing of one that fails half-way, and applies it once it is mended', async () => {
    await expect(migrate(db, flavour, [FIRST, HALF], 5)).rejects.toThrow();
    expect(await count('schema_migrations')).toBe(1);
    expect(await count('one')).toBe(0);
    await expect(count('two')).rejects.toThrow();
    expect(await migrate(db, flavour, [FIRST, WHOLE], 6)).toEqual(['0002-half']);
    expect(await count('one')).toBe(1);
  });

  it('refuses a database that a newer program wrote', async () => {
    await migrate(db, flavour, [FIRST, WHOLE], 5);
    await expect(migrate(db, flavour, [FIRST], 6)).rejects.toMatchObject({
      code: 'store/newer-schema',
      userMessage:
        'This database was written by a newer Sitrep (schema 2, this one knows 1). Start the newer version, or restore a backup.',
    });
  });

  it('indexes the words of what is stored already', async () => {
    const searching = MIGRATIONS.findIndex(({ name }) => name === '0004-search');
    await migrate(db, flavour, MIGRATIONS.slice(0, searching), 5);
    await sql`insert into stories (id, version, state, title, search_text, first_seen_at, changed_at,
      last_article_at, is_quiet, kind, regions_json, topics_json, publisher_families_json, outlet_names_json,
      article_count, importance, importance_parts_json, summary_round, claimed_round, has_summary)
      values ('s1', 2, 'open', 'In Kyiv', 'in kyiv', 1, 1, 1, 0, 'news', '[]', '[]', '[]', '[]',
      1, 1, '{}', 1, 1, 1)`.execute(db);
    await sql`insert into summaries values ('s1', 1, 'en', 'Old', '[]', '{}', 1, 'old'),
      ('s1', 2, 'en', 'Talks', '[]', '{}', 1, 'talks go on')`.execute(db);
    await migrate(db, flavour, MIGRATIONS, 6);
    const found = searchIndexOf(flavour).select(termsOf(['kyiv', 'talks']));
    const { rows } = await sql`select story_id, language from ${found} as found`.execute(db);
    expect(rows).toEqual([{ story_id: 's1', language: 'en' }]);
    expect(await searchIndexOf(flavour).words(db, { min: 3, max: 3 })).toEqual([]);
  });

  it('makes every table of the store', async () => {
    await migrate(db, flavour, MIGRATIONS, 5);
    expect(await count('channel_stories')).toBe(0);
  });
}
