import { SEND_TIMEOUT_MS, SLACK_CHANNEL_GAP_MS } from '../../config/tuning.ts';
import type { Settings } from '../../config/settings.ts';
import type { CalledChat, Callback, Chat } from '../chat/chat.ts';
import { createDiscordChat } from '../chat/discord/create-discord-chat.ts';
import { createLocalChat, type LocalChat } from '../chat/local/create-local-chat.ts';
import { createSlackChat, type SlackChatOptions } from '../chat/slack/create-slack-chat.ts';
import { checkCommandName } from '../chat/slack/manifest.ts';
import type { Clock } from '../clock.ts';
import { findSetupFaults } from '../channels/read-setup.ts';
import type { Logger } from '../log.ts';
import type { CommandDefinition, SuggestionHandler } from '../model/command.ts';
import type { Store, InstallationStore } from '../store/store.ts';
import type { AppOverrides } from './overrides.ts';

export type Chats = {
  local: LocalChat;
  all: readonly Chat[];
  channelIds: ReadonlyMap<Chat, readonly string[]>;
  /** What platforms send to us over HTTP. */
  callbacks: readonly Callback[];
};

type Parts = {
  settings: Settings;
  commands: readonly CommandDefinition[];
  store: Pick<Store, 'installations'>;
  suggest: SuggestionHandler;
  overrides: AppOverrides;
  clock: Clock;
  log: Logger;
};

/**
 * The platforms whose tokens are set; the local channel is always there.
 * Throws AppError `settings/command-name` for a command that Slack reserves.
 */
export function buildChats({ settings, commands, store, suggest, overrides, clock, log }: Parts): Chats {
  const timeoutMs = overrides.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  const local = createLocalChat({ clock, log });
  const channelIds = new Map<Chat, readonly string[]>([[local, ['local']]]);
  const door = slackDoor(settings);
  const access = slackAccess(settings, store.installations);
  const called: CalledChat[] = [];
  if (access && door) {
    checkCommandName(settings.COMMAND_NAME);
    const slack = createSlackChat({
      access,
      door,
      ...(settings.SLACK_API_URL && { apiUrl: settings.SLACK_API_URL }),
      commandName: settings.COMMAND_NAME,
      managers: settings.SLACK_MANAGERS,
      checkSetup: findSetupFaults,
      clock,
      log,
      pacing: { minGapMs: overrides.channelGapMs ?? SLACK_CHANNEL_GAP_MS },
      timeoutMs,
    });
    channelIds.set(slack, settings.SLACK_CHANNEL);
    called.push(slack);
  }
  if (settings.DISCORD_TOKEN) {
    const discord = createDiscordChat({
      token: settings.DISCORD_TOKEN,
      ...(settings.DISCORD_API_URL && { apiUrl: settings.DISCORD_API_URL }),
      commands,
      suggest,
      shards: settings.DISCORD_SHARDS,
      clock,
      log,
      timeoutMs,
    });
    channelIds.set(discord, settings.DISCORD_CHANNEL);
  }
  return {
    local,
    all: [...channelIds.keys()],
    channelIds,
    callbacks: called.flatMap(({ callbacks }) => callbacks),
  };
}

/** By OAuth where the app has a client id; what has to be set beside it was checked with the settings. */
function slackAccess(
  settings: Settings,
  installations: InstallationStore,
): SlackChatOptions['access'] | null {
  const { SLACK_BOT_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, ENCRYPTION_KEY, PUBLIC_URL } = settings;
  if (SLACK_CLIENT_ID && SLACK_CLIENT_SECRET && ENCRYPTION_KEY && PUBLIC_URL)
    return {
      kind: 'oauth',
      clientId: SLACK_CLIENT_ID,
      clientSecret: SLACK_CLIENT_SECRET,
      encryptionKey: ENCRYPTION_KEY,
      publicUrl: PUBLIC_URL,
      installations,
    };
  return SLACK_BOT_TOKEN ? { kind: 'token', botToken: SLACK_BOT_TOKEN } : null;
}

/** Socket Mode where there is a token for it, else HTTP. */
function slackDoor({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }: Settings): SlackChatOptions['door'] | null {
  if (SLACK_APP_TOKEN) return { kind: 'socket', appToken: SLACK_APP_TOKEN };
  return SLACK_SIGNING_SECRET ? { kind: 'http', signingSecret: SLACK_SIGNING_SECRET } : null;
}
