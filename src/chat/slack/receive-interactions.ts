import { App, type BlockAction, type ButtonAction, SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Asker, Interaction, InteractionHandler } from '../../model/command.ts';
import { parseButtonId } from '../button-id.ts';
import { createSlackAnswer } from './answer-interaction.ts';
import { keepConnected } from './keep-connected.ts';
import { connectFault, type SlackIdentity } from './know-workspace.ts';
import { typedRequest } from './typed-text.ts';
import { clientOptions, type SlackConnection } from './web-client.ts';

export type ReceivingDeps = {
  botToken: string;
  appToken: string;
  commandName: string;
  connection: SlackConnection;
  identity: SlackIdentity;
  whoIs: (userId: string) => Promise<Asker>;
  clock: Clock;
  log: Logger;
};

type Received = Pick<Interaction, 'id' | 'request' | 'progress' | 'reply'> & {
  workspaceId: string;
  channelId: string;
  userId: string;
};

/**
 * Opens Socket Mode and hands over commands and buttons, each acknowledged before anything else.
 * Throws AppError `chat/bad-token` or `chat/unreachable`.
 */
export async function receiveInteractions(
  deps: ReceivingDeps,
  handle: InteractionHandler,
): Promise<{ stop(): Promise<void> }> {
  const { log, whoIs } = deps;
  const inHand = new Set<Promise<void>>();
  let isStopping = false;

  function take({ workspaceId, channelId, userId, ...interaction }: Received): void {
    const work = whoIs(userId)
      .then((asker) =>
        handle({ ...interaction, asker, address: { platform: 'slack', workspaceId, channelId } }),
      )
      .catch((error: unknown) => log.error({ error, interactionId: interaction.id }, 'interaction failed'))
      .finally(() => inHand.delete(work));
    inHand.add(work);
  }

  const receiver = openReceiver(deps);
  listen(openApp(deps, receiver), deps, take, () => isStopping);
  const socket = await keepConnected({ client: receiver.client, clock: deps.clock, log }).catch(
    (error: unknown) => {
      throw connectFault(
        error,
        'SLACK_APP_TOKEN',
        'It is the token that starts with xapp-, with the scope connections:write, on the page "Basic Information".',
      );
    },
  );
  return {
    async stop() {
      isStopping = true;
      await Promise.all([socket.close(), ...inHand]);
    },
  };
}

function openReceiver({ appToken, connection }: ReceivingDeps): SocketModeReceiver {
  const options = clientOptions(connection);
  return new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: options },
    ...(options.logger ? { logger: options.logger } : {}),
    customPropertiesExtractor: ({ envelope_id }: { envelope_id?: string }) => ({ envelopeId: envelope_id }),
  });
}

function openApp({ botToken, identity, connection, log }: ReceivingDeps, receiver: SocketModeReceiver): App {
  const { botId, botUserId } = identity;
  const options = clientOptions(connection);
  const app = new App({
    receiver,
    // Who we are is known already: left to itself Bolt asks again.
    authorize: () => Promise.resolve({ botToken, botId, botUserId }),
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

function listen(
  app: App,
  { commandName }: ReceivingDeps,
  take: (received: Received) => void,
  isStopping: () => boolean,
): void {
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
  app.action<BlockAction<ButtonAction>>(/^(evidence|more)$/, async ({ action, body, ack, respond }) => {
    if (isStopping()) return;
    await ack();
    const button = parseButtonId(action.value ?? '');
    if (!button) return;
    take({
      id: `slack:${body.trigger_id}`,
      workspaceId: body.team?.id ?? '',
      channelId: body.channel?.id ?? '',
      userId: body.user.id,
      request: { kind: 'button', ...button },
      ...createSlackAnswer(respond, { isButton: true }),
    });
  });
}
