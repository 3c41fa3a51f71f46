import type { App } from '../app.ts';
import { AppError } from '../errors.ts';
import type { Message } from '../model/message.ts';

const TEXT = 'This is a test post of Sitrep. Digests will look for you here.';
const TIMEOUT_MS = 15_000;

/**
 * Posts one line to a channel by its id, on the platform that knows it. Returns the channel's name.
 * Throws AppError `doctor/not-posted` with what to mend.
 */
export async function postTest(
  { chats }: Pick<App, 'chats'>,
  channelId: string,
  postId: string,
): Promise<string> {
  const message: Message = { blocks: [{ kind: 'text', spans: [{ text: TEXT }] }], fallbackText: TEXT };
  const reasons: string[] = [];
  for (const chat of chats.all) {
    if (chat.platform === 'local') continue;
    const described = await chat.describe(channelId, null);
    if (described.kind === 'unusable') {
      reasons.push(described.userMessage);
      continue;
    }
    const outcome = await chat.send(described.address, { postId, message }, AbortSignal.timeout(TIMEOUT_MS));
    if (outcome.kind === 'sent') return `${chat.platform} #${described.name}`;
    throw notPosted(outcome.kind === 'refused' ? outcome.userMessage : `${chat.platform}: ${outcome.reason}`);
  }
  throw notPosted(reasons.join(' ') || 'No platform is set up. Set its tokens first.');
}

function notPosted(reason: string): AppError {
  return new AppError('doctor/not-posted', `The test post was not sent. ${reason}`);
}
