/** When what a key named was cleaned up, and indices that find what is old without going through what is not. */
export const CLEAN_UP: readonly string[] = [
  'alter table article_keys add column buried_at bigint',
  'create index article_keys_buried on article_keys (buried_at) where buried_at is not null',
  "create index stories_by_last_article on stories (last_article_at) where state in ('open', 'withdrawn')",
  "create index stories_dropped on stories (last_article_at) where state = 'dropped'",
  `create index posts_loose on posts (created_at)
    where digest_id = '' and state in ('sent', 'refused', 'unknown')`,
];
