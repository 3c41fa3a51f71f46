import { DIGEST_STORIES, SEND_TIMEOUT_MS, SLACK_CHANNEL_GAP_MS } from '../../config/tuning.ts';
import type { Settings } from '../../config/settings.ts';
import { nextSlot, parseSchedule } from '../channels/parse-schedule.ts';
import { findSetupFaults } from '../channels/read-setup.ts';
import type { CalledChat, Callback, Chat } from '../chat/chat.ts';
import { createDiscordChat } from '../chat/discord/create-discord-chat.ts';
import { createLocalChat, type LocalChat } from '../chat/local/create-local-chat.ts';
import { createSlackChat, type SlackChatOptions } from '../chat/slack/create-slack-chat.ts';
import { checkCommandName } from '../chat/slack/manifest.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { CommandDefinition, InteractionHandler, SuggestionHandler } from '../model/command.ts';
import type { ChannelStore, InstallationStore, Store } from '../store/store.ts';
import type { AppOverrides } from './overrides.ts';

export type Chats = {
  local: LocalChat;
  all: readonly Chat[];
  channelIds: ReadonlyMap<Chat, readonly string[]>;
  /** What platforms send to us over HTTP. */
  callbacks: readonly Callback[];
};

/** Wait before a platform that could not be reached is tried again. */
const RETRY_MS = 30_000;

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

type StartParts = {
  chats: Chats;
  handle: InteractionHandler;
  channels: ChannelStore;
  defaults: { schedule: string; timeZone: string; languages: readonly string[] };
  clock: Clock;
  log: Logger;
};

/**
 * Connects each platform and makes the channels that the settings name, once each. A platform that cannot be reached
 * is tried again in the background until `stopping`; the others do not wait for it.
 * Throws AppError for what a person has to mend: a wrong token, a schedule that cannot be read.
 */
export async function startChats(parts: StartParts, stopping: AbortSignal): Promise<void> {
  parseSchedule(parts.defaults.schedule);
  for (const [chat, ids] of parts.chats.channelIds) {
    try {
      await startChat(parts, chat, ids);
    } catch (error) {
      if (!isPassing(error)) throw error;
      parts.log.warn({ platform: chat.platform, error }, 'platform cannot be reached yet');
      void keepTrying(parts, chat, ids, stopping);
    }
  }
}

const isPassing = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'chat/unreachable';

async function keepTrying(
  parts: StartParts,
  chat: Chat,
  ids: readonly string[],
  stopping: AbortSignal,
): Promise<void> {
  for (let waitMs = RETRY_MS; ; ) {
    await parts.clock.sleep(waitMs, stopping);
    if (stopping.aborted) return;
    try {
      await startChat(parts, chat, ids);
      return parts.log.info({ platform: chat.platform }, 'platform is there');
    } catch (error) {
      if (!isPassing(error))
        return parts.log.error({ platform: chat.platform, error }, 'platform cannot be used');
      waitMs = error.retryAfterMs ?? RETRY_MS;
    }
  }
}

async function startChat(parts: StartParts, chat: Chat, ids: readonly string[]): Promise<void> {
  const join = async () => {
    for (const id of ids) await joinChannel(parts, chat, id);
  };
  // A channel of the settings may be in a workspace that takes the bot in later.
  await chat.start(parts.handle, join);
  await join();
}

/** What was set for a channel since it was made stays. One that cannot be used is logged with what to do. */
async function joinChannel(
  { channels, defaults, clock, log }: StartParts,
  chat: Chat,
  id: string,
): Promise<void> {
  const described = await chat.describe(id, null);
  if (described.kind === 'unusable')
    return log.error(
      { platform: chat.platform, channel: id, advice: described.userMessage },
      'channel cannot be used',
    );
  const { timeZone, languages } = defaults;
  const schedule = parseSchedule(scheduleOf(chat, defaults.schedule));
  await channels.ensure(
    { ...described.address, name: described.name, schedule, timeZone, languages, maxStories: DIGEST_STORIES },
    nextSlot(schedule, timeZone, clock.now()),
    clock.now(),
  );
}

/** The local channel is on the same screen as its reader: it also gets stories as they happen. */
const scheduleOf = (chat: Chat, schedule: string) =>
  chat.platform === 'local' && !/as it happens/i.test(schedule) ? `${schedule}; as it happens` : schedule;
