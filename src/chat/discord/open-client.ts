import { Client, Events, GatewayIntentBits, Options, Partials } from 'discord.js';
import type { Logger } from '../../log.ts';

/** Intents that are asked for, each with what it serves. None is privileged. */
const INTENTS = {
  Guilds: 'knows the servers, their channels and what it may do there',
  GuildMessages: 'hears a question that mentions it; Discord shows the text of such messages only',
  DirectMessages: 'hears a question that is written to it directly',
} as const satisfies Partial<Readonly<Record<keyof typeof GatewayIntentBits, string>>>;

/** How long a start waits for the servers' descriptions: interactions wait as long, and have three seconds. */
const GUILDS_PATIENCE_MS = 1_000;

export type ClientOptions = {
  rest: { api?: string; timeout: number };
  /** How many gateway connections to share the servers among; Discord decides where it is `auto`. */
  shards: number | 'auto';
  log: Logger;
};

/** A client of the gateway that keeps nothing of what others write. */
export function openDiscordClient({ rest, shards, log }: ClientOptions): Client {
  const client = new Client({
    intents: (Object.keys(INTENTS) as (keyof typeof INTENTS)[]).map((name) => GatewayIntentBits[name]),
    // A direct message comes from a channel that was never announced.
    partials: [Partials.Channel],
    rest,
    waitGuildTimeout: GUILDS_PATIENCE_MS,
    ...(shards === 'auto' ? { shards } : { shardCount: shards }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      VoiceStateManager: 0,
      // What it may do on a server is told by its own membership.
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
    }),
  });
  client.on(Events.Error, (error) => log.warn({ error }, 'discord client error'));
  client.on(Events.ShardDisconnect, ({ code }) => log.warn({ code }, 'discord connection lost'));
  return client;
}
