import { describe, expect, it } from 'vitest';
import type { Command } from '../../commands/command.ts';
import { createInteractionHandler } from '../../commands/handle-interaction.ts';
import type { Chat } from '../../src/chat/chat.ts';
import { AppError } from '../../src/errors.ts';
import { localAddress } from '../../src/chat/local/create-local-chat.ts';
import type { Interaction, InteractionRequest } from '../../src/model/command.ts';
import { openContext } from '../support/command-context.ts';

const say = (text: string) => ({ blocks: [], fallbackText: text });
const definition = { description: 'd', options: [], access: 'reader' as const, examples: [] };
const commands: Command[] = [
  {
    definition: { ...definition, name: 'echo' },
    run: ({ options }) => Promise.resolve(say(JSON.stringify(options))),
  },
  { definition: { ...definition, name: 'boom' }, run: () => Promise.reject(new Error('secret detail')) },
  {
    definition: { ...definition, name: 'fixable' },
    run: () => Promise.reject(new AppError('x/y', 'Do this instead.')),
  },
  {
    definition: { ...definition, name: 'slow' },
    run: async ({ progress }) => {
      await progress('Reading ...');
      return say('read');
    },
  },
  {
    definition: { ...definition, name: 'guarded', access: 'manager' },
    run: () => Promise.resolve(say('done')),
  },
  {
    definition: {
      ...definition,
      name: 'mixed',
      options: [
        {
          name: 'action',
          description: 'what',
          type: 'text',
          isRequired: true,
          takesFirst: true,
          choices: ['look', 'change'],
        },
      ],
    },
    accessOf: ({ action }) => (action === 'change' ? 'manager' : 'reader'),
    run: ({ options }) => Promise.resolve(say(`did ${String(options['action'])}`)),
  },
];

const chat = {
  describe: async () => ({ kind: 'usable', address: localAddress, name: '#world' }),
} as Partial<Chat> as Chat;

async function setUp() {
  const { context, store } = await openContext({ chatOf: () => chat });
  const isFirst = store.instances.isFirstDelivery.bind(store.instances);
  store.instances.isFirstDelivery = (id, now) =>
    id.endsWith('unstored') ? Promise.reject(new Error('disk full')) : isFirst(id, now);
  const handle = createInteractionHandler(commands, context);
  return async (
    request: InteractionRequest,
    patch: Partial<Pick<Interaction, 'id' | 'progress' | 'openForm'>> & { isManager?: boolean } = {},
  ) => {
    const replies: { text: string; isShared: boolean }[] = [];
    const interaction: Interaction = {
      id: patch.id ?? crypto.randomUUID(),
      address: localAddress,
      asker: { id: 'u', name: 'U', isManager: patch.isManager ?? false, timeZone: null },
      request,
      progress: patch.progress ?? (() => Promise.resolve()),
      ...(patch.openForm && { openForm: patch.openForm }),
      reply: async (message, { isShared }) =>
        void replies.push({
          text: message.blocks.length > 0 ? JSON.stringify(message.blocks) : message.fallbackText,
          isShared,
        }),
    };
    await handle(interaction);
    return replies;
  };
}

describe('createInteractionHandler', () => {
  it('answers though the store cannot be reached, so that nobody waits for nothing', async () => {
    const replies = await (await setUp())({ kind: 'command', name: 'echo', options: {} }, { id: 'unstored' });
    expect(replies).toHaveLength(1);
    expect(replies[0]?.text).not.toContain('disk full');
  });

  it('answers though its progress could not be shown', async () => {
    const handle = await setUp();
    const request = { kind: 'command', name: 'slow', options: {} } as const;
    const progress = () => Promise.reject(new Error('Slack is busy'));
    expect(await handle(request, { progress })).toEqual([{ text: 'read', isShared: false }]);
  });

  it('greets a manager who invited it privately, and otherwise the channel', async () => {
    const handle = await setUp();
    const text = expect.stringContaining('/channel preset World');
    expect(await handle({ kind: 'joined' }, { isManager: true })).toEqual([{ text, isShared: false }]);
    expect(await handle({ kind: 'joined' })).toEqual([{ text, isShared: true }]);
  });

  it('opens the form instead of answering, for managers, and takes what it is sent with', async () => {
    const handle = await setUp();
    const opened: string[] = [];
    const openForm = async ({ title }: { title: string }) => void opened.push(title);
    const press = { kind: 'button', action: 'setup', postId: 'answer', storyId: 'none' } as const;
    expect((await handle(press, { openForm }))[0]?.text).toContain('for channel managers');
    expect(opened).toEqual([]);
    expect(await handle(press, { openForm, isManager: true })).toEqual([]);
    expect(opened).toEqual(['Set up this channel']);
    const sent = { kind: 'setup', values: { preset: 'africa', schedule: '', zone: '' } } as const;
    expect((await handle(sent))[0]?.text).toContain('for channel managers');
    expect((await handle(sent, { isManager: true }))[0]?.text).toContain('Africa');
  });

  it('answers typed words, platform commands and buttons, each once', async () => {
    const ask = await setUp();
    const gone = expect.stringContaining('no longer kept');
    expect(await ask({ kind: 'typed', text: '/echo' })).toEqual([{ text: '{}', isShared: false }]);
    expect(await ask({ kind: 'command', name: 'echo', options: { share: true } })).toEqual([
      { text: '{"share":true}', isShared: true },
    ]);
    expect(await ask({ kind: 'button', action: 'evidence', postId: 'p', storyId: 's' })).toEqual([
      { text: gone, isShared: false },
    ]);
    expect(await ask({ kind: 'button', action: 'more', postId: 'p', storyId: 's' })).toEqual([
      { text: gone, isShared: false },
    ]);
  });

  it('handles an interaction that is delivered twice once', async () => {
    const ask = await setUp();
    expect(await ask({ kind: 'typed', text: 'echo' }, { id: 'same' })).toHaveLength(1);
    expect(await ask({ kind: 'typed', text: 'echo' }, { id: 'same' })).toHaveLength(0);
  });

  it('answers faults with a sentence and never with details', async () => {
    const ask = await setUp();
    expect((await ask({ kind: 'typed', text: 'fixable' }))[0]?.text).toContain('Do this instead.');
    const [reply] = await ask({ kind: 'typed', text: 'boom' });
    expect(reply?.text).toContain('the log has the details');
    expect(reply?.text).not.toContain('secret');
  });

  it('keeps manager commands to managers', async () => {
    const ask = await setUp();
    expect((await ask({ kind: 'typed', text: 'guarded' }))[0]?.text).toContain('for channel managers');
    expect((await ask({ kind: 'typed', text: 'guarded' }, { isManager: true }))[0]?.text).toBe('done');
  });

  it('checks each call where who may use a command depends on what is asked', async () => {
    const ask = await setUp();
    const change = { kind: 'command', name: 'mixed', options: { action: 'change' } } as const;
    expect((await ask({ kind: 'typed', text: 'mixed look' }))[0]?.text).toBe('did look');
    for (const request of [change, { kind: 'typed', text: '/mixed change' } as const]) {
      expect((await ask(request))[0]?.text).toContain('/mixed change is for channel managers');
      expect((await ask(request, { isManager: true }))[0]?.text).toBe('did change');
    }
  });
});
