import { MessageFlags, type REST, Routes } from 'discord.js';
import { AppError } from '../../errors.ts';
import type { Interaction } from '../../model/command.ts';
import type { Message } from '../../model/message.ts';
import { ANSWER_POST_ID } from '../button-id.ts';
import { limitParts, splitMessage } from '../split-message.ts';
import { fitsDiscord, renderDiscordMessage } from './render-components.ts';

/** A longer answer belongs into a post or a page, not into a reader's view of the channel. */
const MAX_PARTS = 5;

export type AnswerTarget = {
  rest: REST;
  applicationId: string;
  /** Allows answers for fifteen minutes. */
  token: string;
  /** Whether the acknowledgement was shown to everybody. */
  isDeferredShared: boolean;
};

/**
 * Progress and answer in place of the acknowledgement ("is thinking"), further parts after it. Whether others see it
 * was settled by the acknowledgement; where the answer is to be seen otherwise, that is taken away and the answer
 * sent anew (the first message after it would else take its place, and its privacy).
 */
export function createDiscordAnswer(target: AnswerTarget): Pick<Interaction, 'progress' | 'reply'> {
  const { rest, applicationId, token, isDeferredShared } = target;
  const original = Routes.webhookMessage(applicationId, token, '@original');
  const change = (message: Message) =>
    rest.patch(original, { body: renderDiscordMessage(message, ANSWER_POST_ID), auth: false });
  const add = (message: Message, isShared: boolean) => {
    const payload = renderDiscordMessage(message, ANSWER_POST_ID);
    const flags = isShared ? payload.flags : payload.flags | MessageFlags.Ephemeral;
    return rest.post(Routes.webhook(applicationId, token), { body: { ...payload, flags }, auth: false });
  };
  async function reply(message: Message, isShared: boolean): Promise<void> {
    const [first, ...rest_] = limitParts(splitMessage(message, fitsDiscord), MAX_PARTS);
    if (!first) return;
    if (isShared === isDeferredShared) await change(first);
    else {
      await rest.delete(original, { auth: false });
      await add(first, isShared);
    }
    for (const part of rest_) await add(part, isShared);
  }
  return {
    async progress(text) {
      await change({ blocks: [{ kind: 'footer', text }], fallbackText: text });
    },
    async reply(message, { isShared }) {
      await reply(message, isShared).catch((cause: unknown) => {
        throw new AppError('chat/answer-lost', 'Discord did not take the answer; please ask again.', {
          cause,
        });
      });
    },
  };
}
