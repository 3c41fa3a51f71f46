import {
  type APIChannel,
  ChannelType,
  Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  type RateLimitData,
  REST,
  Routes,
  GatewayIntentBits,
  Options,
  Partials,
} from 'discord.js';
import { DEFAULT_RETRY_MS, DISCORD_SHORT_WAIT_MS } from '../../../config/chat-limits.ts';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { ChannelAddress } from '../../model/channel.ts';
import type { CommandDefinition, InteractionHandler, SuggestionHandler } from '../../model/command.ts';
import type { ChannelDescription, Chat } from '../chat.ts';
import { splitMessage } from '../split-message.ts';
import { NO_SERVER } from './describe-person.ts';
import { listMissingPermissions } from './inspect-permissions.ts';
import { refusalSentenceOf } from './name-outcome.ts';
import { createDiscordPosts } from './post-messages.ts';
import { receiveInteractions } from './receive-interactions.ts';
import { type Registration, registerCommands } from './register-commands.ts';
import { fitsDiscord } from './render-components.ts';

export type DiscordChatOptions = {
  token: string;
  /** Another server that speaks Discord's API, without the version. */
  apiUrl?: string;
  commands: readonly CommandDefinition[];
  /** Completes an option while it is typed. */
  suggest: SuggestionHandler;
  /** How many gateway connections, or `auto`; one where it is left out. */
  shards?: number | 'auto';
  clock: Clock;
  log: Logger;
  timeoutMs: number;
};

const TAKES_POSTS = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
]);

/** Discord through its REST API and gateway, on every server that the bot was invited to. */
export function createDiscordChat(options: DiscordChatOptions): Chat {
  const { token, clock, log, timeoutMs } = options;
  const restOptions = { ...(options.apiUrl ? { api: options.apiUrl } : {}), timeout: timeoutMs };
  const client = openDiscordClient({ rest: restOptions, shards: options.shards ?? 1, log });
  // Posts have a connection that neither retries nor waits long: either could outlive the sender's claim.
  const posts = new REST({ ...restOptions, retries: 0, rejectOnRateLimit: isLongerThan(timeoutMs / 4) });
  // One answer of 401 makes the library forget the token.
  const rest = () => posts.setToken(token);
  let receiving: { stop(): Promise<void> } | undefined;
  let latestHandle: InteractionHandler;
  return {
    platform: 'discord',
    async start(handle: InteractionHandler) {
      latestHandle = handle;
      // Once, though it is started again after a first try failed.
      receiving ??= receiveInteractions({ client, suggest: options.suggest, clock, log }, (interaction) =>
        latestHandle(interaction),
      );
      const applicationId = await connect(client, token);
      // Posts do not wait for the commands: those registered before still work.
      await registerCommands(client.rest, applicationId, options.commands).then(
        (registration) => log.info(registration, 'discord commands registered'),
        (error: unknown) => log.error({ error }, 'discord commands not registered'),
      );
    },
    async stop() {
      await receiving?.stop();
      await client.destroy();
      posts.clearHashSweeper();
      posts.clearHandlerSweeper();
    },
    describe: (channelId) => describeChannel(rest(), channelId),
    inspect: (address) => inspectDiscord(rest(), address),
    split: (message) => splitMessage(message, fitsDiscord),
    ...createDiscordPosts({ rest, clock, timeoutMs }),
  };
}

/** Registers the commands without connecting. Throws AppError `chat/bad-token` or `chat/unreachable`. */
export async function registerDiscordCommands(
  token: string,
  commands: readonly CommandDefinition[],
  apiUrl?: string,
): Promise<Registration> {
  const rest = new REST(apiUrl ? { api: apiUrl } : {}).setToken(token);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as { id: string };
    return await registerCommands(rest, id, commands);
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || isTokenRefused(error)) throw connectFault(error);
    throw new AppError('discord/commands-refused', `Discord refused the commands: ${error.message}`, {
      cause: error,
    });
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

/** Throws as `Chat.inspect`. */
async function inspectDiscord(rest: REST, address: ChannelAddress | null): Promise<readonly string[]> {
  try {
    if (address === null) await rest.get(Routes.currentApplication());
    return address === null || address.workspaceId === NO_SERVER
      ? []
      : await listMissingPermissions(rest, address);
  } catch (error) {
    const sentence = refusalSentenceOf(error);
    if (sentence === null || isTokenRefused(error)) throw connectFault(error);
    return [sentence];
  }
}

const isTokenRefused = (error: unknown) => error instanceof DiscordAPIError && error.status === 401;

/** Enough of the send's own time must be left after the wait. */
const isLongerThan =
  (maxMs: number) =>
  ({ retryAfter, timeToReset }: RateLimitData) =>
    Math.max(retryAfter, timeToReset) > Math.min(maxMs, DISCORD_SHORT_WAIT_MS);

/** Logs in and waits until the gateway is ready. Returns the application's id. */
async function connect(client: Client, token: string): Promise<string> {
  const ready = new Promise<string>((resolve) => {
    client.once(Events.ClientReady, ({ application }) => resolve(application.id));
  });
  try {
    await client.login(token);
  } catch (error) {
    throw connectFault(error);
  }
  return ready;
}

function connectFault(error: unknown): AppError {
  const isRefused =
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    isTokenRefused(error);
  return isRefused
    ? new AppError(
        'chat/bad-token',
        'Discord refused DISCORD_TOKEN. Copy the token again from the page "Bot" of the application.',
      )
    : new AppError('chat/unreachable', 'Discord cannot be reached; it will be tried again.', {
        cause: error,
        retryAfterMs: DEFAULT_RETRY_MS,
      });
}

/** A channel by its id. Throws AppError `chat/unreachable` where Discord gives no answer. */
async function describeChannel(rest: REST, channelId: string): Promise<ChannelDescription> {
  if (!/^\d{15,22}$/.test(channelId)) {
    return {
      kind: 'unusable',
      userMessage:
        'DISCORD_CHANNEL takes ids, which are long numbers: with Developer Mode on, right-click the channel and choose Copy Channel ID.',
    };
  }
  let channel: APIChannel;
  try {
    channel = (await rest.get(Routes.channel(channelId))) as APIChannel;
  } catch (error) {
    const userMessage = refusalSentenceOf(error);
    if (userMessage === null) throw connectFault(error);
    return { kind: 'unusable', userMessage };
  }
  const workspaceId = 'guild_id' in channel ? channel.guild_id : undefined;
  if (!workspaceId || !TAKES_POSTS.has(channel.type)) {
    return {
      kind: 'unusable',
      userMessage: 'This Discord channel takes no posts. Choose a text channel of a server.',
    };
  }
  return {
    kind: 'usable',
    address: { platform: 'discord', workspaceId, channelId },
    name: channel.name ?? channelId,
  };
}

/** Intents that are asked for, each with what it serves. None is privileged. */
const INTENTS = {
  Guilds: 'knows the servers, their channels and what it may do there',
  GuildMessages: 'hears a question that mentions it; Discord shows the text of such messages only',
  DirectMessages: 'hears a question that is written to it directly',
} as const satisfies Partial<Readonly<Record<keyof typeof GatewayIntentBits, string>>>;

/** How long a start waits for the servers' descriptions: interactions wait as long, and have three seconds. */
const GUILDS_PATIENCE_MS = 1_000;

type ClientOptions = {
  rest: { api?: string; timeout: number };
  /** How many gateway connections to share the servers among; Discord decides where it is `auto`. */
  shards: number | 'auto';
  log: Logger;
};

/** A client of the gateway that keeps nothing of what others write. */
function openDiscordClient({ rest, shards, log }: ClientOptions): Client {
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
