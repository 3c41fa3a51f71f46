import { describe, expect, it } from 'vitest';
import { ALL_COMMANDS } from '../../commands/all-commands.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { fitsDiscord } from '../../src/chat/discord/render-components.ts';
import { fitsSlack } from '../../src/chat/slack/render-blocks.ts';
import { ask, openContext } from '../support/command-context.ts';

const definitions = ALL_COMMANDS.map(({ definition }) => definition);
const answer = async () => ask('help', (await openContext()).context);

describe('/help', () => {
  it('explains every command, with its examples under it', async () => {
    const lines = renderPlainText(await answer()).split('\n');
    for (const { name, examples } of definitions) {
      const at = lines.findIndex((line) => line.startsWith(`/${name}`));
      expect(at, name).toBeGreaterThan(0);
      const shown = examples.filter((example) => example !== `/${name}`);
      expect(lines.slice(at + 1, at + 1 + shown.length)).toEqual(shown.map((example) => ` • ${example}`));
    }
  });

  it('shows examples that can be typed as they stand', () => {
    for (const { name, examples } of definitions)
      for (const example of examples) expect(parseCommand(example, definitions).definition.name).toBe(name);
  });

  it('is one message on a phone, without a list of choices that fills the screen', async () => {
    const message = await answer();
    expect([fitsSlack(message), fitsDiscord(message)]).toEqual([true, true]);
    const longest = Math.max(
      ...renderPlainText(message)
        .split('\n')
        .map(({ length }) => length),
    );
    expect(longest).toBeLessThan(170);
  });
});
