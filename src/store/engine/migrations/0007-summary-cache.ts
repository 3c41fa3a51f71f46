/**
 * A model's kept answers, what it is asked for, and editions: a summary of the same version made better. Calls were
 * noted by story, which nobody asked for; a link that somebody asks about has none.
 */
export const SUMMARY_CACHE: readonly string[] = [
  'alter table model_usage drop column story_id',
  'alter table model_usage add column is_cached bigint not null default 0',
  `create table model_answers (
    key text not null primary key,
    model text not null,
    answer_json text not null,
    made_at bigint not null
  )`,
  `create table summary_wishes (
    id text not null primary key,
    story_id text not null,
    language text not null,
    version bigint not null,
    wanted_at bigint not null,
    due_at bigint,
    attempts bigint not null,
    reason text,
    claim_token text,
    claimed_by text,
    claimed_at bigint,
    unique (story_id, language)
  )`,
  'create index summary_wishes_due on summary_wishes (due_at) where due_at is not null',
  'alter table summaries add column edition bigint not null default 1',
  'alter table channel_stories add column edition bigint not null default 1',
  'alter table channel_stories add column newest_edition bigint not null default 1',
  'drop index channel_stories_outdated',
  `create index channel_stories_outdated on channel_stories (first_posted_at)
    where newest_version > version or (newest_version = version and newest_edition > edition)`,
];
