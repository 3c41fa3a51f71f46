import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

type Frame = { op: number; d?: { token?: string } };

export type DiscordGateway = {
  /** Sends an event to the bot. */
  dispatch(type: string, data: unknown): void;
  close(): Promise<void>;
};

export type GatewayOptions = { server: Server; token: string; applicationId: string; url: () => string };

const [DISPATCH, HEARTBEAT, IDENTIFY, HELLO, HEARTBEAT_ACK] = [0, 1, 2, 10, 11];
const AUTHENTICATION_FAILED = 4004;

/** Discord's gateway: hello, identify, ready, heartbeats and events (discord-api-docs, topics: gateway). */
export function createDiscordGateway({ server, token, applicationId, url }: GatewayOptions): DiscordGateway {
  const wss = new WebSocketServer({ server });
  const ready = new Set<WebSocket>();
  let sequence = 0;
  const sendTo = (ws: WebSocket, frame: object) => ws.send(JSON.stringify(frame));
  wss.on('connection', (ws) => {
    sendTo(ws, { op: HELLO, d: { heartbeat_interval: 41_250 } });
    ws.on('close', () => ready.delete(ws));
    ws.on('message', (data) => {
      const { op, d } = JSON.parse((data as Buffer).toString('utf8')) as Frame;
      if (op === HEARTBEAT) sendTo(ws, { op: HEARTBEAT_ACK });
      if (op !== IDENTIFY) return;
      if (d?.token !== token) {
        ws.close(AUTHENTICATION_FAILED);
        return;
      }
      ready.add(ws);
      sendTo(ws, {
        op: DISPATCH,
        s: ++sequence,
        t: 'READY',
        d: {
          v: 10,
          user: { id: applicationId, username: 'sitrep', discriminator: '0' },
          guilds: [],
          session_id: 'session',
          resume_gateway_url: url(),
          application: { id: applicationId, flags: 0 },
        },
      });
    });
  });
  return {
    dispatch(type, data) {
      const ws = [...ready].at(-1);
      if (!ws) throw new Error('the bot is not connected to the gateway');
      sendTo(ws, { op: DISPATCH, s: ++sequence, t: type, d: data });
    },
    async close() {
      for (const client of wss.clients) client.terminate();
      await new Promise((resolve) => {
        wss.close(resolve);
      });
    },
  };
}
