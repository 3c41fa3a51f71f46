import { ChannelType, type Client, Events, type Guild, PermissionFlagsBits } from 'discord.js';
import { DELIVERY_MEMORY_MS } from '../../../config/store-tuning.ts';
import type { Clock } from '../../clock.ts';
import { type Interaction, NOBODY } from '../../model/command.ts';
import { createMessageAnswer } from './receive-messages.ts';

/** Invited before it was started: told as long as the same joining is known again, so that a restart greets nobody twice. */
const LATELY_MS = DELIVERY_MEMORY_MS / 2;

/** Hands over that a server took the bot in, now or lately while it was not running. Call before the client logs in. */
export function listenToJoins(
  client: Client,
  clock: Pick<Clock, 'now'>,
  hear: (interaction: Interaction) => void,
): void {
  const greet = (guild: Guild) => {
    const channelId = findGreetingChannel(guild);
    if (!channelId) return;
    hear({
      // A second coming is another one; the same told twice is not.
      id: `discord:joined:${guild.id}:${guild.joinedTimestamp}`,
      address: { platform: 'discord', workspaceId: guild.id, channelId },
      // Who invited it stands in the server's audit log alone, which it may not read.
      asker: NOBODY,
      request: { kind: 'joined' },
      ...createMessageAnswer({ rest: client.rest, channelId, messageId: null, nonce: guild.id }),
    });
  };
  client.on(Events.GuildCreate, greet);
  client.once(Events.ClientReady, ({ guilds }) => {
    for (const guild of guilds.cache.values())
      if (clock.now() - guild.joinedTimestamp < LATELY_MS) greet(guild);
  });
}

/** Where Discord itself greets newcomers, else the first text channel; null where the bot may write in none. */
function findGreetingChannel({ systemChannel, channels, members }: Guild): string | null {
  const texts = channels.cache
    .filter((channel) => channel.type === ChannelType.GuildText)
    .sort((a, b) => a.rawPosition - b.rawPosition);
  const candidates = [...(systemChannel ? [systemChannel] : []), ...texts.values()];
  const needed = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];
  const found = candidates.find(
    (channel) => members.me !== null && channel.permissionsFor(members.me).has(needed),
  );
  return found?.id ?? null;
}
