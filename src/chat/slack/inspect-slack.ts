import { AppError } from '../../errors.ts';
import type { ChannelAddress } from '../../model/channel.ts';
import { appTokenFault, connectFault, identify } from './web-client.ts';
import { NOT_ANYWHERE_YET, NOT_INSTALLED, platformCodeOf, refusalSentence } from './name-outcome.ts';
import { openClient, type SlackConnection } from './web-client.ts';
import type { SlackBot, SlackWorkspaces } from './workspaces.ts';

type Parts = {
  workspaces: SlackWorkspaces;
  connection: SlackConnection;
  access: { kind: 'token' | 'oauth' };
  door: { kind: 'socket'; appToken: string } | { kind: 'http' };
};

/** What does not work for want of a scope, everywhere or in one channel. Throws as `Chat.inspect`. */
export async function inspectSlack(parts: Parts, address: ChannelAddress | null): Promise<string[]> {
  const bots = await parts.workspaces.list();
  if (address === null) {
    await checkDoor(parts);
    if (bots.length === 0) throw new AppError('chat/not-installed', NOT_ANYWHERE_YET);
    const refused = parts.access.kind === 'oauth' ? await listRefused(bots, parts.connection) : [];
    if (refused.length === bots.length) throw new AppError('chat/bad-token', refused.join(' '));
    return [...refused, ...new Set(bots.flatMap(({ scopes }) => describeMissingScopes(scopes)))];
  }
  // With one token it is the one workspace, under whatever name a shared channel gives it.
  const bot = (await parts.workspaces.find(address.workspaceId)) ?? undefined;
  if (!bot) return [NOT_INSTALLED.userMessage];
  const missing = describeMissingScopes(bot.scopes);
  return [...missing, ...(await inspectChannel(bot, parts.connection, address.channelId))];
}

/** Of workspaces whose tokens Slack takes no more, a sentence each. */
async function listRefused(bots: readonly SlackBot[], connection: SlackConnection): Promise<string[]> {
  const refused: string[] = [];
  for (const { workspaceId, token } of bots) {
    try {
      await identify(openClient(token, connection));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'chat/bad-token') throw error;
      refused.push(
        `Slack no longer takes the bot's token of the workspace ${workspaceId}. Install the bot there again (/slack/install).`,
      );
    }
  }
  return refused;
}

/** Whether Slack would open a socket for the app's token; none is opened, which would take deliveries. */
async function checkDoor({ door, connection }: Parts): Promise<void> {
  if (door.kind !== 'socket') return;
  try {
    await openClient(door.appToken, connection).apps.connections.open({});
  } catch (error) {
    throw appTokenFault(error);
  }
}

async function inspectChannel(
  { token, scopes }: SlackBot,
  connection: SlackConnection,
  channelId: string,
): Promise<string[]> {
  try {
    const { channel } = await openClient(token, connection).conversations.info({ channel: channelId });
    if (channel?.is_archived) return [refusalSentence('is_archived')];
    const mayPost =
      channel?.is_im ||
      channel?.is_member !== false ||
      (!channel.is_private && scopes.includes('chat:write.public'));
    return mayPost ? [] : [refusalSentence('not_in_channel')];
  } catch (error) {
    const code = platformCodeOf(error);
    if (code === null) throw connectFault(error, 'SLACK_BOT_TOKEN', '');
    // Without the scope to look, posting may work all the same; that it is missing is told already.
    return code === 'missing_scope' ? [] : [refusalSentence(code)];
  }
}

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
