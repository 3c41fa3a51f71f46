import { type REST, Routes } from 'discord.js';
import { AppError } from '../../errors.ts';
import type { Interaction } from '../../model/command.ts';
import { ANSWER_POST_ID } from '../button-id.ts';
import { limitParts, splitMessage } from '../split-message.ts';
import { fitsDiscord, renderDiscordMessage } from './render-components.ts';

/** A longer answer would bury the conversation. */
const MAX_PARTS = 3;

export type MessageAnswerTarget = {
  rest: REST;
  channelId: string;
  /** The question; null where the bot speaks first. */
  messageId: string | null;
  /** Tells this answer from every other; at most 23 characters. */
  nonce: string;
};

/**
 * Progress ("is typing") and answer to a message, as replies to it that ping nobody. Everybody who sees the question
 * sees the answer. The nonces make a try that is repeated by the library the same message.
 */
export function createMessageAnswer(target: MessageAnswerTarget): Pick<Interaction, 'progress' | 'reply'> {
  const { rest, channelId, messageId, nonce } = target;
  const route = Routes.channelMessages(channelId);
  const reference =
    messageId === null ? {} : { message_reference: { message_id: messageId, fail_if_not_exists: false } };
  return {
    async progress() {
      // A sign of life, no part of the answer.
      await rest.post(Routes.channelTyping(channelId)).catch(() => undefined);
    },
    async reply(message) {
      const parts = limitParts(splitMessage(message, fitsDiscord), MAX_PARTS);
      for (const [index, part] of parts.entries()) {
        const { allowed_mentions, ...payload } = renderDiscordMessage(part, ANSWER_POST_ID);
        const body = {
          ...payload,
          ...(index === 0 ? reference : {}),
          allowed_mentions: { ...allowed_mentions, replied_user: false },
          nonce: `${nonce}-${index}`,
          enforce_nonce: true,
        };
        await rest.post(route, { body }).catch((cause: unknown) => {
          throw new AppError('chat/answer-lost', 'Discord did not take the answer; please ask again.', {
            cause,
          });
        });
      }
    },
  };
}
