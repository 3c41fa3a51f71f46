import { AppError, userMessageOf } from '../src/errors.ts';
import type {
  Interaction,
  InteractionHandler,
  InteractionRequest,
  OptionValues,
} from '../src/model/command.ts';
import { BUTTONS, type Message } from '../src/model/message.ts';
import { pressButton } from './buttons.ts';
import { fillSetupForm, greet, setUpChannel } from './channel/set-channel.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { checkRequired, findDefinition, parseCommand } from './parse-command.ts';
import { summariseLinks } from './summary.ts';

type Answer = { message: Message; isShared: boolean };

const notAllowed = (what: string) =>
  new AppError('command/not-allowed', `${what} is for channel managers. Ask one of them.`);

const plain = (text: string): Message => ({
  blocks: [{ kind: 'text', spans: [{ text }] }],
  fallbackText: text,
});

function commandOf(
  request: Extract<InteractionRequest, { kind: 'typed' | 'command' }>,
  commands: readonly Command[],
) {
  const definitions = commands.map((command) => command.definition);
  const { definition, options } =
    request.kind === 'typed'
      ? parseCommand(request.text, definitions)
      : { definition: findDefinition(request.name, definitions), options: request.options };
  const command = commands[definitions.indexOf(definition)];
  if (!command) throw new AppError('command/unknown', `There is no command "${definition.name}".`);
  return { command, options: checkRequired(definition, options) };
}

/** `/feeds add`: the command with its first word, where it takes one. */
function describeRequest({ definition }: Command, options: OptionValues): string {
  const first = definition.options.find((option) => option.takesFirst);
  return [`/${definition.name}`, first && options[first.name]].filter(Boolean).join(' ');
}

/** Null where a form was shown instead of an answer. */
async function press(
  { address, asker, openForm }: Interaction,
  { action, storyId }: Extract<InteractionRequest, { kind: 'button' }>,
  context: CommandContext,
): Promise<Answer | null> {
  if (BUTTONS[action] === 'manager' && !asker.isManager) throw notAllowed('This button');
  if (action !== 'setup')
    return { message: await pressButton({ address, asker, action, storyId }, context), isShared: false };
  if (!openForm) throw new AppError('command/no-form', 'The form is on the page /setup.');
  await openForm(await fillSetupForm({ address, asker }, context));
  return null;
}

/** The one border where a command's faults are caught: every interaction gets exactly one answer. */
export function createInteractionHandler(
  commands: readonly Command[],
  context: CommandContext,
): InteractionHandler {
  const { store, clock, log } = context;

  async function answer(interaction: Interaction): Promise<Answer | null> {
    const { request, address, asker } = interaction;
    // Where nobody is known to have invited it, or nobody who could set it up, the channel is told.
    if (request.kind === 'joined')
      return { message: await greet(address, context), isShared: !asker.isManager };
    if (request.kind === 'button') return press(interaction, request, context);
    if (request.kind === 'setup') {
      if (!asker.isManager) throw notAllowed('Setting up a channel');
      const { values } = request;
      return { message: await setUpChannel({ address, asker, values }, context), isShared: false };
    }
    // A sign of life, no part of the answer: that comes all the same.
    const progress = (line: string) =>
      interaction
        .progress(line)
        .catch((error: unknown) => log.warn({ interaction: interaction.id, error }, 'progress not shown'));
    if (request.kind === 'links')
      return { message: await summariseLinks(request.urls, progress, context), isShared: false };
    const { command, options } = commandOf(request, commands);
    const access = command.accessOf?.(options) ?? command.definition.access;
    if (access === 'manager' && !asker.isManager)
      throw new AppError(
        'command/not-allowed',
        `${describeRequest(command, options)} is for channel managers. Ask one of them, or an admin of this server.`,
      );
    const message = await command.run({ options, address, asker, progress }, context);
    return { message, isShared: isShared(options) };
  }

  return async (interaction) => {
    const fields = {
      platform: interaction.address.platform,
      interaction: interaction.id,
      request: interaction.request.kind,
    };
    // Platforms deliver some twice.
    const delivery = `${fields.platform}:${interaction.id}`;
    const answerOnce = async () =>
      (await store.instances.isFirstDelivery(delivery, clock.now())) ? answer(interaction) : null;
    const reply = await answerOnce().catch((error: unknown) => {
      if (!(error instanceof AppError)) log.error({ ...fields, error }, 'command failed');
      else if (!error.code.startsWith('command/')) log.warn({ ...fields, error }, 'command refused');
      return { message: plain(userMessageOf(error)), isShared: false };
    });
    if (reply === null) return;
    await interaction
      .reply(reply.message, { isShared: reply.isShared })
      .catch((error: unknown) => log.error({ ...fields, error }, 'answer could not be delivered'));
  };
}

const isShared = (options: OptionValues) => options.share === true;
