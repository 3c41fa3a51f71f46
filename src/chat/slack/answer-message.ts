import { AppError } from '../../errors.ts';
import type { Interaction } from '../../model/command.ts';
import { ANSWER_POST_ID } from '../button-id.ts';
import { limitParts, splitMessage } from '../split-message.ts';
import { escapeMrkdwn, fitsSlack, renderSlackMessage, type SlackPayload } from './render-blocks.ts';
import type { OpenClient } from './workspaces.ts';

/** A longer answer would bury the conversation. */
const MAX_PARTS = 3;

export type MessageAnswerTarget = {
  open: OpenClient;
  workspaceId: string;
  channelId: string;
  /** Undefined in a direct message. */
  threadTs: string | undefined;
};

/**
 * Progress and answer to a message, by messages of the bot: there is no response_url. Everybody who sees the question
 * sees the answer. Progress is one message, which the answer replaces.
 */
export function createMessageAnswer(target: MessageAnswerTarget): Pick<Interaction, 'progress' | 'reply'> {
  const { channelId: channel, threadTs } = target;
  let progressTs: string | undefined;

  async function client() {
    const opened = await target.open(target.workspaceId);
    if (!opened) throw new Error('the bot is not installed in this workspace');
    return opened;
  }
  async function add(payload: Partial<SlackPayload> & { text: string }): Promise<string | undefined> {
    const { chat } = await client();
    const place = { channel, ...(threadTs ? { thread_ts: threadTs } : {}) };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window's postMessage
    const { ts } = await chat.postMessage({ ...place, ...payload, unfurl_links: false, unfurl_media: false });
    return ts;
  }
  async function put(payload: SlackPayload): Promise<void> {
    if (!progressTs) return void (await add(payload));
    const ts = progressTs;
    progressTs = undefined;
    await (await client()).chat.update({ channel, ts, ...payload });
  }
  const lost = (cause: unknown): never => {
    throw new AppError('chat/answer-lost', 'Slack did not take the answer; please ask again.', { cause });
  };
  return {
    async progress(text) {
      progressTs ??= await add({ text: escapeMrkdwn(text) }).catch(lost);
    },
    async reply(message) {
      const parts = limitParts(splitMessage(message, fitsSlack), MAX_PARTS);
      for (const part of parts) await put(renderSlackMessage(part, ANSWER_POST_ID)).catch(lost);
    },
  };
}
