import { type Client, Events, type Message as DiscordMessage, MessageType } from 'discord.js';
import type { Interaction } from '../../model/command.ts';
import { readQuestion } from '../read-question.ts';
import { createMessageAnswer } from './answer-message.ts';
import { describePerson, NO_SERVER } from './describe-person.ts';

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
