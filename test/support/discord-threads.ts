import { checkDiscordSchema } from './discord-schema.ts';
import type { Answer } from './faults.ts';

type Json = Readonly<Record<string, unknown>>;
type Place = { id: string; messages: readonly { id: string }[] };

const refuse = (status: number, code: number, complaints: readonly string[] = []): Answer => ({
  status,
  body: { code, message: `refused with ${code}`, complaints },
});

/** Opens the thread of a message, which has the message's id, as a channel of its own. */
export function openThread<Channel extends Place>(
  channels: Map<string, Channel>,
  channel: Channel,
  messageId: string,
  body: Json,
): Answer {
  if (!channel.messages.some(({ id }) => id === messageId)) return refuse(404, 10008);
  const complaints = checkDiscordSchema('CreateTextThreadWithMessageRequest', body);
  if (complaints.length > 0) return refuse(400, 50035, complaints);
  if (channels.has(messageId)) return refuse(400, 160004);
  const name = String(body['name']);
  channels.set(messageId, { ...channel, id: messageId, type: 11, name, messages: [], lastMessageId: null });
  return { status: 200, body: { id: messageId, type: 11, name, parent_id: channel.id } };
}
