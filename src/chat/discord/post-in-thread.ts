import { type APIMessage, DiscordAPIError, type REST, Routes } from 'discord.js';
import { DISCORD_LIMITS } from '../../../config/chat-limits.ts';
import type { Message } from '../../model/message.ts';
import { cleanText, clipText } from '../clean-text.ts';

/** A day without a word closes a thread; the next word opens it again. */
const CLOSES_AFTER_MINUTES = 1_440;
const UNKNOWN_CHANNEL = 10_003;
const UNKNOWN_MESSAGE = 10_008;
const THREAD_IS_THERE = 160_004;

type Place = { channelId: string; thread: string };
type Content = { body: Readonly<Record<string, unknown>>; message: Message; signal: AbortSignal };

const isRefusal = (error: unknown, ...codes: number[]): error is DiscordAPIError =>
  error instanceof DiscordAPIError && codes.includes(Number(error.code));

/**
 * Posts into the thread of a message, which has the message's id (resource reference, threads), and opens it first where it
 * is not there. Where the bot may open none or write in none, the post is a reply in the channel.
 */
export async function postInThread(
  rest: REST,
  { channelId, thread }: Place,
  { body, message, signal }: Content,
): Promise<Partial<APIMessage>> {
  const postTo = async (place: string, more: object = {}) =>
    (await rest.post(Routes.channelMessages(place), {
      body: { ...body, ...more },
      signal,
    })) as Partial<APIMessage>;
  try {
    return await postTo(thread);
  } catch (error) {
    if (!isPlaceFault(error)) throw error;
  }
  try {
    await openThread(rest, { channelId, thread }, message, signal);
    return await postTo(thread);
  } catch (error) {
    if (!isPlaceFault(error) || isRefusal(error, UNKNOWN_CHANNEL)) throw error;
    return postTo(channelId, { message_reference: { message_id: thread, fail_if_not_exists: false } });
  }
}

/** A refusal of the place and not of the post: no thread, none may be opened, none may be written in. */
const isPlaceFault = (error: unknown) =>
  error instanceof DiscordAPIError &&
  error.status >= 400 &&
  error.status < 500 &&
  PLACE_FAULTS.has(Number(error.code));
const PLACE_FAULTS: ReadonlySet<number> = new Set([
  UNKNOWN_CHANNEL,
  // Missing access, missing permissions, not in a channel of this type, archived, most threads reached, locked.
  50_001,
  50_013,
  50_024,
  50_083,
  160_006,
  160_005,
]);

async function openThread(rest: REST, { channelId, thread }: Place, message: Message, signal: AbortSignal) {
  const story = message.blocks.find((block) => block.kind === 'story');
  const title = clipText(cleanText(story?.headline ?? message.fallbackText), DISCORD_LIMITS.threadName);
  const body = { name: title || 'Updates', auto_archive_duration: CLOSES_AFTER_MINUTES };
  try {
    await rest.post(Routes.threads(channelId, thread), { body, signal });
  } catch (error) {
    // Opened by an attempt whose answer was lost, or by a reader.
    if (!isRefusal(error, THREAD_IS_THERE)) throw error;
  }
}

/** Runs `work` on the thread; where that is not there or does not hold what is asked for, on the channel. */
export async function inThreadOrChannel<T>(
  { channelId, thread }: { channelId: string; thread: string | null },
  work: (place: string) => Promise<T>,
  isEnough: (result: T) => boolean = () => true,
): Promise<T> {
  if (thread === null) return work(channelId);
  try {
    const result = await work(thread);
    if (isEnough(result)) return result;
  } catch (error) {
    if (!isRefusal(error, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE)) throw error;
  }
  return work(channelId);
}
