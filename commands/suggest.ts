import type { SuggestionHandler, SuggestionKind } from '../src/model/command.ts';
import type { ChannelAddress } from '../src/model/channel.ts';
import type { Command } from './command.ts';

/** Finds what an option may be completed to. */
export type SuggestValues = (query: {
  address: ChannelAddress;
  kinds: readonly SuggestionKind[];
  typed: string;
}) => Promise<readonly string[]>;

/** Completes the options of the commands; nothing for an option that takes anything. */
export function createSuggestionHandler(
  commands: readonly Command[],
  suggestValues: SuggestValues,
): SuggestionHandler {
  return async ({ address, command, option, typed, options }) => {
    const definition = commands.find((candidate) => candidate.definition.name === command)?.definition;
    const suggests = definition?.options.find(({ name }) => name === option)?.suggests;
    if (!definition || !suggests) return [];
    // What a value may be can depend on what is to be set.
    const first = definition.options.find(({ takesFirst }) => takesFirst);
    const chosen = first ? String(options[first.name] ?? '') : '';
    const kinds = 'of' in suggests ? suggests.of[chosen] : suggests.kinds;
    return kinds ? suggestValues({ address, kinds, typed }) : [];
  };
}
