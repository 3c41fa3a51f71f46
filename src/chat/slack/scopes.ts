/** Bot scopes that the app asks for, each with what it serves; without one, that alone does not work. */
export const SLACK_SCOPES = {
  'chat:write': 'posts digests and alerts, and edits them when a story moves',
  'chat:write.public': 'posts in public channels that the bot was not invited to',
  commands: 'answers slash commands',
  'channels:read': 'knows a public channel by its id and tells whether it is archived',
  'groups:read': 'the same for private channels that the bot is in',
  'channels:history': 'looks for a post whose outcome Slack did not tell, so that none is sent twice',
  'groups:history': 'the same in private channels that the bot is in',
  'app_mentions:read': 'answers when it is mentioned in a channel',
  'im:history': 'answers what people write to it directly',
  'users:read': 'knows who is a workspace admin, and proposes their time zone',
} as const satisfies Readonly<Record<string, string>>;

/** Events that the app subscribes to, each with what it serves. */
export const SLACK_EVENTS = {
  app_mention: 'a question that mentions the bot',
  'message.im': 'a question that is written to the bot directly',
  member_joined_channel: 'greets whoever invited it to a channel, with the form that sets the channel up',
  app_uninstalled: 'a workspace took the bot out',
  tokens_revoked: 'a workspace took its permissions back',
} as const satisfies Readonly<Record<string, string>>;

/** What does not work with the scopes that were granted, one sentence a missing scope; none where Slack told no scopes. */
export function describeMissingScopes(granted: readonly string[]): string[] {
  if (granted.length === 0) return [];
  return Object.entries(SLACK_SCOPES)
    .filter(([scope]) => !granted.includes(scope))
    .map(
      ([scope, feature]) =>
        `The Slack app lacks ${scope}: it ${feature}. Update the app from the manifest and reinstall it.`,
    );
}
