import type { Message } from './message.ts';

export type PostState =
  /** Recorded, not yet tried. */
  | 'due'
  /** A sender holds it; if the sender died the outcome is in doubt. */
  | 'sending'
  /** The outcome is not known and will be looked up. */
  | 'in-doubt'
  | 'sent'
  /** The stored message is newer than what the channel shows. */
  | 'edit-due'
  /** Will not be sent; `stateReason` says why. */
  | 'refused'
  /** In doubt for good: looking was not permitted, so it is not sent again. */
  | 'unknown';

/** One message that is, or is to be, in a channel. */
export type Post = {
  id: string;
  channelId: string;
  digestId: string | null;
  /** From 1; parts of a digest are sent in order. */
  part: number;
  message: Message;
  storyIds: readonly string[];
  /** The post in whose thread this one is. */
  replyTo: string | null;
  state: PostState;
  stateReason: string | null;
  /** The platform's id of the message, once sent. */
  externalId: string | null;
  createdAt: number;
  /** When the send was begun whose outcome counts: the first one while it is in doubt; a look-up starts from it. */
  attemptedAt: number | null;
  attempts: number;
  /** Not before this instant (429, back-off). */
  notBefore: number;
  sentAt: number | null;
};
