import type { User } from 'discord.js';
import type { Asker } from '../../model/command.ts';

/** Where a person writes to the bot directly there is no server. */
export const NO_SERVER = '@me';

export function describePerson(user: Pick<User, 'id' | 'globalName' | 'username'>): Omit<Asker, 'isManager'> {
  // Discord tells nobody's zone.
  return { id: user.id, name: user.globalName ?? user.username, timeZone: null };
}
