import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction as DiscordInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type {
  Asker,
  Interaction,
  InteractionHandler,
  InteractionRequest,
  SuggestionHandler,
} from '../../model/command.ts';
import { parseButtonId } from '../button-id.ts';
import { createDiscordAnswer } from './answer-interaction.ts';
import { complete, readOptions } from './complete-options.ts';
import { describePerson, NO_SERVER } from './describe-person.ts';
import { listenToJoins } from './join-servers.ts';
import { listenToMessages } from './receive-messages.ts';
import { readSetupModal, renderSetupModal, SETUP_ID } from './setup-form.ts';
import { linksOfDiscordMessage, SHORTCUT_NAME } from './shortcut.ts';

type Answerable =
  | ChatInputCommandInteraction
  | ButtonInteraction
  | MessageContextMenuCommandInteraction
  | ModalSubmitInteraction;

/** The option by which a command's answer is shown to everybody. */
const SHARE_OPTION = 'share';

export type ReceivingDeps = { client: Client; suggest: SuggestionHandler; clock: Clock; log: Logger };

/** Hands over commands, buttons, shortcuts and messages to the bot, acknowledged before anything else. Call before the client logs in. */
export function receiveInteractions(
  deps: ReceivingDeps,
  handle: InteractionHandler,
): { stop(): Promise<void> } {
  const { client, log } = deps;
  const inHand = new Set<Promise<void>>();
  let isStopping = false;

  async function take(interaction: Answerable, request: InteractionRequest): Promise<void> {
    const isShared = request.kind === 'command' && request.options[SHARE_OPTION] === true;
    const acknowledge = () => interaction.deferReply(isShared ? {} : { flags: MessageFlags.Ephemeral });
    // A form can only be the first answer; what else comes of that button is acknowledged when it comes.
    const opensForm = request.kind === 'button' && request.action === 'setup';
    if (!opensForm) await acknowledge();
    const answer = createDiscordAnswer({
      rest: client.rest,
      applicationId: interaction.applicationId,
      token: interaction.token,
      isDeferredShared: isShared,
    });
    await handle({
      id: `discord:${interaction.id}`,
      address: {
        platform: 'discord',
        workspaceId: interaction.guildId ?? NO_SERVER,
        channelId: interaction.channelId ?? '',
      },
      asker: describeAsker(interaction),
      request,
      progress: answer.progress,
      async reply(message, options) {
        if (!interaction.deferred) await acknowledge();
        await answer.reply(message, options);
      },
      ...(interaction.isButton() && {
        openForm: (form) => interaction.showModal(renderSetupModal(form)),
      }),
    });
  }

  function follow(id: string, doing: Promise<void>): void {
    const work = doing
      .catch((error: unknown) => log.error({ error, interactionId: id }, 'interaction failed'))
      .finally(() => inHand.delete(work));
    inHand.add(work);
  }

  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isAutocomplete()) return follow(interaction.id, complete(interaction, deps));
    const request = readRequest(interaction);
    // Not acknowledged while stopping, so that the person sees that it was not taken.
    if (request && !isStopping) follow(interaction.id, take(interaction as Answerable, request));
  });
  const hear = (interaction: Interaction) => {
    if (!isStopping) follow(interaction.id, handle(interaction));
  };
  listenToMessages(client, hear);
  listenToJoins(client, deps.clock, hear);
  return {
    async stop() {
      isStopping = true;
      await Promise.all(inHand);
    },
  };
}

function readRequest(interaction: DiscordInteraction): InteractionRequest | null {
  if (interaction.isChatInputCommand()) {
    return {
      kind: 'command',
      name: interaction.commandName,
      options: readOptions(interaction.options.data),
    };
  }
  if (interaction.isMessageContextMenuCommand() && interaction.commandName === SHORTCUT_NAME)
    return { kind: 'links', urls: linksOfDiscordMessage(interaction.targetMessage) };
  if (interaction.isModalSubmit() && interaction.customId === SETUP_ID)
    return { kind: 'setup', values: readSetupModal(interaction.fields) };
  const button = interaction.isButton() ? parseButtonId(interaction.customId) : null;
  return button ? { kind: 'button', ...button } : null;
}

function describeAsker({ user, memberPermissions }: Answerable): Asker {
  return {
    ...describePerson(user),
    isManager: memberPermissions?.has(PermissionFlagsBits.ManageChannels) ?? false,
  };
}
