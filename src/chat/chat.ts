import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChannelAddress, Platform } from '../model/channel.ts';
import type { InteractionHandler } from '../model/command.ts';
import type { Message } from '../model/message.ts';

export type SendOutcome =
  | { kind: 'sent'; externalId: string }
  /** Certainly not sent; may be tried again after `retryAfterMs`. */
  | { kind: 'retry'; retryAfterMs: number; reason: string }
  /** Certainly not sent, and never will be as it is. `isChannelGone` pauses the channel. */
  | { kind: 'refused'; reason: string; userMessage: string; isChannelGone: boolean }
  /** It may or may not be there (time-out, lost connection, 5xx after the effect). */
  | { kind: 'in-doubt'; reason: string };

export type EditOutcome =
  | { kind: 'edited' }
  | { kind: 'retry'; retryAfterMs: number; reason: string }
  | { kind: 'refused'; reason: string; userMessage: string; isChannelGone: boolean };

export type FindOutcome =
  | { kind: 'found'; externalId: string }
  | { kind: 'absent' }
  | { kind: 'retry'; retryAfterMs: number; reason: string }
  /** Looking is not permitted here; the post must not be sent twice. */
  | { kind: 'not-permitted'; reason: string };

export type ChannelDescription =
  | { kind: 'usable'; address: ChannelAddress; name: string }
  | { kind: 'unusable'; userMessage: string };

/** What a platform sends to us over HTTP, on the port of the pages. */
export type Callback = {
  /** The whole path. */
  path: string;
  /** `signed` proves itself and is open to the web; a page is for people who may open the pages. */
  kind: 'signed' | 'page';
  answer(request: IncomingMessage, response: ServerResponse): void;
};

/**
 * What is sent: `postId` is carried in the first button's id (on Slack also in the message metadata). With `thread`, the id
 * of a message in the channel, it goes into the thread of that message.
 */
export type OutgoingPost = { postId: string; message: Message; thread?: string | null };

/** One platform. Implementations pace themselves per channel and never retry a send on their own. */
export type Chat = {
  readonly platform: Platform;
  /**
   * Connects and hands each interaction, already acknowledged, to `handle`; calls `onInstalled` when the bot came to a
   * further workspace, whose channels can be described from then on.
   * Throws AppError `chat/bad-token` naming the setting, never its value.
   */
  start(handle: InteractionHandler, onInstalled?: () => Promise<void>): Promise<void>;
  /** Stops taking interactions, lets those in hand finish, disconnects. */
  stop(): Promise<void>;
  /**
   * Resolves a channel's id to its address and name. `workspaceId` says in which workspace it is asked, for there the
   * token counts; null for an id of the settings, which is looked for wherever the bot is.
   */
  describe(channelId: string, workspaceId: string | null): Promise<ChannelDescription>;
  /**
   * Asks whether the tokens are taken, without connecting, and what does not work for want of a scope or a
   * permission, in a channel where one is given: a sentence each with what to grant.
   * Throws AppError `chat/bad-token`, `chat/not-installed` or `chat/unreachable`.
   */
  inspect(address: ChannelAddress | null): Promise<readonly string[]>;
  /** Cuts a message between its blocks so that each part fits the platform. Pure. */
  split(message: Message): Message[];
  /** Sends once. `attemptedAt` is the instant the first attempt of this post began. */
  send(address: ChannelAddress, post: OutgoingPost, signal: AbortSignal): Promise<SendOutcome>;
  edit(
    address: ChannelAddress,
    externalId: string,
    post: OutgoingPost,
    signal: AbortSignal,
  ): Promise<EditOutcome>;
  /** Looks for a post whose outcome is in doubt among the messages since `attemptedAt` (epoch ms). */
  find(
    address: ChannelAddress,
    post: OutgoingPost,
    attemptedAt: number,
    signal: AbortSignal,
  ): Promise<FindOutcome>;
};

/** A platform that also calls us. */
export type CalledChat = Chat & { readonly callbacks: readonly Callback[] };
