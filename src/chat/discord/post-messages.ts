import { createHash } from 'node:crypto';
import { type APIChannel, type APIMessage, type REST, Routes, DiscordAPIError } from 'discord.js';
import {
  DISCORD_LIMITS,
  DISCORD_NONCE_WINDOW_MS,
  LOOK_UP_MARGIN_MS,
  LOOK_UP_MAX_PAGES,
} from '../../../config/chat-limits.ts';
import type { Clock } from '../../clock.ts';
import { isPostAmong } from '../button-id.ts';
import type { Chat, EditOutcome, FindOutcome, OutgoingPost, SendOutcome } from '../chat.ts';
import { editOutcomeOf, findOutcomeOf, sendOutcomeOf } from './name-outcome.ts';
import { containerId, renderDiscordMessage } from './render-components.ts';
import type { Message } from '../../model/message.ts';
import { cleanText, clipText } from '../clean-text.ts';

/** Epoch ms of Discord's ids (API reference, snowflakes). */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
const PAGE_SIZE = 100;

export type PostingDeps = { rest: () => REST; clock: Clock; timeoutMs: number };

/** Sending, editing and finding posts. Discord.js paces; what would have to wait is handed back as `retry`. */
export function createDiscordPosts({
  rest,
  clock,
  timeoutMs,
}: PostingDeps): Pick<Chat, 'send' | 'edit' | 'find'> {
  const limited = (signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  return {
    send: ({ channelId }, post, signal) => send(rest(), channelId, post, limited(signal)),
    edit: ({ channelId }, messageId, post, signal) =>
      edit(rest(), channelId, messageId, post, limited(signal)),
    async find({ channelId }, post, attemptedAt, signal) {
      // Sending again is the safest look: the same nonce makes Discord answer with the post that is there.
      if (clock.now() + timeoutMs < attemptedAt + DISCORD_NONCE_WINDOW_MS) return { kind: 'absent' };
      try {
        return await inThreadOrChannel(
          { channelId, thread: post.thread ?? null },
          (place) => findIn(rest(), place, post, attemptedAt, limited(signal)),
          ({ kind }) => kind !== 'absent',
        );
      } catch (error) {
        return findOutcomeOf(error);
      }
    },
  };
}

/** The same for every attempt of a post; at most 25 characters. */
export function nonceOf(postId: string): string {
  return createHash('sha256').update(postId).digest('base64url').slice(0, DISCORD_LIMITS.nonce);
}

async function send(
  rest: REST,
  channelId: string,
  post: OutgoingPost,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (signal.aborted) return { kind: 'retry', retryAfterMs: 0, reason: 'stopped-before-it-began' };
  const body = {
    ...renderDiscordMessage(post.message, post.postId),
    nonce: nonceOf(post.postId),
    enforce_nonce: true,
  };
  try {
    const message = post.thread
      ? await postInThread(rest, { channelId, thread: post.thread }, { body, message: post.message, signal })
      : ((await rest.post(Routes.channelMessages(channelId), { body, signal })) as Partial<APIMessage>);
    return message.id
      ? { kind: 'sent', externalId: message.id }
      : { kind: 'in-doubt', reason: 'answer-without-id' };
  } catch (error) {
    return sendOutcomeOf(error);
  }
}

async function edit(
  rest: REST,
  channelId: string,
  messageId: string,
  post: OutgoingPost,
  signal: AbortSignal,
): Promise<EditOutcome> {
  try {
    const body = renderDiscordMessage(post.message, post.postId);
    await inThreadOrChannel({ channelId, thread: post.thread ?? null }, (place) =>
      rest.patch(Routes.channelMessage(place, messageId), { body, signal }),
    );
    return { kind: 'edited' };
  } catch (error) {
    return editOutcomeOf(error);
  }
}

async function findIn(
  rest: REST,
  channelId: string,
  post: OutgoingPost,
  attemptedAt: number,
  signal: AbortSignal,
): Promise<FindOutcome> {
  let after = snowflakeAt(attemptedAt - LOOK_UP_MARGIN_MS);
  for (let page = 0; page < LOOK_UP_MAX_PAGES; page++) {
    const messages = await readMessages(rest, channelId, { after, limit: `${PAGE_SIZE}` }, signal);
    const found = messages.find((message) => carriesPost(message, post.postId));
    if (found) return { kind: 'found', externalId: found.id };
    if (messages.length < PAGE_SIZE) {
      const isReadable = messages.length > 0 || page > 0 || (await mayReadHistory(rest, channelId, signal));
      return isReadable ? { kind: 'absent' } : { kind: 'not-permitted', reason: 'no-read-message-history' };
    }
    after = messages
      .map(({ id }) => BigInt(id))
      .reduce((a, b) => (a > b ? a : b))
      .toString();
  }
  return { kind: 'not-permitted', reason: 'too-many-messages-to-read' };
}

/**
 * Without Read Message History Discord answers with no messages, not with an error (message resource reference): an
 * empty answer counts only where an older message can be read, or where the channel never had one.
 */
async function mayReadHistory(rest: REST, channelId: string, signal: AbortSignal): Promise<boolean> {
  const latest = await readMessages(rest, channelId, { limit: '1' }, signal);
  if (latest.length > 0) return true;
  const channel = (await rest.get(Routes.channel(channelId), { signal })) as APIChannel;
  return 'last_message_id' in channel && channel.last_message_id === null;
}

async function readMessages(
  rest: REST,
  channelId: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<APIMessage[]> {
  const options = { query: new URLSearchParams(query), signal };
  return (await rest.get(Routes.channelMessages(channelId), options)) as APIMessage[];
}

function snowflakeAt(epochMs: number): string {
  return (BigInt(Math.max(0, epochMs - DISCORD_EPOCH_MS)) << 22n).toString();
}

/** By the ids of its buttons, else by the id of its container. */
function carriesPost({ components }: APIMessage, postId: string): boolean {
  return (
    isPostAmong(listCustomIds(components), postId) ||
    (components ?? []).some(({ id }) => id === containerId(postId))
  );
}

function listCustomIds(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listCustomIds);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'custom_id' in value && typeof value.custom_id === 'string' ? [value.custom_id] : [];
  return [...own, ...listCustomIds('components' in value ? value.components : [])];
}

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
async function postInThread(
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
async function inThreadOrChannel<T>(
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
