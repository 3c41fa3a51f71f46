/** What managers were told of a feed, and an index that counts each feed's articles of a day. */
export const FEED_NOTICES: readonly string[] = [
  'alter table feeds add column notice_kind text',
  'alter table feeds add column notice_at bigint',
  'create index articles_by_arrival on articles (first_seen_at, feed_id)',
];
