import type { AutocompleteInteraction, CommandInteractionOption } from 'discord.js';
import { DISCORD_LIMITS } from '../../../config/chat-limits.ts';
import { SECOND, type Clock } from '../../clock.ts';
import type { OptionValues, SuggestionHandler } from '../../model/command.ts';
import { clipText } from '../clean-text.ts';
import { NO_SERVER } from './describe-person.ts';

/** Discord waits three seconds; what comes later is of no use to who types. */
const PATIENCE_MS = 2 * SECOND;

export function readOptions(data: readonly CommandInteractionOption[]): OptionValues {
  return Object.fromEntries(
    data.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** Offers values for the option that is being typed; none where finding them fails or takes too long. */
export async function complete(
  interaction: AutocompleteInteraction,
  { suggest, clock }: { suggest: SuggestionHandler; clock: Clock },
): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const { [name]: _, ...options } = readOptions(interaction.options.data);
  const done = new AbortController();
  const query = {
    address: {
      platform: 'discord' as const,
      workspaceId: interaction.guildId ?? NO_SERVER,
      channelId: interaction.channelId,
    },
    command: interaction.commandName,
    option: name,
    typed: value,
    options,
  };
  const values = await Promise.race([
    suggest(query).catch(() => []),
    clock.sleep(PATIENCE_MS, done.signal).then(() => []),
  ]);
  done.abort();
  const choices = values
    .filter((text) => text.trim() !== '')
    .slice(0, DISCORD_LIMITS.optionChoices)
    .map((text) => clipText(text, DISCORD_LIMITS.choiceName));
  await interaction.respond(choices.map((text) => ({ name: text, value: text })));
}
