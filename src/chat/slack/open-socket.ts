import { SocketModeReceiver } from '@slack/bolt';
import { type Clock, MINUTE, SECOND } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import { appTokenFault } from './web-client.ts';
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

type SocketClient = InstanceType<typeof SocketModeReceiver>['client'];

/** Slack's closing handshake is not waited for longer than this. */
const GOODBYE_MS = 2 * SECOND;

type SocketDeps = { client: SocketClient; clock: Clock; log: Logger };

/**
 * Connects, and again whenever Slack closes the connection, which it does every few hours. The SDK's own
 * reconnection is off: it waits five seconds before each attempt, and a refused attempt becomes an unhandled
 * rejection. Rejects when the first connection fails.
 */
async function keepConnected({ client, clock, log }: SocketDeps): Promise<{ close(): Promise<void> }> {
  const closing = new AbortController();
  let isConnecting = false;
  async function reconnect(): Promise<void> {
    if (isConnecting || closing.signal.aborted) return;
    isConnecting = true;
    for (let failures = 0; !closing.signal.aborted; failures++) {
      try {
        await client.start();
        break;
      } catch (error) {
        log.warn({ error, failures }, 'slack connection lost');
        await clock.sleep(Math.min(MINUTE, SECOND * 2 ** Math.min(failures, 6)), closing.signal);
      }
    }
    isConnecting = false;
  }
  await client.start();
  client.on('disconnected', () => void reconnect());
  return {
    async close() {
      closing.abort();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, GOODBYE_MS);
      });
      await Promise.race([client.disconnect(), patience]);
      clearTimeout(timer);
    },
  };
}
