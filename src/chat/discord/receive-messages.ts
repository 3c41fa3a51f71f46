import {
  type Client,
  Events,
  type Message as DiscordMessage,
  MessageType,
  type REST,
  Routes,
} from 'discord.js';
import type { Interaction } from '../../model/command.ts';
import { readQuestion } from '../read-question.ts';
import { describePerson, NO_SERVER } from './describe-person.ts';
import { AppError } from '../../errors.ts';
import { ANSWER_POST_ID } from '../button-id.ts';
import { limitParts, splitMessage } from '../split-message.ts';
import { fitsDiscord, renderDiscordMessage } from './render-components.ts';

type Hear = (interaction: Interaction) => void;

/** Hands over what people write to the bot, by mention or directly. Call before the client logs in. */
export function listenToMessages(client: Client, hear: Hear): void {
  client.on(Events.MessageCreate, (message) => {
    if (!isQuestion(message)) return;
    hear({
      id: `discord:message:${message.id}`,
      address: {
        platform: 'discord',
        workspaceId: message.guildId ?? NO_SERVER,
        channelId: message.channelId,
      },
      // Nothing that a message asks for needs a manager.
      asker: { ...describePerson(message.author), isManager: false },
      request: readQuestion(message.content.replaceAll(/<@[!&]?\d+>/g, ' ')),
      ...createMessageAnswer({
        rest: client.rest,
        channelId: message.channelId,
        messageId: message.id,
        nonce: message.id,
      }),
    });
  });
}

/** From a person, and to the bot: a reply to one of its posts that does not name it is talk among readers. */
function isQuestion(message: DiscordMessage): boolean {
  if (message.author.bot || message.webhookId || message.system) return false;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return false;
  return message.guildId === null || message.content.includes(`<@${message.client.user.id}>`);
}

/** A longer answer would bury the conversation. */
const MAX_PARTS = 3;

type MessageAnswerTarget = {
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
