import { describe, expect, it } from 'vitest';
import { ALL_COMMANDS } from '../../../commands/all-commands.ts';
import { channelCommand } from '../../../commands/channel/channel.ts';
import { parseCommand } from '../../../commands/parse-command.ts';
import { renderPlainText } from '../../../src/chat/plain-text.ts';
import { CHANNEL_SETTINGS } from '../../../src/model/channel.ts';
import { CHANNEL } from '../../store/contract/samples.ts';
import { ask, openContext } from '../../support/command-context.ts';

const definitions = ALL_COMMANDS.map(({ definition }) => definition);
const address = { platform: 'slack', workspaceId: 'T1', channelId: 'C1' } as const;

async function setUp(publicUrl: string | null = null) {
  const { context, store } = await openContext({
    pagesFor: (platform) => publicUrl ?? (platform === 'local' ? 'http://localhost:8787' : null),
  });
  await store.channels.ensure({ ...CHANNEL, ...address }, null, 0);
  const typed = async (text: string, channelId = 'C1') =>
    renderPlainText(await ask(text, context, { address: { ...address, channelId } }));
  return { typed, stored: () => store.channels.find(address) };
}

describe('/channel as typed', () => {
  it('shows without a word, and keeps the quotation marks of phrases', async () => {
    const { typed, stored } = await setUp();
    expect(await typed('/channel')).toContain('Schedule: mon 07:30');
    expect(await typed('channel preview')).toContain('would have posted nothing');
    await typed('channel words "oil price" OR (iran NOT football)');
    await typed('channel schedule mon-fri 07:30,17:30; as it happens');
    await typed('channel pause');
    expect(await stored()).toMatchObject({
      wishes: { filter: { words: '"oil price" OR (iran NOT football)' } },
      schedule: { text: 'mon-fri 07:30,17:30; as it happens' },
      stateReason: 'Paused by Mia',
    });
  });

  it.each(CHANNEL_SETTINGS)('says with an example what %s needs', async (setting) => {
    const { typed } = await setUp();
    await expect(typed(`channel ${setting}`)).rejects.toThrow(
      `/channel ${setting} needs what it is to be, for example`,
    );
  });

  it('suggests the nearest action', () => {
    expect(() => parseCommand('channel scedule daily 07:30', definitions)).toThrow('did you mean schedule?');
  });

  it('is for managers, and each action is one of 25 that Discord offers', () => {
    expect(channelCommand.definition.access).toBe('manager');
    expect(channelCommand.definition.options[0]?.choices?.length).toBeLessThanOrEqual(25);
  });
});

describe('/channel feed', () => {
  it('tells the secret addresses, always the same, and from where they are reached', async () => {
    const { typed } = await setUp('https://news.example');
    const told = await typed('channel feed');
    expect(told).toMatch(
      /RSS: https:\/\/news\.example\/feed\/token-x+-1\.xml.*JSON Feed: .*\.json.*is a secret/s,
    );
    expect(await typed('channel feed')).toBe(told);
    const unseen = await setUp();
    expect(await unseen.typed('channel feed')).toMatch(
      /http:\/\/localhost:8787\/feed\/.*on the machine that Sitrep runs on/s,
    );
    expect(await unseen.typed('channel feed', 'C2')).toContain('This channel gets no digests');
  });
});
