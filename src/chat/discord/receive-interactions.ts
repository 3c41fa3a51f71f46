import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction as DiscordInteraction,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import type { Logger } from '../../log.ts';
import type { Asker, InteractionHandler, InteractionRequest, OptionValues } from '../../model/command.ts';
import { parseButtonId } from '../button-id.ts';
import { createDiscordAnswer } from './answer-interaction.ts';

type Answerable = ChatInputCommandInteraction | ButtonInteraction;

/** The option by which a command's answer is shown to everybody. */
const SHARE_OPTION = 'share';
/** Where a person writes to the bot directly there is no server. */
const NO_SERVER = '@me';

export type ReceivingDeps = { client: Client; log: Logger };

/** Hands over commands and buttons, each acknowledged before anything else. Call before the client logs in. */
export function receiveInteractions(
  { client, log }: ReceivingDeps,
  handle: InteractionHandler,
): { stop(): Promise<void> } {
  const inHand = new Set<Promise<void>>();
  let isStopping = false;

  async function take(interaction: Answerable, request: InteractionRequest): Promise<void> {
    const isShared = request.kind === 'command' && request.options[SHARE_OPTION] === true;
    await interaction.deferReply(isShared ? {} : { flags: MessageFlags.Ephemeral });
    await handle({
      id: `discord:${interaction.id}`,
      address: {
        platform: 'discord',
        workspaceId: interaction.guildId ?? NO_SERVER,
        channelId: interaction.channelId,
      },
      asker: describeAsker(interaction),
      request,
      ...createDiscordAnswer({
        rest: client.rest,
        applicationId: interaction.applicationId,
        token: interaction.token,
        isDeferredShared: isShared,
      }),
    });
  }

  client.on(Events.InteractionCreate, (interaction) => {
    const request = readRequest(interaction);
    // Not acknowledged while stopping, so that the person sees that it was not taken.
    if (!request || isStopping) return;
    const work = take(interaction as Answerable, request)
      .catch((error: unknown) => log.error({ error, interactionId: interaction.id }, 'interaction failed'))
      .finally(() => inHand.delete(work));
    inHand.add(work);
  });
  return {
    async stop() {
      isStopping = true;
      await Promise.all(inHand);
    },
  };
}

function readRequest(interaction: DiscordInteraction): InteractionRequest | null {
  if (interaction.isChatInputCommand()) {
    const options = interaction.options.data.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return {
      kind: 'command',
      name: interaction.commandName,
      options: Object.fromEntries(options) satisfies OptionValues,
    };
  }
  const button = interaction.isButton() ? parseButtonId(interaction.customId) : null;
  return button ? { kind: 'button', ...button } : null;
}

function describeAsker({ user, memberPermissions }: Answerable): Asker {
  return {
    id: user.id,
    name: user.globalName ?? user.username,
    isManager: memberPermissions?.has(PermissionFlagsBits.ManageChannels) ?? false,
    // Discord tells nobody's zone.
    timeZone: null,
  };
}
