/** What a channel wants, as one JSON value, and a count of its changes. */
export const CHANNEL_WISHES: readonly string[] = [
  'alter table channels add column revision bigint not null default 0',
  "alter table channels add column wishes_json text not null default '{}'",
];
