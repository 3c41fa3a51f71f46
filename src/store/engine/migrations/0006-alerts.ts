/**
 * Which channels want alerts, what each was last told of a story, and alerts held back in quiet hours. What was posted
 * before counts as told at the highest importance, so that nothing old comes back.
 */
export const ALERTS: readonly string[] = [
  'alter table channels add column alert_from double precision',
  "create index channels_alerting on channels (added_at, id) where alert_from is not null and state = 'active'",
  'alter table channel_stories add column told_version bigint not null default 0',
  'alter table channel_stories add column told_importance double precision not null default 100',
  'update channel_stories set told_version = version',
  `create table held_alerts (
    channel_id text not null,
    story_id text not null,
    version bigint not null,
    importance double precision not null,
    held_at bigint not null,
    primary key (channel_id, story_id)
  )`,
  'create index held_alerts_of_story on held_alerts (story_id)',
];
