import { AppError } from '../../errors.ts';
import type { ChannelAddress } from '../../model/channel.ts';
import { appTokenFault, connectFault, identify } from './know-workspace.ts';
import { NOT_ANYWHERE_YET, NOT_INSTALLED, platformCodeOf, refusalSentence } from './name-outcome.ts';
import { describeMissingScopes } from './scopes.ts';
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
