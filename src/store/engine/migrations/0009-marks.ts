/** What people say of stories in a channel, what was withdrawn where, the program's switches, and replies to posts. */
export const MARKS: readonly string[] = [
  `create table story_marks (
    channel_id text not null,
    target_kind text not null,
    target text not null,
    kind text not null,
    set_by text not null,
    at bigint not null,
    primary key (channel_id, target_kind, target)
  )`,
  'create index story_marks_of_target on story_marks (target)',
  `create table story_votes (
    channel_id text not null,
    story_id text not null,
    asker_id text not null,
    vote bigint not null,
    at bigint not null,
    primary key (story_id, channel_id, asker_id)
  )`,
  `create table withdrawals (
    platform text not null,
    workspace_id text not null,
    story_id text not null,
    withdrawn_by text not null,
    at bigint not null,
    done_at bigint,
    primary key (story_id, platform, workspace_id)
  )`,
  'create index withdrawals_open on withdrawals (at) where done_at is null',
  `create table switches (
    name text not null primary key,
    set_by text not null,
    at bigint not null
  )`,
  'alter table channels add column unreachable_told_at bigint',
  'alter table posts add column reply_to text',
  "alter table posts add column spare_replies_json text not null default '[]'",
];
