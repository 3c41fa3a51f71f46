import { afterEach, describe, expect, it } from 'vitest';
import { describeCommand } from '../../../src/chat/discord/register-commands.ts';
import type { SuggestionQuery } from '../../../src/model/command.ts';
import { ECHO_COMMAND } from '../../contracts/chat-harness.ts';
import { type DiscordHarness, openDiscordHarness } from './discord-harness.ts';

let harness: DiscordHarness;
afterEach(() => harness.close());
const start = () => harness.chat.start(() => Promise.resolve());

describe('Discord: completing what is typed', () => {
  it('asks with what is there already, and offers within the limits', async () => {
    const asked: SuggestionQuery[] = [];
    const many = Array.from({ length: 40 }, (_, index) => `${index} ${'long '.repeat(40)}`);
    harness = await openDiscordHarness({
      suggest: async (query) => {
        asked.push(query);
        return ['', ...many];
      },
    });
    await start();
    const offered = await harness.standIn.type('echo', { name: 'words', value: 'gra' }, { share: true });
    expect(asked).toEqual([
      { address: harness.address, command: 'echo', option: 'words', typed: 'gra', options: { share: true } },
    ]);
    expect(offered).toHaveLength(25);
    expect(offered.every(({ length }) => length > 0 && length <= 100)).toBe(true);
  });

  it('offers nothing where finding fails, or takes longer than Discord waits', async () => {
    let work: () => Promise<string[]> = () => Promise.reject(new Error('broken'));
    harness = await openDiscordHarness({ suggest: () => work() });
    await start();
    expect(await harness.standIn.type('echo', { name: 'words', value: '' })).toEqual([]);
    const begun = Promise.withResolvers<void>();
    work = () => {
      begun.resolve();
      return new Promise<string[]>(() => undefined);
    };
    const offered = harness.standIn.type('echo', { name: 'words', value: '' });
    await begun.promise;
    await new Promise(setImmediate);
    harness.clock.advance(2_000);
    expect(await offered).toEqual([]);
  });

  it('registers what is completed, and sends it once', async () => {
    const [words, share] = ECHO_COMMAND.options;
    if (!words || !share) throw new Error('two options');
    const completed = {
      ...ECHO_COMMAND,
      options: [{ ...words, suggests: { kinds: ['region'] as const } }, share],
    };
    expect(describeCommand(completed).options[0]).toMatchObject({ name: 'words', autocomplete: true });
    harness = await openDiscordHarness({ commands: [completed] });
    await start();
    const sent = harness.standIn.countCalls('registerCommand');
    for (const commands of [[completed], [ECHO_COMMAND], [ECHO_COMMAND]]) {
      const again = await openDiscordHarness({ apiUrl: harness.standIn.apiUrl, commands });
      await again.chat.start(() => Promise.resolve());
      await again.close();
    }
    // Only the one that lost its completion differed.
    expect(harness.standIn.countCalls('registerCommand')).toBe(sent + 1);
  });
});
