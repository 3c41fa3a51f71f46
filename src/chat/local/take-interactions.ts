import { AppError, userMessageOf } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { ChannelAddress } from '../../model/channel.ts';
import type { Asker, InteractionHandler, InteractionRequest } from '../../model/command.ts';
import type { Message } from '../../model/message.ts';

/** What one command or button press came to; a reply shared with the channel is not among the messages. */
export type LocalAnswer = { id: string; messages: readonly Message[]; progress: readonly string[] };

type Parts = {
  address: ChannelAddress;
  /** Shows a reply to everybody in the channel. */
  share: (interactionId: string, message: Message) => void;
  log: Logger;
  newId: () => string;
};

const inWords = (text: string): Message => ({
  blocks: [{ kind: 'text', spans: [{ text }] }],
  fallbackText: text,
});

/** Everybody at the page is its one user. */
export const localAsker: Asker = { id: 'local', name: 'you', isManager: true, timeZone: null };

/** The half of the local channel that a person drives; everybody at this page is its one user, a manager. */
export function takeInteractions({ address, share, log, newId }: Parts) {
  const inHand = new Set<Promise<unknown>>();
  let handler: InteractionHandler | null = null;

  async function answer(
    handle: InteractionHandler,
    request: InteractionRequest,
    onProgress: (text: string) => void,
  ): Promise<LocalAnswer> {
    const id = newId();
    const messages: Message[] = [];
    const progress: string[] = [];
    try {
      await handle({
        id,
        address,
        asker: localAsker,
        request,
        progress: async (text) => {
          progress.push(text);
          onProgress(text);
        },
        reply: async (message, { isShared }) => {
          if (isShared) share(id, message);
          else messages.push(message);
        },
      });
    } catch (error) {
      log.error({ error, interactionId: id }, 'an interaction failed');
      messages.push(inWords(userMessageOf(error)));
    }
    return { id, messages, progress };
  }

  return {
    start: async (handle: InteractionHandler): Promise<void> => {
      handler = handle;
    },
    stop: async (): Promise<void> => {
      handler = null;
      await Promise.all(inHand);
    },
    submit: async (
      request: InteractionRequest,
      onProgress: (text: string) => void = () => {},
    ): Promise<LocalAnswer> => {
      if (!handler)
        throw new AppError('chat/not-started', 'Sitrep is starting or stopping; try again in a moment.');
      const answering = answer(handler, request, onProgress);
      inHand.add(answering);
      return answering.finally(() => inHand.delete(answering));
    },
  };
}
