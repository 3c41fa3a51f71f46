import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { ChannelAddress } from '../../model/channel.ts';
import type { InteractionRequest } from '../../model/command.ts';
import type { Message } from '../../model/message.ts';
import type { Chat, OutgoingPost } from '../chat.ts';
import { type LocalAnswer, takeInteractions } from './take-interactions.ts';

/** The one channel in the browser. */
export const localAddress: ChannelAddress = { platform: 'local', workspaceId: 'local', channelId: 'local' };

/** What just came to the channel or changed in it. `at` is epoch ms. */
export type LocalPost = {
  kind: 'sent' | 'edited';
  postId: string;
  message: Message;
  at: number;
  /** The post that it stands under. */
  replyTo: string | null;
};

export type LocalChat = Chat & {
  /** Calls `listener` for each post that is sent or edited from now on; returns how to stop that. */
  onPost(listener: (post: LocalPost) => void): () => void;
  /**
   * Hands what the person at the browser typed or pressed to the handler given to `start` and collects the answer.
   * A handler that throws is answered for with its sentence. Throws AppError `chat/not-started` outside start and stop.
   */
  submit(request: InteractionRequest, onProgress?: (text: string) => void): Promise<LocalAnswer>;
};

export type LocalChatParts = {
  clock: Pick<Clock, 'now'>;
  log: Logger;
  /** Makes the id of an interaction. */
  newId?: () => string;
};

const unknownChannel = {
  kind: 'refused',
  reason: 'not the local channel',
  userMessage: 'The only channel in the browser is named `local`.',
  isChannelGone: true,
} as const;

const unknownPost = {
  kind: 'refused',
  reason: 'the id is not that of the post',
  userMessage: 'The post to be edited is not in this channel.',
  isChannelGone: false,
} as const;

const aborted = { kind: 'retry', retryAfterMs: 0, reason: 'aborted before it began' } as const;

const isLocal = ({ platform, channelId }: ChannelAddress) =>
  platform === 'local' && channelId === localAddress.channelId;

/**
 * The channel in the browser as a chat platform. It keeps no messages: the stored post rows are the channel and a
 * post's id is also its external id, so a post that is sent again is the same post and a doubtful one may be resent.
 */
export function createLocalChat({ clock, log, newId = randomUUID }: LocalChatParts): LocalChat {
  const listeners = new Set<(post: LocalPost) => void>();
  const sentIds = new Set<string>();

  function announce(kind: LocalPost['kind'], { postId, message, thread = null }: OutgoingPost): void {
    for (const listener of listeners) {
      try {
        listener({ kind, postId, message, at: clock.now(), replyTo: thread });
      } catch (error) {
        log.error({ error, postId }, 'a listener of the local channel failed');
      }
    }
  }
  const share = (id: string, message: Message) => announce('sent', { postId: `shared-${id}`, message });
  const { start, stop, submit } = takeInteractions({ address: localAddress, share, log, newId });

  return {
    platform: 'local',
    start,
    stop,
    submit,
    describe: async (channelId) =>
      channelId === localAddress.channelId
        ? { kind: 'usable', address: localAddress, name: 'local' }
        : { kind: 'unusable', userMessage: unknownChannel.userMessage },
    inspect: async () => [],
    split: (message) => [message],
    send: async (address, post, signal) => {
      if (!isLocal(address)) return unknownChannel;
      if (signal.aborted) return aborted;
      sentIds.add(post.postId);
      announce('sent', post);
      return { kind: 'sent', externalId: post.postId };
    },
    edit: async (address, externalId, post, signal) => {
      if (!isLocal(address)) return unknownChannel;
      if (externalId !== post.postId) return unknownPost;
      if (signal.aborted) return aborted;
      announce('edited', post);
      return { kind: 'edited' };
    },
    find: async (_address, { postId }) =>
      sentIds.has(postId) ? { kind: 'found', externalId: postId } : { kind: 'absent' },
    onPost: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
