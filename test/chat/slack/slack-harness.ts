import { formatButtonId } from '../../../src/chat/button-id.ts';
import type { CalledChat } from '../../../src/chat/chat.ts';
import { createSlackChat, type SlackChatOptions } from '../../../src/chat/slack/create-slack-chat.ts';
import { silentLogger } from '../../../src/log.ts';
import type { ChatHarness } from '../../contracts/chat-harness.ts';
import { POST_ID } from '../../contracts/chat-harness.ts';
import type { Fault } from '../../support/faults.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { type SlackStandIn, startSlackStandIn } from '../../support/slack-stand-in.ts';

const FAULTS: Readonly<Record<string, Fault>> = {
  'rate-limited': { kind: 'rate-limit', retryAfterSeconds: 7 },
  'error-before': { kind: 'status', status: 502, effect: 'before' },
  'error-after': { kind: 'status', status: 500, effect: 'after' },
  'drop-before': { kind: 'drop', effect: 'before' },
  'drop-after': { kind: 'drop', effect: 'after' },
  'too-slow-after': { kind: 'silence', effect: 'after' },
  'channel-gone': { kind: 'refusal', code: 'is_archived' },
  refused: { kind: 'refusal', code: 'cant_update_message' },
};

export type SlackHarness = ChatHarness & {
  chat: CalledChat;
  standIn: SlackStandIn;
  clock: ReturnType<typeof createManualClock>;
};

/** The real adapter on a workspace of its own. */
export async function openSlackHarness(changes: Partial<SlackChatOptions> = {}): Promise<SlackHarness> {
  const clock = createManualClock();
  const standIn = await startSlackStandIn({ now: () => clock.now() });
  const chat = createSlackChat({
    access: { kind: 'token', botToken: standIn.botToken },
    door: { kind: 'socket', appToken: standIn.appToken },
    apiUrl: standIn.apiUrl,
    commandName: 'sitrep',
    managers: [],
    checkSetup: () => ({}),
    clock,
    log: silentLogger,
    pacing: { minGapMs: 0 },
    // Real time: a busy machine must not look like a platform that does not answer.
    timeoutMs: 2_000,
    ...changes,
  });
  const { channelId } = standIn;
  return {
    standIn,
    clock,
    chat,
    channelId,
    address: { platform: 'slack', workspaceId: standIn.teamId, channelId },
    shown: () =>
      Promise.resolve(
        standIn
          .messages(channelId)
          .flatMap(({ ts, shown, threadTs }) => (threadTs ? [] : [{ externalId: ts, text: shown }])),
      ),
    replies: () =>
      Promise.resolve(
        standIn
          .messages(channelId)
          .flatMap(({ ts, shown, threadTs }) =>
            threadTs ? [{ externalId: ts, text: shown, under: threadTs }] : [],
          ),
      ),
    typeEcho: (words, { isShared, isManager } = {}) =>
      standIn.sendCommand('/sitrep', `echo ${words}${isShared ? ' share:true' : ''}`, {
        userId: isManager ? standIn.adminId : standIn.readerId,
      }),
    press: (externalId, action, storyId) =>
      standIn.pressButton(externalId, formatButtonId({ action, postId: POST_ID, storyId })),
    answers: () => Promise.resolve(standIn.answers().map(({ text, isPrivate }) => ({ text, isPrivate }))),
    faults: {
      failNextSend: (fault) => standIn.failNext('chat.postMessage', FAULTS[fault] as Fault),
      failNextEdit: (fault) => standIn.failNext('chat.update', FAULTS[fault] as Fault),
      forbidLooking: () => standIn.removeScope('channels:history'),
      letTimePass: () => clock.advance(600_000),
      now: () => clock.now(),
    },
    async close() {
      await chat.stop();
      await standIn.close();
    },
  };
}
