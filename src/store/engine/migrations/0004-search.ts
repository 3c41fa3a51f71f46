/** The words of stories for searching, each database by its own means; both are filled from what is stored. */
export const SEARCH = {
  sqlite: [
    // A number of its own for each story and language: SQLite may renumber rows that have none.
    `create table search_docs (
      doc integer primary key,
      story_id text not null,
      language text not null,
      unique (story_id, language)
    )`,
    `create virtual table search_words using fts5(body, content='', contentless_delete=1,
      tokenize='unicode61 remove_diacritics 0', prefix='3 4')`,
    "create virtual table search_vocabulary using fts5vocab('search_words', 'row')",
    `insert into search_docs (story_id, language)
      select summaries.story_id, summaries.language from summaries
      join stories on stories.id = summaries.story_id and stories.version = summaries.version`,
    `insert into search_words (rowid, body)
      select search_docs.doc, stories.search_text || ' ' || summaries.search_text from search_docs
      join stories on stories.id = search_docs.story_id
      join summaries on summaries.story_id = stories.id and summaries.version = stories.version
        and summaries.language = search_docs.language`,
  ],
  postgres: [
    `create table search_docs (
      story_id text not null,
      language text not null,
      words tsvector not null,
      primary key (story_id, language)
    )`,
    `insert into search_docs (story_id, language, words)
      select summaries.story_id, summaries.language,
        to_tsvector('simple', stories.search_text || ' ' || summaries.search_text)
      from summaries join stories on stories.id = summaries.story_id and stories.version = summaries.version`,
    'create index search_docs_by_word on search_docs using gin (words)',
  ],
} as const;
