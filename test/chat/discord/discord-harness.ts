import { formatButtonId } from '../../../src/chat/button-id.ts';
import { createDiscordChat, type DiscordChatOptions } from '../../../src/chat/discord/create-discord-chat.ts';
import { silentLogger } from '../../../src/log.ts';
import { type ChatHarness, ECHO_COMMAND, POST_ID } from '../../contracts/chat-harness.ts';
import { type DiscordStandIn, startDiscordStandIn } from '../../support/discord-stand-in.ts';
import type { Fault } from '../../support/faults.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';

const FAULTS: Readonly<Record<string, Fault>> = {
  'rate-limited': { kind: 'rate-limit', retryAfterSeconds: 7 },
  'error-before': { kind: 'status', status: 502, effect: 'before' },
  'error-after': { kind: 'status', status: 500, effect: 'after' },
  'drop-before': { kind: 'drop', effect: 'before' },
  'drop-after': { kind: 'drop', effect: 'after' },
  'too-slow-after': { kind: 'silence', effect: 'after' },
  'channel-gone': { kind: 'refusal', code: 10003 },
  refused: { kind: 'refusal', code: 50005 },
};

export type DiscordHarness = ChatHarness & { standIn: DiscordStandIn; clock: ManualClock };

/** The real adapter on a server of its own. */
export async function openDiscordHarness(changes: Partial<DiscordChatOptions> = {}): Promise<DiscordHarness> {
  const clock = createManualClock();
  const standIn = await startDiscordStandIn({ now: () => clock.now() });
  const chat = createDiscordChat({
    token: standIn.token,
    apiUrl: standIn.apiUrl,
    commands: [ECHO_COMMAND],
    suggest: async () => [],
    clock,
    log: silentLogger,
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
    address: { platform: 'discord', workspaceId: standIn.guildId, channelId },
    shown: () =>
      Promise.resolve(
        standIn
          .messages(channelId)
          .flatMap(({ id, shown, replyTo }) => (replyTo ? [] : [{ externalId: id, text: shown }])),
      ),
    replies: () => {
      const posts = standIn.messages(channelId);
      const told = posts.flatMap(({ id, shown, replyTo }) =>
        replyTo ? [{ externalId: id, text: shown, under: replyTo }] : [],
      );
      const threaded = posts.flatMap(({ id: under }) =>
        standIn.messages(under).map(({ id, shown }) => ({ externalId: id, text: shown, under })),
      );
      return Promise.resolve([...told, ...threaded]);
    },
    typeEcho: (words, { isShared, isManager } = {}) =>
      standIn.sendCommand(
        'echo',
        { words, ...(isShared ? { share: true } : {}) },
        { isManager: isManager === true },
      ),
    press: (externalId, action, storyId) =>
      standIn.pressButton(externalId, formatButtonId({ action, postId: POST_ID, storyId })),
    answers: () => Promise.resolve(standIn.answers().map(({ text, isPrivate }) => ({ text, isPrivate }))),
    faults: {
      failNextSend: (fault) => standIn.failNext('createMessage', FAULTS[fault] as Fault),
      failNextEdit: (fault) => standIn.failNext('editMessage', FAULTS[fault] as Fault),
      forbidLooking: () => standIn.failNext('readMessages', { kind: 'refusal', code: 50001 }),
      letTimePass: () => clock.advance(600_000),
      now: () => clock.now(),
    },
    async close() {
      await chat.stop();
      await standIn.close();
    },
  };
}
