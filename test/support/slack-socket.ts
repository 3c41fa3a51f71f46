import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

export type SlackSocket = {
  /** Sends an envelope over one connection; resolves when the bot acknowledged it, with what it said by that. */
  deliver(type: string, payload: unknown): Promise<unknown>;
  /** Asks the bot to connect anew, as Slack does; resolves when it has. */
  recycle(): Promise<void>;
  close(): Promise<void>;
};

/** Socket Mode: hello, envelopes, acknowledgements, and the disconnect that Slack sends now and then. */
export function createSlackSocket(server: Server): SlackSocket {
  const wss = new WebSocketServer({ server, path: '/socket' });
  const waiting = new Map<string, (payload: unknown) => void>();
  let arrived = Promise.withResolvers<void>();
  let envelopes = 0;
  wss.on('connection', (ws) => {
    ws.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse((data as Buffer).toString('utf8')) as {
        envelope_id: string;
        payload?: unknown;
      };
      waiting.get(envelope_id)?.(payload);
      waiting.delete(envelope_id);
    });
    ws.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0SITREP' } }));
    arrived.resolve();
  });
  const openSocket = (): WebSocket => {
    const ws = [...wss.clients].findLast(({ readyState }) => readyState === 1);
    if (!ws) throw new Error('the bot is not connected to Socket Mode');
    return ws;
  };
  return {
    deliver(type, payload) {
      const acknowledged = Promise.withResolvers<unknown>();
      const envelope_id = `envelope-${++envelopes}`;
      waiting.set(envelope_id, acknowledged.resolve);
      openSocket().send(JSON.stringify({ type, envelope_id, accepts_response_payload: true, payload }));
      return acknowledged.promise;
    },
    recycle() {
      arrived = Promise.withResolvers<void>();
      openSocket().send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      return arrived.promise;
    },
    async close() {
      for (const client of wss.clients) client.terminate();
      await new Promise((resolve) => {
        wss.close(resolve);
      });
    },
  };
}
