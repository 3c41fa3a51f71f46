import { SEND_TIMEOUT_MS, SLACK_CHANNEL_GAP_MS } from '../../config/tuning.ts';
import type { Settings } from '../../config/settings.ts';
import type { Chat } from '../chat/chat.ts';
import { createDiscordChat } from '../chat/discord/create-discord-chat.ts';
import { createLocalChat, type LocalChat } from '../chat/local/create-local-chat.ts';
import { createSlackChat } from '../chat/slack/create-slack-chat.ts';
import { checkCommandName } from '../chat/slack/manifest.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { CommandDefinition } from '../model/command.ts';
import type { AppOverrides } from './overrides.ts';

export type Chats = {
  local: LocalChat;
  all: readonly Chat[];
  channelIds: ReadonlyMap<Chat, readonly string[]>;
};

type Parts = {
  settings: Settings;
  commands: readonly CommandDefinition[];
  overrides: AppOverrides;
  clock: Clock;
  log: Logger;
};

/**
 * The platforms whose tokens are set; the local channel is always there.
 * Throws AppError `settings/command-name` for a command that Slack reserves.
 */
export function buildChats({ settings, commands, overrides, clock, log }: Parts): Chats {
  const timeoutMs = overrides.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  const local = createLocalChat({ clock, log });
  const channelIds = new Map<Chat, readonly string[]>([[local, ['local']]]);
  if (settings.SLACK_BOT_TOKEN && settings.SLACK_APP_TOKEN) {
    checkCommandName(settings.COMMAND_NAME);
    const slack = createSlackChat({
      botToken: settings.SLACK_BOT_TOKEN,
      appToken: settings.SLACK_APP_TOKEN,
      ...(settings.SLACK_API_URL && { apiUrl: settings.SLACK_API_URL }),
      commandName: settings.COMMAND_NAME,
      managers: settings.SLACK_MANAGERS,
      clock,
      log,
      pacing: { minGapMs: overrides.channelGapMs ?? SLACK_CHANNEL_GAP_MS },
      timeoutMs,
    });
    channelIds.set(slack, settings.SLACK_CHANNEL);
  }
  if (settings.DISCORD_TOKEN) {
    const discord = createDiscordChat({
      token: settings.DISCORD_TOKEN,
      ...(settings.DISCORD_API_URL && { apiUrl: settings.DISCORD_API_URL }),
      commands,
      clock,
      log,
      timeoutMs,
    });
    channelIds.set(discord, settings.DISCORD_CHANNEL);
  }
  return { local, all: [...channelIds.keys()], channelIds };
}
