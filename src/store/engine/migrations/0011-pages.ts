/** What the pages and commands tell of the past: a story's versions, and the secret address of a channel's feed. */
export const PAGES: readonly string[] = [
  `create table story_versions (
    story_id text not null,
    version bigint not null,
    at bigint not null,
    kind text not null,
    line text,
    title text not null,
    url text,
    primary key (story_id, version)
  )`,
  `create table digest_feeds (
    channel_id text not null primary key,
    token text not null unique
  )`,
  'create index posts_of_digest on posts (digest_id)',
];
