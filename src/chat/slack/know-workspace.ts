import type { webApi } from '@slack/bolt';
import { SLACK_USER_CACHE_MS } from '../../../config/chat-limits.ts';
import type { ChannelDescription } from '../chat.ts';
import { platformCodeOf, refusalSentence } from './name-outcome.ts';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Asker } from '../../model/command.ts';
import { connectFault, openClient, type SlackConnection } from './web-client.ts';
import type { SlackWorkspaces } from './workspaces.ts';

/** A channel by its id. Throws AppError `chat/unreachable` where Slack gives no answer. */
export async function describeChannel(
  client: webApi.WebClient,
  workspaceId: string,
  channelId: string,
): Promise<ChannelDescription> {
  if (!/^[CDG][A-Z0-9]{2,}$/.test(channelId)) {
    return {
      kind: 'unusable',
      userMessage:
        'SLACK_CHANNEL takes ids such as C0123ABCD, not names: one stands at the foot of "View channel details".',
    };
  }
  const address = { platform: 'slack', workspaceId, channelId } as const;
  try {
    const { channel } = await client.conversations.info({ channel: channelId });
    return channel?.is_archived
      ? { kind: 'unusable', userMessage: refusalSentence('is_archived') }
      : { kind: 'usable', address, name: channel?.name ?? channelId };
  } catch (error) {
    const code = platformCodeOf(error);
    // Without the scope to look, posting may work all the same.
    if (code === 'missing_scope') return { kind: 'usable', address, name: channelId };
    if (code !== null) return { kind: 'unusable', userMessage: refusalSentence(code) };
    throw connectFault(error, 'SLACK_BOT_TOKEN', '');
  }
}

type PeopleDeps = {
  workspaces: SlackWorkspaces;
  connection: SlackConnection;
  /** User ids that may change channels beside the workspace's admins. */
  managers: readonly string[];
  clock: Clock;
  log: Logger;
};

/** Looks people up (admin or not, zone), believing an answer for a while. Without the scope: not an admin. */
export function createPeople({ workspaces, connection, managers, clock, log }: PeopleDeps) {
  type Person = Pick<Asker, 'name' | 'timeZone'> & { isAdmin: boolean };
  const known = new Map<string, { person: Person; until: number }>();

  async function lookUp(workspaceId: string, userId: string): Promise<Person> {
    const key = `${workspaceId}:${userId}`;
    const cached = known.get(key);
    if (cached && cached.until > clock.now()) return cached.person;
    const bot = await workspaces.find(workspaceId);
    if (!bot) throw new Error('the bot is not installed in this workspace');
    const { user } = await openClient(bot.token, connection).users.info({ user: userId });
    // In a channel that is shared with another company, its admins are guests.
    const isGuest = Boolean(user?.is_stranger || (user?.team_id && user.team_id !== bot.workspaceId));
    const person = {
      name: user?.profile?.display_name || user?.real_name || user?.name || userId,
      timeZone: user?.tz ?? null,
      isAdmin: !isGuest && Boolean(user?.is_admin || user?.is_owner || user?.is_primary_owner),
    };
    known.set(key, { person, until: clock.now() + SLACK_USER_CACHE_MS });
    return person;
  }

  return async (workspaceId: string, userId: string): Promise<Asker> => {
    const isNamed = managers.includes(userId);
    try {
      const { isAdmin, ...person } = await lookUp(workspaceId, userId);
      return { id: userId, ...person, isManager: isNamed || isAdmin };
    } catch (error) {
      log.warn({ error, userId }, 'slack user not looked up');
      return { id: userId, name: userId, timeZone: null, isManager: isNamed };
    }
  };
}
