import { App, type BlockAction, type ButtonAction, type MessageShortcut } from '@slack/bolt';
import { type InteractionHandler, NOBODY } from '../../model/command.ts';
import { parseButtonId } from '../button-id.ts';
import { answerAt, createSlackAnswer } from './answer-interaction.ts';
import type { Intake, Received, ReceivingDeps } from './intake.ts';
import { listenToMessages } from './receive-messages.ts';
import { openSetupView, readSetupView, renderSetupView, SETUP_ID } from './setup-form.ts';
import { linksOfSlackMessage, SHORTCUT_ID } from './shortcut.ts';
import { typedRequest } from './typed-text.ts';
import { clientOptions } from './web-client.ts';

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
