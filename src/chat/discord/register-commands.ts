import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type APIApplicationCommand,
  InteractionContextType,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js';
import { DISCORD_LIMITS } from '../../../config/chat-limits.ts';
import type { CommandDefinition, CommandOption } from '../../model/command.ts';
import { clipText } from '../clean-text.ts';

const OPTION_TYPES = {
  text: ApplicationCommandOptionType.String,
  boolean: ApplicationCommandOptionType.Boolean,
  number: ApplicationCommandOptionType.Number,
} as const;

export type Registration = { sent: string[]; removed: string[] };

/**
 * Makes the application's global commands those of the definitions. Only what differs is sent: a command by its
 * creation, which overwrites the one of that name, and by its removal where no definition is left.
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  definitions: readonly CommandDefinition[],
): Promise<Registration> {
  const route = Routes.applicationCommands(applicationId);
  const present = (await rest.get(route)) as APIApplicationCommand[];
  const wanted = definitions.slice(0, DISCORD_LIMITS.commands).map(describeCommand);
  const differing = wanted.filter((command) => {
    const same = present.find(({ name }) => name === command.name);
    return !same || !isSame(command, same);
  });
  const unwanted = present.filter(({ name }) => !wanted.some((command) => command.name === name));
  for (const body of differing) await rest.post(route, { body });
  for (const { id } of unwanted) await rest.delete(Routes.applicationCommand(applicationId, id));
  return { sent: differing.map(({ name }) => name), removed: unwanted.map(({ name }) => name) };
}

/** A definition as Discord registers it. Required options come first, as it demands. */
export function describeCommand(definition: CommandDefinition) {
  const options = definition.options.toSorted((a, b) => Number(b.isRequired) - Number(a.isRequired));
  return {
    type: ApplicationCommandType.ChatInput,
    name: definition.name,
    description: clipText(definition.description, DISCORD_LIMITS.commandDescription),
    options: options.slice(0, DISCORD_LIMITS.commandOptions).map(describeOption),
    // Hides it from others; whether somebody may use it is checked on each call.
    default_member_permissions:
      definition.access === 'manager' ? Number(PermissionFlagsBits.ManageChannels) : null,
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
}

function describeOption({ name, description, type, isRequired, choices }: CommandOption) {
  return {
    type: OPTION_TYPES[type],
    name,
    description: clipText(description, DISCORD_LIMITS.commandDescription),
    ...(isRequired ? { required: true } : {}),
    ...(choices && choices.length > 0
      ? { choices: choices.slice(0, DISCORD_LIMITS.optionChoices).map((value) => ({ name: value, value })) }
      : {}),
  };
}

/** Whether Discord has all that is wanted; it adds fields of its own, and leaves out what is empty. */
function isSame(wanted: unknown, present: unknown): boolean {
  if (Array.isArray(wanted)) {
    const found: unknown[] = Array.isArray(present) ? present : [];
    return wanted.length === found.length && wanted.every((item, index) => isSame(item, found[index]));
  }
  // Permissions are taken as a number and given back as text.
  if (typeof wanted === 'number') return wanted === Number(present);
  if (typeof wanted !== 'object' || wanted === null) return wanted === (present ?? null);
  const found = (present ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(([key, value]) => isSame(value, found[key]));
}
