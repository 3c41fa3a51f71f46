import type { RespondArguments } from '@slack/bolt';
import { SLACK_LIMITS } from '../../../config/chat-limits.ts';
import { AppError } from '../../errors.ts';
import type { Interaction } from '../../model/command.ts';
import { ANSWER_POST_ID } from '../button-id.ts';
import { limitParts, splitMessage } from '../split-message.ts';
import type { SlackConnection } from './web-client.ts';
import { escapeMrkdwn, fitsSlack, renderSlackMessage } from './render-blocks.ts';

type Respond = (message: RespondArguments) => Promise<unknown>;

/** What Bolt calls `respond`, for an address that was kept. */
export function answerAt(url: string, { timeoutMs }: Pick<SlackConnection, 'timeoutMs'>): Respond {
  return async (message) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`Slack answered ${response.status}`);
  };
}

/**
 * A connection that was kept open may be closed by the other side in the moment of its next use. Rather than none, the asker
 * may then see the answer twice.
 */
function isConnectionLost(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET';
}

/**
 * Progress and answer through an interaction's response_url, which takes five messages and no more: progress is
 * shown once, and an answer of more parts than are left says how much it leaves out.
 * `isButton`: "replace" would then replace the post that the button is in, so there is no progress and all is added.
 */
export function createSlackAnswer(
  respond: Respond,
  { isButton }: { isButton: boolean },
): Pick<Interaction, 'progress' | 'reply'> {
  let usesLeft: number = SLACK_LIMITS.responseUrlUses;
  let isProgressShown = false;
  async function send(message: RespondArguments): Promise<unknown> {
    if (usesLeft === 0) throw new Error('the address takes no more messages');
    usesLeft -= 1;
    return respond(message);
  }
  async function use(message: RespondArguments): Promise<void> {
    await send(message)
      .catch((error: unknown) => {
        if (!isConnectionLost(error)) throw error;
        return send(message);
      })
      .catch((cause: unknown) => {
        throw new AppError('chat/answer-lost', 'Slack did not take the answer; please ask again.', { cause });
      });
  }
  return {
    async progress(text) {
      if (isButton || isProgressShown) return;
      await use({ response_type: 'ephemeral', text: escapeMrkdwn(text) });
      isProgressShown = true;
    },
    async reply(message, { isShared }) {
      // What only one person sees cannot be made public: it is taken away instead.
      if (isProgressShown && isShared) await use({ delete_original: true });
      const parts = limitParts(splitMessage(message, fitsSlack), usesLeft);
      for (const [index, part] of parts.entries()) {
        await use({
          ...renderSlackMessage(part, ANSWER_POST_ID),
          response_type: isShared ? 'in_channel' : 'ephemeral',
          replace_original: index === 0 && isProgressShown && !isShared,
          unfurl_links: false,
          unfurl_media: false,
        });
      }
    },
  };
}
