/** Bot scopes that the app asks for, each with what it serves; without one, that alone does not work. */
export const SLACK_SCOPES = {
  'chat:write': 'posts digests and alerts, and edits them when a story moves',
  'chat:write.public': 'posts in public channels that the bot was not invited to',
  commands: 'answers slash commands',
  'channels:read': 'knows a public channel by its id and tells whether it is archived',
  'groups:read': 'the same for private channels that the bot is in',
  'channels:history': 'looks for a post whose outcome Slack did not tell, so that none is sent twice',
  'groups:history': 'the same in private channels that the bot is in',
  'users:read': 'knows who is a workspace admin, and proposes their time zone',
} as const satisfies Readonly<Record<string, string>>;

/** What does not work with the scopes that were granted, one sentence a missing scope. */
export function describeMissingScopes(granted: readonly string[]): string[] {
  return Object.entries(SLACK_SCOPES)
    .filter(([scope]) => !granted.includes(scope))
    .map(([scope, feature]) => `The Slack app lacks ${scope}: it ${feature}. Update it from the manifest.`);
}
