import type { CommandDefinition } from '../src/model/command.ts';
import type { Block, Message } from '../src/model/message.ts';
import { type Command, SHARE_OPTION } from './command.ts';
import { usageOf } from './parse-command.ts';

function composeHelp(definitions: readonly CommandDefinition[]): Message {
  const blocks: Block[] = [
    { kind: 'heading', text: 'Sitrep: three bullets a story, each with its evidence' },
  ];
  for (const definition of definitions) {
    const note = definition.access === 'manager' ? ' (channel managers)' : '';
    blocks.push({
      kind: 'text',
      spans: [{ text: usageOf(definition), style: 'code' }, { text: ` ${definition.description}${note}` }],
    });
  }
  const examples = definitions.flatMap((definition) => definition.examples);
  blocks.push({ kind: 'text', spans: [{ text: 'For example', style: 'bold' }] });
  blocks.push({ kind: 'list', items: examples.map((example) => [{ text: example, style: 'code' }]) });
  blocks.push({
    kind: 'footer',
    text: 'Answers are private unless share:true. On Slack write /sitrep before the command; /digest and /summary also work alone.',
  });
  return { blocks, fallbackText: definitions.map((definition) => usageOf(definition)).join('\n') };
}

/** Made from the other commands, so that it cannot disagree with them. */
export function helpFor(others: readonly Command[]): Command {
  const definition: CommandDefinition = {
    name: 'help',
    description: 'The commands and what they do',
    access: 'reader',
    options: [SHARE_OPTION],
    examples: [],
  };
  const definitions = [...others.map((command) => command.definition), definition];
  return { definition, run: () => Promise.resolve(composeHelp(definitions)) };
}
