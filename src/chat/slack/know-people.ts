import { SLACK_USER_CACHE_MS } from '../../../config/chat-limits.ts';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Asker } from '../../model/command.ts';
import { openClient, type SlackConnection } from './web-client.ts';
import type { SlackWorkspaces } from './workspaces.ts';

export type PeopleDeps = {
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
