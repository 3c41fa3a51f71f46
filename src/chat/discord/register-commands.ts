import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type APIApplicationCommand,
  InteractionContextType,
  PermissionFlagsBits,
  type REST,
  Routes,
  type Message as DiscordMessage,
} from 'discord.js';
import { DISCORD_LIMITS } from '../../../config/chat-limits.ts';
import type { CommandDefinition, CommandOption } from '../../model/command.ts';
import { clipText } from '../clean-text.ts';
import { findLinks } from '../find-links.ts';

/** The entry in a message's menu, by its name: Discord knows it by no other. */
export const SHORTCUT_NAME = 'Summarise links';

/** The links of a message, in reading order, at most three. */
export function linksOfDiscordMessage(message: DiscordMessage): string[] {
  const embeds = message.embeds.flatMap(({ url, title, description }) => [url, title, description]);
  const components = message.components.flatMap((component) => textsIn(component.toJSON()));
  const forwarded = message.messageSnapshots.map((snapshot) => snapshot.content);
  const texts = [message.content, ...forwarded, ...embeds, ...components];
  return findLinks(texts.filter((text) => typeof text === 'string'));
}

/** What text displays say and link buttons open; addresses of pictures stand deeper, in `media`. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.entries(value).flatMap(([key, part]) => {
    if (typeof part === 'string') return key === 'content' || key === 'url' ? [part] : [];
    return key === 'media' || key === 'emoji' ? [] : textsIn(part);
  });
}

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
  const wanted: Wanted[] = [
    ...definitions.slice(0, DISCORD_LIMITS.commands).map(describeCommand),
    MESSAGE_SHORTCUT,
  ];
  type Named = { name: string; type: ApplicationCommandType };
  // The names of commands and of entries in menus do not get into each other's way.
  const isNamesake = (one: Named, other: Named) => one.name === other.name && one.type === other.type;
  const differing = wanted.filter((command) => {
    const same = present.find((one) => isNamesake(one, command));
    return !same || !isSame(command, same);
  });
  const unwanted = present.filter((one) => !wanted.some((command) => isNamesake(command, one)));
  for (const body of differing) await rest.post(route, { body });
  for (const { id } of unwanted) await rest.delete(Routes.applicationCommand(applicationId, id));
  return { sent: differing.map(({ name }) => name), removed: unwanted.map(({ name }) => name) };
}

const MESSAGE_SHORTCUT = {
  type: ApplicationCommandType.Message,
  name: SHORTCUT_NAME,
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};
type Wanted = ReturnType<typeof describeCommand> | typeof MESSAGE_SHORTCUT;

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
    // Managers are known on servers alone; what readers ask for may also be asked for directly.
    contexts:
      definition.access === 'manager'
        ? [InteractionContextType.Guild]
        : [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
}

function describeOption({ name, description, type, isRequired, choices, suggests }: CommandOption) {
  return {
    type: OPTION_TYPES[type],
    name,
    description: clipText(description, DISCORD_LIMITS.commandDescription),
    ...(isRequired ? { required: true } : {}),
    ...(suggests ? { autocomplete: true } : {}),
    ...(choices && choices.length > 0
      ? { choices: choices.slice(0, DISCORD_LIMITS.optionChoices).map((value) => ({ name: value, value })) }
      : {}),
  };
}

/** Whether Discord has just what is wanted, both written the same way. */
function isSame(wanted: Wanted, present: APIApplicationCommand): boolean {
  return JSON.stringify(normalise(wanted)) === JSON.stringify(normalise(present));
}

type Registered = Wanted | APIApplicationCommand;

/** Discord adds fields of its own, leaves out what is empty or false, and gives permissions back as text. */
function normalise(command: Registered) {
  const { type, name, contexts, integration_types } = command;
  const permissions = 'default_member_permissions' in command ? command.default_member_permissions : null;
  const options = ('options' in command ? command.options : undefined) ?? [];
  return {
    type,
    name,
    description: 'description' in command ? command.description : '',
    permissions: permissions === null || permissions === undefined ? null : String(permissions),
    contexts: contexts?.toSorted((a, b) => a - b),
    integrations: integration_types?.toSorted((a, b) => a - b),
    options: options.map((option) => ({
      type: option.type,
      name: option.name,
      description: option.description,
      required: option.required ?? false,
      autocomplete: 'autocomplete' in option && option.autocomplete === true,
      choices: ('choices' in option ? (option.choices ?? []) : []).map((choice) => [
        choice.name,
        choice.value,
      ]),
    })),
  };
}
