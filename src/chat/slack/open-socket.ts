import { SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import { keepConnected } from './keep-connected.ts';
import { appTokenFault } from './know-workspace.ts';
import type { Door } from './intake.ts';
import { clientOptions, type SlackConnection } from './web-client.ts';

type SocketOptions = { appToken: string; connection: SlackConnection; clock: Clock; log: Logger };

/** Socket Mode: we connect to Slack, so that nothing of ours has to be reachable. */
export function openSocket({ appToken, connection, clock, log }: SocketOptions): Door {
  const options = clientOptions(connection);
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: options },
    ...(options.logger ? { logger: options.logger } : {}),
    customPropertiesExtractor: ({ envelope_id }: { envelope_id?: string }) => ({ envelopeId: envelope_id }),
  });
  return {
    receiver,
    async open() {
      const socket = await keepConnected({ client: receiver.client, clock, log }).catch((error: unknown) => {
        throw appTokenFault(error);
      });
      return () => socket.close();
    },
  };
}
