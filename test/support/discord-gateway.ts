import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

type Frame = { op: number; d?: { token?: string; intents?: number; shard?: [number, number] } };

export type DiscordGateway = {
  /** Sends an event to the bot, over the connection that a server's events come by. */
  dispatch(type: string, data: unknown, guildId?: string | null): void;
  /** The shards that are connected. */
  shards(): readonly number[];
  close(): Promise<void>;
};

export type GatewayOptions = {
  server: Server;
  token: string;
  applicationId: string;
  url: () => string;
  /** The servers that the bot is on, as GUILD_CREATE tells them; each is announced to the shard that it falls to. */
  guilds: () => readonly { id: string }[];
};

/** Intents that Discord gives to any bot: all but members, presences and message content. */
const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15);
const DISALLOWED_INTENTS = 4014;

const [DISPATCH, HEARTBEAT, IDENTIFY, HELLO, HEARTBEAT_ACK] = [0, 1, 2, 10, 11];
const AUTHENTICATION_FAILED = 4004;

type Connection = { intents: number; shardId: number; shardCount: number };
const [GUILD_MESSAGES, DIRECT_MESSAGES] = [1 << 9, 1 << 12];

/** Which shard a server falls to (topics: gateway, sharding). */
const shardOf = (guildId: string, count: number) => Number((BigInt(guildId) >> 22n) % BigInt(count));

/** Discord's gateway: hello, identify, ready, heartbeats and events (discord-api-docs, topics: gateway). */
export function createDiscordGateway(options: GatewayOptions): DiscordGateway {
  const { server, token, applicationId, url } = options;
  const wss = new WebSocketServer({ server });
  const ready = new Map<WebSocket, Connection>();
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
      if ((d.intents ?? 0) & PRIVILEGED_INTENTS) {
        ws.close(DISALLOWED_INTENTS);
        return;
      }
      const [shardId, shardCount] = d.shard ?? [0, 1];
      ready.set(ws, { intents: d.intents ?? 0, shardId, shardCount });
      const guilds = options.guilds().filter(({ id }) => shardOf(id, shardCount) === shardId);
      sendTo(ws, {
        op: DISPATCH,
        s: ++sequence,
        t: 'READY',
        d: {
          v: 10,
          user: { id: applicationId, username: 'sitrep', discriminator: '0' },
          shard: [shardId, shardCount],
          guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
          session_id: 'session',
          resume_gateway_url: url(),
          application: { id: applicationId, flags: 0 },
        },
      });
      for (const guild of guilds) sendTo(ws, { op: DISPATCH, s: ++sequence, t: 'GUILD_CREATE', d: guild });
    });
  });
  return {
    shards: () => [...ready.values()].map(({ shardId }) => shardId).sort((a, b) => a - b),
    dispatch(type, data, guildId = null) {
      const [ws] =
        [...ready].findLast(([, { shardId, shardCount }]) =>
          guildId === null ? shardId === 0 : shardOf(guildId, shardCount) === shardId,
        ) ?? [];
      if (!ws) throw new Error('the bot is not connected to the gateway');
      const intent = guildId === null ? DIRECT_MESSAGES : GUILD_MESSAGES;
      if (type === 'MESSAGE_CREATE' && !((ready.get(ws)?.intents ?? 0) & intent)) return;
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
