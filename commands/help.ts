import { type CommandDefinition, describeUsage } from '../src/model/command.ts';
import type { Block, Message, Span } from '../src/model/message.ts';
import { type Command, SHARE_OPTION } from './command.ts';

/** Commands with more choices than this are explained by their examples. */
const MAX_CHOICES = 8;

const code = (text: string): Span => ({ text, style: 'code' });

/** How it is typed and what it does, with its examples under it. */
function explain(definition: CommandDefinition): Block[] {
  const options = definition.options.filter(({ name }) => name !== SHARE_OPTION.name);
  const note = definition.access === 'manager' ? ' (channel managers)' : '';
  const usage = describeUsage({ ...definition, options }, MAX_CHOICES);
  const said: Block = {
    kind: 'text',
    spans: [code(usage), { text: ` ${definition.description}${note}` }],
  };
  const items = definition.examples
    .filter((example) => example !== `/${definition.name}`)
    .map((example) => [code(example)]);
  return items.length > 0 ? [said, { kind: 'list', items }] : [said];
}

function composeHelp(definitions: readonly CommandDefinition[]): Message {
  const blocks: Block[] = [
    { kind: 'heading', text: 'Sitrep: three bullets a story, each with its evidence' },
    ...definitions.flatMap(explain),
    {
      kind: 'footer',
      text: 'Answers are private unless you add share:true. On Slack write /sitrep before the command; /digest and /summary also work alone.',
    },
  ];
  return {
    blocks,
    fallbackText: definitions.map((definition) => describeUsage(definition, MAX_CHOICES)).join('\n'),
  };
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
