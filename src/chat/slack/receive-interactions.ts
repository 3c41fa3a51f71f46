import {
  App,
  type BlockAction,
  type ButtonAction,
  type MessageShortcut,
  type RespondArguments,
  type types,
} from '@slack/bolt';
import {
  type InteractionHandler,
  NOBODY,
  type Interaction,
  type SetupField,
  type SetupForm,
  type SetupValues,
} from '../../model/command.ts';
import { parseButtonId, ANSWER_POST_ID } from '../button-id.ts';
import type { Intake, Received, ReceivingDeps } from './intake.ts';
import { listenToMessages } from './receive-messages.ts';
import { linksOfSlackMessage, SHORTCUT_ID } from './manifest.ts';
import { typedRequest } from './typed-text.ts';
import { clientOptions, type SlackConnection } from './web-client.ts';
import { SLACK_LIMITS } from '../../../config/chat-limits.ts';
import { AppError } from '../../errors.ts';
import { limitParts, splitMessage } from '../split-message.ts';
import { escapeMrkdwn, fitsSlack, renderSlackMessage } from './render-blocks.ts';
import { clipText } from '../clean-text.ts';
import type { OpenClient } from './workspaces.ts';

/**
 * Hands over commands, buttons, shortcuts and messages to the bot, each acknowledged before anything else.
 * Throws AppError `chat/bad-token` or `chat/unreachable`.
 */
export async function receiveInteractions(
  deps: ReceivingDeps,
  handle: InteractionHandler,
): Promise<{ stop(): Promise<void> }> {
  const { log, whoIs } = deps;
  const inHand = new Set<Promise<void>>();
  const stopping = new AbortController();

  function take({ workspaceId, channelId, userId, ...interaction }: Received): void {
    const who = userId === null ? Promise.resolve(NOBODY) : whoIs(workspaceId, userId);
    const work = who
      .then((asker) =>
        handle({ ...interaction, asker, address: { platform: 'slack', workspaceId, channelId } }),
      )
      .catch((error: unknown) => log.error({ error, interactionId: interaction.id }, 'interaction failed'))
      .finally(() => inHand.delete(work));
    inHand.add(work);
  }

  const app = openApp(deps);
  const intake: Intake = {
    take,
    isStopping: () => stopping.signal.aborted,
    stopping: stopping.signal,
  };
  listen(app, deps, intake);
  listenToMessages(app, deps, intake);
  const close = await deps.door.open();
  return {
    async stop() {
      stopping.abort();
      await Promise.all([close(), ...inHand]);
    },
  };
}

function openApp({ door, connection, log }: ReceivingDeps): App {
  const options = clientOptions(connection);
  const app = new App({
    receiver: door.receiver,
    // Bolt asks this before it lets us acknowledge, so nothing is looked up here: each call of ours opens its client.
    authorize: () => Promise.resolve({}),
    // It would need to know who we are; messages of bots are left out where messages are read.
    ignoreSelf: false,
    convoStore: false,
    clientOptions: options,
    ...(options.logger ? { logger: options.logger } : {}),
  });
  app.error((error) => {
    log.error({ error }, 'slack event failed');
    return Promise.resolve();
  });
  return app;
}

function listen(app: App, deps: ReceivingDeps, intake: Intake): void {
  const { commandName, open } = deps;
  const { take, isStopping } = intake;
  app.command(/.*/, async ({ command, ack, respond }) => {
    // Not acknowledged, so that the person sees that it was not taken.
    if (isStopping()) return;
    await ack();
    take({
      id: `slack:${command.trigger_id}`,
      workspaceId: command.team_id,
      channelId: command.channel_id,
      userId: command.user_id,
      request: { kind: 'typed', text: typedRequest(command.command, command.text, commandName) },
      ...createSlackAnswer(respond, { isButton: false }),
    });
  });
  app.action<BlockAction<ButtonAction>>(/.*/, async ({ action, body, ack, respond }) => {
    if (isStopping()) return;
    await ack();
    const button = parseButtonId(action.value ?? '');
    if (!button) return;
    const [workspaceId, channelId] = [body.team?.id ?? '', body.channel?.id ?? ''];
    const { trigger_id: triggerId, response_url: responseUrl } = body;
    take({
      id: `slack:${triggerId}`,
      workspaceId,
      channelId,
      userId: body.user.id,
      request: { kind: 'button', ...button },
      ...createSlackAnswer(respond, { isButton: true }),
      openForm: (form) =>
        openSetupView(open, { workspaceId, triggerId }, renderSetupView(form, { channelId, responseUrl })),
    });
  });
  app.shortcut<MessageShortcut>(SHORTCUT_ID, async ({ shortcut, ack, respond }) => {
    if (isStopping()) return;
    await ack();
    take({
      id: `slack:${shortcut.trigger_id}`,
      workspaceId: shortcut.team?.id ?? '',
      channelId: shortcut.channel.id,
      userId: shortcut.user.id,
      request: { kind: 'links', urls: linksOfSlackMessage(shortcut.message) },
      // Its response_url "replaces" nothing of the message that it was used on.
      ...createSlackAnswer(respond, { isButton: false }),
    });
  });
  listenToForms(app, deps, intake);
}

function listenToForms(
  app: App,
  { checkSetup, connection }: ReceivingDeps,
  { take, isStopping }: Intake,
): void {
  app.view(SETUP_ID, async ({ view, body, ack }) => {
    if (isStopping()) return;
    const { values, channelId, responseUrl } = readSetupView(view);
    const errors = checkSetup(values);
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    await ack();
    take({
      id: `slack:view:${view.id}`,
      workspaceId: body.team?.id ?? '',
      channelId,
      userId: body.user.id,
      request: { kind: 'setup', values },
      ...createSlackAnswer(answerAt(responseUrl, connection), { isButton: true }),
    });
  });
}

type Respond = (message: RespondArguments) => Promise<unknown>;

/** What Bolt calls `respond`, for an address that was kept. */
function answerAt(url: string, { timeoutMs }: Pick<SlackConnection, 'timeoutMs'>): Respond {
  return async (message) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`Slack answered ${response.status}`);
  };
}

/**
 * A connection that was kept open may be closed by the other side in the moment of its next use. Rather than none, the asker
 * may then see the answer twice.
 */
function isConnectionLost(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET';
}

/**
 * Progress and answer through an interaction's response_url, which takes five messages and no more: progress is
 * shown once, and an answer of more parts than are left says how much it leaves out.
 * `isButton`: "replace" would then replace the post that the button is in, so there is no progress and all is added.
 */
export function createSlackAnswer(
  respond: Respond,
  { isButton }: { isButton: boolean },
): Pick<Interaction, 'progress' | 'reply'> {
  let usesLeft: number = SLACK_LIMITS.responseUrlUses;
  let isProgressShown = false;
  async function send(message: RespondArguments): Promise<unknown> {
    if (usesLeft === 0) throw new Error('the address takes no more messages');
    usesLeft -= 1;
    return respond(message);
  }
  async function use(message: RespondArguments): Promise<void> {
    await send(message)
      .catch((error: unknown) => {
        if (!isConnectionLost(error)) throw error;
        return send(message);
      })
      .catch((cause: unknown) => {
        throw new AppError('chat/answer-lost', 'Slack did not take the answer; please ask again.', { cause });
      });
  }
  return {
    async progress(text) {
      if (isButton || isProgressShown) return;
      await use({ response_type: 'ephemeral', text: escapeMrkdwn(text) });
      isProgressShown = true;
    },
    async reply(message, { isShared }) {
      // What only one person sees cannot be made public: it is taken away instead.
      if (isProgressShown && isShared) await use({ delete_original: true });
      const parts = limitParts(splitMessage(message, fitsSlack), usesLeft);
      for (const [index, part] of parts.entries()) {
        await use({
          ...renderSlackMessage(part, ANSWER_POST_ID),
          response_type: isShared ? 'in_channel' : 'ephemeral',
          replace_original: index === 0 && isProgressShown && !isShared,
          unfurl_links: false,
          unfurl_media: false,
        });
      }
    },
  };
}

/** The modal by which a channel is set up, and its callback id. */
const SETUP_ID = 'setup';

/** Where the form was asked for. A modal knows no channel and cannot be answered, so it carries both. */
type SetupPlace = { channelId: string; responseUrl: string };

/** docs.slack.dev/surfaces/modals: 24 in a title, 75 in an option and its description. */
const LIMITS = { title: 24, option: 75 } as const;

/** Source: docs.slack.dev/reference/views/modal-views. */
function renderSetupView(form: SetupForm, place: SetupPlace): types.ModalView {
  return {
    type: 'modal',
    callback_id: SETUP_ID,
    private_metadata: JSON.stringify(place),
    title: plain(form.title, LIMITS.title),
    submit: plain(form.submitLabel, LIMITS.title),
    close: plain('Cancel', LIMITS.title),
    blocks: form.fields.map((field) => ({
      type: 'input',
      block_id: field.name,
      optional: true,
      label: plain(field.label, LIMITS.option),
      hint: plain(field.hint, LIMITS.option * 2),
      element: field.choices ? renderChoice(field, field.choices) : renderInput(field),
    })),
  };
}

function renderChoice(
  { name, value }: SetupField,
  choices: NonNullable<SetupField['choices']>,
): types.StaticSelect {
  const options = choices.map((choice) => ({
    text: plain(choice.label, LIMITS.option),
    description: plain(choice.says, LIMITS.option),
    value: choice.value,
  }));
  const chosen = options.find((option) => option.value === value);
  return { type: 'static_select', action_id: name, options, ...(chosen && { initial_option: chosen }) };
}

const renderInput = ({ name, value }: SetupField): types.PlainTextInput => ({
  type: 'plain_text_input',
  action_id: name,
  ...(value && { initial_value: value }),
});

const plain = (text: string, maxLength: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clipText(text, maxLength),
  emoji: false,
});

/** What of a sent form is read here. */
type SentView = {
  private_metadata: string;
  state: {
    values: Readonly<
      Record<
        string,
        Readonly<Record<string, { value?: string | null; selected_option?: { value: string } | null }>>
      >
    >;
  };
};

function readSetupView({ private_metadata, state }: SentView): SetupPlace & { values: SetupValues } {
  const valueOf = (name: keyof SetupValues) => {
    const field = state.values[name]?.[name];
    return field?.selected_option?.value ?? field?.value ?? '';
  };
  const place = JSON.parse(private_metadata) as SetupPlace;
  return {
    ...place,
    values: { preset: valueOf('preset'), schedule: valueOf('schedule'), zone: valueOf('zone') },
  };
}

/** Shows the form to whoever pressed a button. Throws AppError `chat/form-late`: Slack waits three seconds for it. */
async function openSetupView(
  open: OpenClient,
  { workspaceId, triggerId }: { workspaceId: string; triggerId: string },
  view: types.ModalView,
): Promise<void> {
  try {
    const client = await open(workspaceId);
    await client?.views.open({ trigger_id: triggerId, view });
  } catch (cause) {
    throw new AppError('chat/form-late', 'Slack did not show the form; press the button again.', { cause });
  }
}
