import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { DEFAULT_RETRY_MS } from '../../../config/chat-limits.ts';
import type { EditOutcome, FindOutcome, SendOutcome } from '../chat.ts';
import { judgeConnection } from '../judge-connection.ts';
import { editOutcome, type Fault, findOutcome, type Refusal, sendOutcome } from '../outcome-of-fault.ts';

const gone = (userMessage: string): Refusal => ({ userMessage, isChannelGone: true });
const thisOne = (userMessage: string): Refusal => ({ userMessage, isChannelGone: false });

/** JSON error codes of the API (discord/discord-api-docs, topics: opcodes and status codes). */
const REFUSALS: Readonly<Record<number, Refusal>> = {
  10003: gone('The Discord channel is gone. Add another channel.'),
  10004: gone('The bot is no longer on this Discord server. Invite it again, then resume the channel.'),
  50001: gone(
    'The bot cannot see this Discord channel. Give it View Channel under Edit Channel, Permissions, then resume the channel.',
  ),
  50008: gone('This Discord channel takes no messages. Choose a text channel.'),
  50013: gone(
    'The bot may not post in this Discord channel. Give it Send Messages under Edit Channel, Permissions, then resume the channel.',
  ),
  50083: gone('This Discord thread is archived. Reopen it, then resume the channel.'),
  160005: gone('This Discord thread is locked. Unlock it, then resume the channel.'),
  10008: thisOne('The post was deleted in Discord.'),
  30046: thisOne('Discord lets old posts be edited only so often; this one has had its share.'),
  50005: thisOne('Discord does not let this post be edited.'),
  200000: thisOne('A rule of this Discord server (AutoMod) blocked the post.'),
  240000: thisOne("Discord's filter for harmful links blocked the post."),
};
const TOKEN_REFUSED = gone('Discord no longer accepts the bot. Set DISCORD_TOKEN to its new token.');
const OTHER_REFUSAL = thisOne('Discord refused the post; the log has its reason.');

/** "Being rate limited", "overloaded" and the write limits of a channel: nothing was done. */
const NOT_NOW = new Set([20016, 20022, 20028, 20029, 40062, 130000]);

/** What a failed send came to. */
export const sendOutcomeOf = (error: unknown): SendOutcome => sendOutcome(judge(error));

/** What a failed edit came to. */
export const editOutcomeOf = (error: unknown): EditOutcome => editOutcome(judge(error));

/** What a failed look-up came to. */
export const findOutcomeOf = (error: unknown): FindOutcome => findOutcome(judge(error));

/** The sentence for a person of a refusal; null where Discord gave no answer. */
export function refusalSentenceOf(error: unknown): string | null {
  const fault = judge(error);
  return fault.kind === 'refused' ? fault.refusal.userMessage : null;
}

function judge(error: unknown): Fault {
  if (error instanceof RateLimitError) {
    return { kind: 'retry', retryAfterMs: Math.ceil(error.retryAfter), reason: 'rate-limited' };
  }
  if (error instanceof DiscordAPIError) {
    const reason = `discord-${error.code}`;
    const code = Number(error.code);
    if (NOT_NOW.has(code)) return { kind: 'retry', retryAfterMs: DEFAULT_RETRY_MS, reason };
    const refusal = REFUSALS[code] ?? (error.status === 401 ? TOKEN_REFUSED : OTHER_REFUSAL);
    return { kind: 'refused', reason, refusal };
  }
  if (error instanceof HTTPError) return { kind: 'in-doubt', reason: `http-${error.status}` };
  return judgeConnection(error);
}
