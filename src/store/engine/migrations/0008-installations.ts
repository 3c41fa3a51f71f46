/** Tokens of workspaces that installed the bot themselves, encrypted. */
export const INSTALLATIONS: readonly string[] = [
  `create table installations (
    platform text not null,
    workspace_id text not null,
    name text not null,
    sealed text not null,
    installed_at bigint not null,
    primary key (platform, workspace_id)
  )`,
];
