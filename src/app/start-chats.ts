import { DIGEST_STORIES } from '../../config/tuning.ts';
import type { Chat } from '../chat/chat.ts';
import type { Clock } from '../clock.ts';
import { parseSchedule, nextSlot } from '../channels/parse-schedule.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { InteractionHandler } from '../model/command.ts';
import type { ChannelStore } from '../store/store.ts';
import type { Chats } from './build-chats.ts';

type Parts = {
  chats: Chats;
  handle: InteractionHandler;
  channels: ChannelStore;
  defaults: { schedule: string; timeZone: string; languages: readonly string[] };
  clock: Clock;
  log: Logger;
};

const RETRY_MS = 30_000;

/**
 * Connects each platform and makes the channels that the settings name, once each. A platform that cannot be reached
 * is tried again in the background until `stopping`; the others do not wait for it.
 * Throws AppError for what a person has to mend: a wrong token, a schedule that cannot be read.
 */
export async function startChats(parts: Parts, stopping: AbortSignal): Promise<void> {
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
  parts: Parts,
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

async function startChat(parts: Parts, chat: Chat, ids: readonly string[]): Promise<void> {
  const join = async () => {
    for (const id of ids) await joinChannel(parts, chat, id);
  };
  // A channel of the settings may be in a workspace that takes the bot in later.
  await chat.start(parts.handle, join);
  await join();
}

/** What was set for a channel since it was made stays. One that cannot be used is logged with what to do. */
async function joinChannel({ channels, defaults, clock, log }: Parts, chat: Chat, id: string): Promise<void> {
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
