import type { ChannelAddress } from '../src/model/channel.ts';
import type { Asker, CommandDefinition, OptionValues } from '../src/model/command.ts';
import type { Message } from '../src/model/message.ts';
import type { CommandContext } from './context.ts';

export type CommandRequest = {
  options: OptionValues;
  address: ChannelAddress;
  asker: Asker;
  /** Shows a short line while the answer is made. */
  progress: (line: string) => Promise<void>;
};

export type Command = {
  definition: CommandDefinition;
  /** Where who may use it depends on what is asked; else the definition's `access` holds. */
  accessOf?(options: OptionValues): CommandDefinition['access'];
  /** Returns the answer; throws AppError for what the person can mend. */
  run(request: CommandRequest, context: CommandContext): Promise<Message>;
};

/** Every command that answers with a message may be shared with the channel. */
export const SHARE_OPTION = {
  name: 'share',
  description: 'Show the answer to everybody in the channel',
  type: 'boolean',
  isRequired: false,
} as const;

/** What names one story, as `/story` and `/why` take it. */
export const ABOUT_OPTION = {
  name: 'about',
  description: 'A link, or words of a story',
  type: 'text',
  isRequired: true,
  takesRest: true,
  suggests: { kinds: ['story'] },
} as const;

export const textOf = (options: OptionValues, name: string): string | null => {
  const value = options[name];
  return value === undefined || value === '' ? null : String(value);
};
