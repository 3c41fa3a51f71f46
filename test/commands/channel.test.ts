import { describe, expect, it } from 'vitest';
import { ALL_COMMANDS } from '../../commands/all-commands.ts';
import { channel } from '../../commands/channel/channel.ts';
import type { CommandServices } from '../../commands/command.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import { CHANNEL_SETTINGS } from '../../src/model/channel.ts';

const definitions = ALL_COMMANDS.map(({ definition }) => definition);

/** What the service is asked for by some typed words. */
async function ask(typed: string) {
  const calls: unknown[] = [];
  const note = (name: string) => (query: object) => {
    calls.push([name, query]);
    return Promise.resolve({ blocks: [], fallbackText: '' });
  };
  const services = {
    channel: {
      show: note('show'),
      preview: note('preview'),
      set: note('set'),
      pause: note('pause'),
      resume: note('resume'),
    },
  } as unknown as CommandServices;
  const address = { platform: 'local', workspaceId: 'local', channelId: 'local' } as const;
  const asker = { id: 'u1', name: 'Mia', isManager: true, timeZone: null };
  const { options } = parseCommand(typed, definitions);
  await channel.run({ options, address, asker, now: 0, progress: () => Promise.resolve() }, services);
  return calls[0];
}

describe('/channel as typed', () => {
  it('shows without a word, and keeps the quotation marks of phrases', async () => {
    expect(await ask('/channel')).toMatchObject(['show', {}]);
    expect(await ask('channel preview')).toMatchObject(['preview', {}]);
    expect(await ask('channel words "oil price" OR (iran NOT football)')).toMatchObject([
      'set',
      { setting: 'words', typed: '"oil price" OR (iran NOT football)' },
    ]);
    expect(await ask('channel schedule mon-fri 07:30,17:30; as it happens')).toMatchObject([
      'set',
      { setting: 'schedule', typed: 'mon-fri 07:30,17:30; as it happens' },
    ]);
    expect(await ask('channel pause')).toMatchObject(['pause', { asker: { name: 'Mia' } }]);
  });

  it.each(CHANNEL_SETTINGS)('says with an example what %s needs', async (setting) => {
    await expect(ask(`channel ${setting}`)).rejects.toThrow(
      `/channel ${setting} needs what it is to be, for example`,
    );
  });

  it('suggests the nearest action', () => {
    expect(() => parseCommand('channel scedule daily 07:30', definitions)).toThrow('did you mean schedule?');
  });

  it('is for managers, and each action is one of 25 that Discord offers', () => {
    expect(channel.definition.access).toBe('manager');
    expect(channel.definition.options[0]?.choices?.length).toBeLessThanOrEqual(25);
  });
});
