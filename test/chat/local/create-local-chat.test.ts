import { describe, expect, it } from 'vitest';
import { createLocalChat, type LocalPost, localAddress } from '../../../src/chat/local/create-local-chat.ts';
import { AppError } from '../../../src/errors.ts';
import { silentLogger } from '../../../src/log.ts';
import { describeChatContract } from '../../contracts/chat-contract.ts';
import { type ChatHarness, never, plain, type ShownAnswer } from '../../contracts/chat-harness.ts';
import { renderPlainText as plainTextOf } from '../../../src/chat/plain-text.ts';

const open = () => createLocalChat({ clock: { now: () => 1_700_000_000_000 }, log: silentLogger });

async function openHarness(): Promise<ChatHarness> {
  const chat = open();
  const posts = new Map<string, LocalPost>();
  const answers: ShownAnswer[] = [];
  const asked: Promise<void>[] = [];
  chat.onPost((post) => {
    if (post.postId.startsWith('shared-'))
      answers.push({ text: plainTextOf(post.message), isPrivate: false });
    else posts.set(post.postId, post);
  });
  const submit = (request: Parameters<typeof chat.submit>[0]) => {
    const answered = chat.submit(request).then(({ messages }) => {
      for (const message of messages) answers.push({ text: plainTextOf(message), isPrivate: true });
    });
    asked.push(answered);
  };
  return {
    chat,
    address: localAddress,
    channelId: 'local',
    shown: async () =>
      [...posts.values()].flatMap(({ postId, message, replyTo }) =>
        replyTo === null ? [{ externalId: postId, text: plainTextOf(message) }] : [],
      ),
    replies: async () =>
      [...posts.values()].flatMap(({ postId, message, replyTo }) =>
        replyTo === null ? [] : [{ externalId: postId, text: plainTextOf(message), under: replyTo }],
      ),
    typeEcho: async (words) => submit({ kind: 'typed', text: `echo ${words}` }),
    press: async (postId, action, storyId) => submit({ kind: 'button', action, postId, storyId }),
    answers: async () => {
      await Promise.all(asked);
      return answers;
    },
    faults: null,
    close: () => chat.stop(),
  };
}

describeChatContract('local', openHarness, { canLoseAnswers: false });

describe('the local channel', () => {
  it('tells each listener of a post, also when another listener fails', async () => {
    const chat = open();
    const seen: string[] = [];
    chat.onPost(() => {
      throw new Error('broken page');
    });
    const stop = chat.onPost(({ kind, postId }) => seen.push(`${kind} ${postId}`));
    await chat.send(localAddress, { postId: 'p1', message: plain('one') }, never);
    await chat.edit(localAddress, 'p1', { postId: 'p1', message: plain('two') }, never);
    stop();
    await chat.send(localAddress, { postId: 'p2', message: plain('three') }, never);
    expect(seen).toEqual(['sent p1', 'edited p1']);
  });

  it('edits a post that was sent before a restart', async () => {
    const edited = await open().edit(localAddress, 'old', { postId: 'old', message: plain('new') }, never);
    expect(edited).toEqual({ kind: 'edited' });
  });

  it('lets a post that was sent before a crash be sent again', async () => {
    const post = { postId: 'doubtful', message: plain('one') };
    const chat = open();
    expect(await chat.find(localAddress, post, 0, never)).toEqual({ kind: 'absent' });
    expect(await chat.send(localAddress, post, never)).toEqual({ kind: 'sent', externalId: 'doubtful' });
  });

  it('refuses the channels of other platforms', async () => {
    const address = { platform: 'slack', workspaceId: 'T1', channelId: 'C1' } as const;
    const outcome = await open().send(address, { postId: 'p', message: plain('one') }, never);
    expect(outcome).toMatchObject({ kind: 'refused', isChannelGone: true });
  });

  it('collects progress and replies, and passes progress on at once', async () => {
    const chat = open();
    await chat.start(async (interaction) => {
      await interaction.progress('Reading');
      await interaction.reply(plain('Done'), { isShared: false });
    });
    const heard: string[] = [];
    const answer = await chat.submit({ kind: 'typed', text: 'digest' }, (text) => heard.push(text));
    expect(answer).toMatchObject({ messages: [plain('Done')], progress: ['Reading'] });
    expect(heard).toEqual(['Reading']);
  });

  it('answers with a sentence when the handler throws', async () => {
    const chat = open();
    await chat.start(async () => {
      throw new AppError('some/code', 'The link cannot be read; try another.');
    });
    const { messages } = await chat.submit({ kind: 'typed', text: 'summary x' });
    expect(messages).toEqual([plain('The link cannot be read; try another.')]);
  });

  it('takes nothing before it is started and after it is stopped', async () => {
    const chat = open();
    const typed = { kind: 'typed', text: 'help' } as const;
    await expect(chat.submit(typed)).rejects.toMatchObject({ code: 'chat/not-started' });
    await chat.start(async () => {});
    expect((await chat.submit(typed)).messages).toEqual([]);
    await chat.stop();
    await expect(chat.submit(typed)).rejects.toMatchObject({ code: 'chat/not-started' });
  });
});
