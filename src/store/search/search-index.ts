import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Flavour } from '../engine/flavour.ts';
import type { Tables } from '../engine/tables.ts';
import type { SearchTerm } from './search-words.ts';

type Db = Kysely<Tables>;
export type IndexedText = { storyId: string; language: string; words: readonly string[] };
export type KnownWord = { word: string; stories: number };

/** The words of stories' summaries, as each database indexes them. Both hold exactly the words that they are given. */
export type SearchIndex = {
  /** Puts a story's words of one language in the place of those it had. To be called in a transaction. */
  put(db: Db, text: IndexedText): Promise<void>;
  remove(db: Db, storyIds: readonly string[]): Promise<void>;
  /** SQL for the rows (`story_id`, `language`) that hold every term; at least one term is given. */
  select(terms: readonly SearchTerm[]): RawBuilder<unknown>;
  /** Indexed words of a length (characters, both ends included), with how many stories hold them. */
  words(db: Db, length: { min: number; max: number }): Promise<KnownWord[]>;
};

/** FTS5 (https://sqlite.org/fts5.html): words by document number, which `search_docs` gives to a story and language. */
const FTS5: SearchIndex = {
  async put(db, { storyId, language, words }) {
    await sql`insert into search_docs (story_id, language) values (${storyId}, ${language})
      on conflict (story_id, language) do nothing`.execute(db);
    await sql`insert or replace into search_words (rowid, body)
      select doc, ${words.join(' ')} from search_docs
      where story_id = ${storyId} and language = ${language}`.execute(db);
  },
  async remove(db, storyIds) {
    if (storyIds.length === 0) return;
    const ids = sql.join(storyIds);
    await sql`delete from search_words where rowid in
      (select doc from search_docs where story_id in (${ids}))`.execute(db);
    await sql`delete from search_docs where story_id in (${ids})`.execute(db);
  },
  select(terms) {
    const query = terms.map((term) => `(${quoted(term, '"', '*').join(' OR ')})`).join(' AND ');
    return sql`(select story_id, language from search_docs
      where doc in (select rowid from search_words where search_words match ${query}))`;
  },
  async words(db, { min, max }) {
    const { rows } = await sql<KnownWord>`select term as word, doc as stories from search_vocabulary
      where length(term) between ${min} and ${max}`.execute(db);
    return rows;
  },
};

/** A tsvector of the words as they are, without a dictionary (https://www.postgresql.org/docs/current/textsearch.html). */
const TSVECTOR: SearchIndex = {
  async put(db, { storyId, language, words }) {
    // Words are letters and digits alone, so the quotes need no escaping.
    const vector = [...new Set(words)].map((word) => `'${word}'`).join(' ');
    await sql`insert into search_docs (story_id, language, words)
      values (${storyId}, ${language}, cast(${vector} as tsvector))
      on conflict (story_id, language) do update set words = excluded.words`.execute(db);
  },
  async remove(db, storyIds) {
    if (storyIds.length === 0) return;
    await sql`delete from search_docs where story_id in (${sql.join(storyIds)})`.execute(db);
  },
  select(terms) {
    const query = terms.map((term) => `(${quoted(term, "'", ':*').join(' | ')})`).join(' & ');
    return sql`(select story_id, language from search_docs where words @@ cast(${query} as tsquery))`;
  },
  async words(db, { min, max }) {
    const { rows } =
      await sql<KnownWord>`select word, ndoc as stories from ts_stat('select words from search_docs')
      where length(word) between ${min} and ${max}`.execute(db);
    return rows;
  },
};

function quoted({ word, forms, isPrefix }: SearchTerm, quote: string, star: string): string[] {
  return [
    `${quote}${word}${quote}${isPrefix ? star : ''}`,
    ...forms.map((form) => `${quote}${form}${quote}`),
  ];
}

export function searchIndexOf({ name }: Flavour): SearchIndex {
  return name === 'sqlite' ? FTS5 : TSVECTOR;
}
