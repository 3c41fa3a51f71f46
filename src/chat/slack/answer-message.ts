import { AppError } from '../../errors.ts';
import type { Interaction } from '../../model/command.ts';
import type { Message } from '../../model/message.ts';
import type { OutgoingPost } from '../chat.ts';
import { limitParts, splitMessage } from '../split-message.ts';
import { fitsSlack } from './render-blocks.ts';
import { sendPatiently, type PatientParts } from './send-patiently.ts';

/** A longer answer would bury the conversation. */
const MAX_PARTS = 3;

export type MessageAnswerTarget = PatientParts & {
  /** The question. */
  questionTs: string;
  /** Undefined in a direct message. */
  threadTs: string | undefined;
};

/**
 * Progress and answer to a message, by messages of the bot: there is no response_url. Everybody who sees the question
 * sees the answer. Progress is one message, which the answer replaces.
 */
export function createMessageAnswer({
  questionTs,
  threadTs,
  ...parts
}: MessageAnswerTarget): Pick<Interaction, 'progress' | 'reply'> {
  const { add, replace } = sendPatiently(parts);
  let progressTs: string | undefined;
  const outgoing = (part: number | 'progress', message: Message): OutgoingPost => ({
    postId: `answer-${questionTs}-${part}`,
    message,
    thread: threadTs ?? null,
  });
  async function put(post: OutgoingPost): Promise<void> {
    const ts = progressTs;
    progressTs = undefined;
    if (ts) await replace(ts, post);
    else await add(post);
  }
  return {
    async progress(text) {
      // A sign of life, no part of the answer.
      progressTs ??= await add(outgoing('progress', asMessage(text))).catch(() => undefined);
    },
    async reply(message) {
      const answers = limitParts(splitMessage(message, fitsSlack), MAX_PARTS);
      for (const [index, answer] of answers.entries()) {
        await put(outgoing(index, answer)).catch((cause: unknown) => {
          throw new AppError('chat/answer-lost', 'Slack did not take the answer; please ask again.', {
            cause,
          });
        });
      }
    },
  };
}

const asMessage = (text: string): Message => ({
  blocks: [{ kind: 'text', spans: [{ text }] }],
  fallbackText: text,
});
