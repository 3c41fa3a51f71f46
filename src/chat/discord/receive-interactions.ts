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
  type AutocompleteInteraction,
  type CommandInteractionOption,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitFields,
  TextInputStyle,
  type REST,
  Routes,
  ChannelType,
  type Guild,
} from 'discord.js';
import { type Clock, SECOND } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import {
  type Asker,
  type Interaction,
  type InteractionHandler,
  type InteractionRequest,
  type SuggestionHandler,
  type OptionValues,
  type SetupField,
  type SetupForm,
  type SetupValues,
  NOBODY,
} from '../../model/command.ts';
import { parseButtonId, ANSWER_POST_ID } from '../button-id.ts';
import { describePerson, NO_SERVER } from './describe-person.ts';
import { listenToMessages, createMessageAnswer } from './receive-messages.ts';
import { linksOfDiscordMessage, SHORTCUT_NAME } from './register-commands.ts';
import { DISCORD_LIMITS } from '../../../config/chat-limits.ts';
import { clipText } from '../clean-text.ts';
import { AppError } from '../../errors.ts';
import type { Message } from '../../model/message.ts';
import { limitParts, splitMessage } from '../split-message.ts';
import { fitsDiscord, renderDiscordMessage } from './render-components.ts';
import { DELIVERY_MEMORY_MS } from '../../../config/store-tuning.ts';

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

/** Discord waits three seconds; what comes later is of no use to who types. */
const PATIENCE_MS = 2 * SECOND;

function readOptions(data: readonly CommandInteractionOption[]): OptionValues {
  return Object.fromEntries(
    data.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** Offers values for the option that is being typed; none where finding them fails or takes too long. */
async function complete(
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

/** The modal by which a channel is set up, and its custom id. */
const SETUP_ID = 'setup';

/** discord.com/developers/docs/components/reference: 45 in a label and a title, 100 in a description and an option. */
const LIMITS = { label: 45, description: 100 } as const;

function renderSetupModal(form: SetupForm): APIModalInteractionResponseCallbackData {
  return {
    custom_id: SETUP_ID,
    title: clipText(form.title, LIMITS.label),
    components: form.fields.map((field) => ({
      type: ComponentType.Label,
      label: clipText(field.label, LIMITS.label),
      description: clipText(field.hint, LIMITS.description),
      component: field.choices ? renderChoice(field, field.choices) : renderInput(field),
    })),
  };
}

function renderChoice({ name, value }: SetupField, choices: NonNullable<SetupField['choices']>) {
  return {
    type: ComponentType.StringSelect as const,
    custom_id: name,
    required: false,
    min_values: 0,
    options: choices.map((choice) => ({
      label: clipText(choice.label, LIMITS.description),
      description: clipText(choice.says, LIMITS.description),
      value: choice.value,
      default: choice.value === value,
    })),
  };
}

const renderInput = ({ name, value }: SetupField) => ({
  type: ComponentType.TextInput as const,
  custom_id: name,
  style: TextInputStyle.Short as const,
  required: false,
  ...(value && { value }),
});

function readSetupModal(fields: ModalSubmitFields): SetupValues {
  return {
    preset: fields.getStringSelectValues('preset')[0] ?? '',
    schedule: fields.getTextInputValue('schedule'),
    zone: fields.getTextInputValue('zone'),
  };
}

/** A longer answer belongs into a post or a page, not into a reader's view of the channel. */
const MAX_PARTS = 5;

type AnswerTarget = {
  rest: REST;
  applicationId: string;
  /** Allows answers for fifteen minutes. */
  token: string;
  /** Whether the acknowledgement was shown to everybody. */
  isDeferredShared: boolean;
};

/**
 * Progress and answer in place of the acknowledgement ("is thinking"), further parts after it. Whether others see it
 * was settled by the acknowledgement; where the answer is to be seen otherwise, that is taken away and the answer
 * sent anew (the first message after it would else take its place, and its privacy).
 */
function createDiscordAnswer(target: AnswerTarget): Pick<Interaction, 'progress' | 'reply'> {
  const { rest, applicationId, token, isDeferredShared } = target;
  const original = Routes.webhookMessage(applicationId, token, '@original');
  const change = (message: Message) =>
    rest.patch(original, { body: renderDiscordMessage(message, ANSWER_POST_ID), auth: false });
  const add = (message: Message, isShared: boolean) => {
    const payload = renderDiscordMessage(message, ANSWER_POST_ID);
    const flags = isShared ? payload.flags : payload.flags | MessageFlags.Ephemeral;
    return rest.post(Routes.webhook(applicationId, token), { body: { ...payload, flags }, auth: false });
  };
  async function reply(message: Message, isShared: boolean): Promise<void> {
    const [first, ...rest_] = limitParts(splitMessage(message, fitsDiscord), MAX_PARTS);
    if (!first) return;
    if (isShared === isDeferredShared) await change(first);
    else {
      await rest.delete(original, { auth: false });
      await add(first, isShared);
    }
    for (const part of rest_) await add(part, isShared);
  }
  return {
    async progress(text) {
      await change({ blocks: [{ kind: 'footer', text }], fallbackText: text });
    },
    async reply(message, { isShared }) {
      await reply(message, isShared).catch((cause: unknown) => {
        throw new AppError('chat/answer-lost', 'Discord did not take the answer; please ask again.', {
          cause,
        });
      });
    },
  };
}

/** Invited before it was started: told as long as the same joining is known again, so that a restart greets nobody twice. */
const LATELY_MS = DELIVERY_MEMORY_MS / 2;

/** Hands over that a server took the bot in, now or lately while it was not running. Call before the client logs in. */
function listenToJoins(
  client: Client,
  clock: Pick<Clock, 'now'>,
  hear: (interaction: Interaction) => void,
): void {
  const greet = (guild: Guild) => {
    const channelId = findGreetingChannel(guild);
    if (!channelId) return;
    hear({
      // A second coming is another one; the same told twice is not.
      id: `discord:joined:${guild.id}:${guild.joinedTimestamp}`,
      address: { platform: 'discord', workspaceId: guild.id, channelId },
      // Who invited it stands in the server's audit log alone, which it may not read.
      asker: NOBODY,
      request: { kind: 'joined' },
      ...createMessageAnswer({ rest: client.rest, channelId, messageId: null, nonce: guild.id }),
    });
  };
  client.on(Events.GuildCreate, greet);
  client.once(Events.ClientReady, ({ guilds }) => {
    for (const guild of guilds.cache.values())
      if (clock.now() - guild.joinedTimestamp < LATELY_MS) greet(guild);
  });
}

/** Where Discord itself greets newcomers, else the first text channel; null where the bot may write in none. */
function findGreetingChannel({ systemChannel, channels, members }: Guild): string | null {
  const texts = channels.cache
    .filter((channel) => channel.type === ChannelType.GuildText)
    .sort((a, b) => a.rawPosition - b.rawPosition);
  const candidates = [...(systemChannel ? [systemChannel] : []), ...texts.values()];
  const needed = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];
  const found = candidates.find(
    (channel) => members.me !== null && channel.permissionsFor(members.me).has(needed),
  );
  return found?.id ?? null;
}
