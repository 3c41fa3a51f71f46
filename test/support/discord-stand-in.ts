import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDiscordGateway } from './discord-gateway.ts';
import {
  createDiscordServer,
  type DiscordAnswer,
  type DiscordMessage,
  type DiscordServer,
} from './discord-server.ts';
import { type Answer, createFaults, type Fault, type FaultPlan, readText, send } from './faults.ts';

type Json = Readonly<Record<string, unknown>>;
type Person = { isManager?: boolean; channelId?: string; interactionId?: string };
export type CommandValue = string | number | boolean;

export type DiscordStandIn = {
  /** For `DISCORD_API_URL`. */
  apiUrl: string;
  token: string;
  applicationId: string;
  guildId: string;
  /** A text channel that is there from the start; `addChannel` adds others (`type` 15 is a forum). */
  channelId: string;
  addChannel(id: string, name: string, type?: number): void;
  messages(channelId: string): readonly DiscordMessage[];
  /** Other people write in the channel that is there from the start. */
  addOthersMessages(count: number): void;
  /** Uses a slash command; resolves once the bot acknowledged it. The same `interactionId` is a second delivery. */
  sendCommand(name: string, options: Readonly<Record<string, CommandValue>>, person?: Person): Promise<void>;
  pressButton(messageId: string, customId: string, person?: Person): Promise<void>;
  /** What people got, oldest first, as it stands now. */
  answers(): readonly DiscordAnswer[];
  /** The global commands as they are registered. */
  commands(): readonly Json[];
  /** The next call goes wrong; `method` is one of `MethodName`. */
  failNext(method: MethodName, fault: Fault): void;
  /** Takes the permission Read Message History: channels then read as empty. */
  forbidHistory(): void;
  countCalls(method: MethodName): number;
  close(): Promise<void>;
};

export type MethodName =
  | 'gateway'
  | 'createMessage'
  | 'editMessage'
  | 'readMessages'
  | 'readChannel'
  | 'listCommands'
  | 'registerCommand'
  | 'removeCommand'
  | 'acknowledge'
  | 'answer';

export type DiscordStandInOptions = { faults?: FaultPlan; now?: () => number };

const BOT_TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDA1.stand.in-token';
const MANAGE_CHANNELS = '16';
const CHAT_INPUT = 2;
const BUTTON = 3;

/**
 * A Discord server on loopback: REST, gateway and interactions, for the real SDK. It checks what it gets, against
 * the API description too where that is present, and refuses what Discord refuses.
 */
export async function startDiscordStandIn(options: DiscordStandInOptions = {}): Promise<DiscordStandIn> {
  const faults = createFaults(options.faults);
  const guild = createDiscordServer(options.now ?? Date.now);
  const calls: MethodName[] = [];
  const acknowledged = new Map<string, () => void>();
  const http = createServer((request, response) => {
    void readText(request).then(
      (text) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
        const path = decodeURIComponent(pathname).replace(/^\/api\/v10/, '');
        const body = (text ? JSON.parse(text) : {}) as Json;
        const route = findRoute(guild, gatewayUrl, {
          verb: request.method ?? '',
          path,
          body,
          query: searchParams,
        });
        if (!route) return send(response, guild.refuse(0));
        calls.push(route.method);
        const isOurs = route.isOpen || request.headers.authorization === `Bot ${BOT_TOKEN}`;
        if (!isOurs) return send(response, { status: 401, body: { code: 0, message: '401: Unauthorized' } });
        faults.answer(route, request, response, route.perform, guild.refuse);
        if (route.method === 'acknowledge') acknowledged.get(path.split('/')[2] ?? '')?.();
      },
      () => send(response, { status: 400, body: 'unreadable' }),
    );
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  const { port } = http.address() as AddressInfo;
  const gatewayUrl = () => `ws://127.0.0.1:${port}`;
  const gateway = createDiscordGateway({
    server: http,
    token: BOT_TOKEN,
    applicationId: guild.applicationId,
    url: gatewayUrl,
  });

  function interact(type: number, data: Json, person: Person = {}, extra: Json = {}): Promise<void> {
    const id = person.interactionId ?? guild.nextId();
    const { promise, resolve } = Promise.withResolvers<void>();
    acknowledged.set(id, resolve);
    guild.openInteraction(`token-${id}`);
    const channelId = person.channelId ?? guild.channelId;
    gateway.dispatch('INTERACTION_CREATE', {
      id,
      type,
      data,
      token: `token-${id}`,
      version: 1,
      application_id: guild.applicationId,
      guild_id: guild.guildId,
      channel_id: channelId,
      channel: { id: channelId, type: 0 },
      member: {
        user: { id: '400000000000000009', username: 'reader', global_name: 'A Reader', discriminator: '0' },
        permissions: person.isManager ? MANAGE_CHANNELS : '0',
        roles: [],
        joined_at: '2023-01-01T00:00:00.000Z',
        deaf: false,
        mute: false,
        flags: 0,
      },
      locale: 'en-GB',
      entitlements: [],
      authorizing_integration_owners: {},
      context: 0,
      attachment_size_limit: 10_485_760,
      ...extra,
    });
    return promise;
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token: BOT_TOKEN,
    applicationId: guild.applicationId,
    guildId: guild.guildId,
    channelId: guild.channelId,
    addChannel: guild.addChannel,
    messages: guild.messages,
    answers: guild.answers,
    commands: guild.commands,
    addOthersMessages: (count) => guild.addOthersMessages(count),
    forbidHistory: () => guild.forbidHistory(),
    failNext: (method, fault) => faults.failNext(method, fault),
    countCalls: (method) => calls.filter((name) => name === method).length,
    sendCommand: (name, values, person) =>
      interact(CHAT_INPUT, { id: '1', name, type: 1, options: describeValues(values) }, person),
    pressButton: (messageId, customId, person) => {
      const message = guild.messages(person?.channelId ?? guild.channelId).find(({ id }) => id === messageId);
      if (!JSON.stringify(message?.components ?? '').includes(`"${customId}"`)) {
        throw new Error(`no button ${customId} on message ${messageId}`);
      }
      return interact(BUTTON, { component_type: 2, custom_id: customId }, person, {
        message: {
          id: messageId,
          channel_id: guild.channelId,
          type: 0,
          author: { id: '1', username: 'sitrep' },
        },
      });
    },
    async close() {
      await gateway.close();
      http.closeAllConnections();
      await new Promise((resolve) => {
        http.close(resolve);
      });
    },
  };
}

function describeValues(values: Readonly<Record<string, CommandValue>>) {
  const types: Readonly<Record<string, number>> = { string: 3, boolean: 5, number: 10 };
  return Object.entries(values).map(([name, value]) => ({ name, value, type: types[typeof value] }));
}

type Request = { verb: string; path: string; body: Json; query: URLSearchParams };
type Route = { method: MethodName; channelId: string; perform: () => Answer; isOpen?: boolean };

/** Which call a request is; null for one that this stand-in does not know. */
function findRoute(
  guild: DiscordServer,
  gatewayUrl: () => string,
  { verb, path, body, query }: Request,
): Route | null {
  const [, root = '', id = '', part = '', messageId = ''] = path.split('/');
  const route = (method: MethodName, perform: () => Answer, isOpen = false): Route => ({
    method,
    channelId: root === 'channels' ? id : '',
    perform,
    isOpen,
  });
  if (path === '/gateway/bot') {
    const session_start_limit = { total: 1_000, remaining: 999, reset_after: 0, max_concurrency: 1 };
    return route('gateway', () => ({
      status: 200,
      body: { url: gatewayUrl(), shards: 1, session_start_limit },
    }));
  }
  if (root === 'interactions') return route('acknowledge', () => guild.callback(part, body), true);
  if (root === 'webhooks')
    return route('answer', () => guild.webhook(verb, part, path.split('/')[5], body), true);
  if (root === 'applications') {
    if (verb === 'GET') return route('listCommands', () => ({ status: 200, body: guild.commands() }));
    if (verb === 'POST') return route('registerCommand', () => guild.registerCommand(body));
    return route('removeCommand', () => guild.removeCommand(messageId));
  }
  if (root !== 'channels') return null;
  const channel = guild.findChannel(id);
  if (!channel) return route('readChannel', () => guild.refuse(10003));
  if (part !== 'messages') return route('readChannel', () => guild.describeChannel(channel));
  if (verb === 'POST') return route('createMessage', () => guild.createMessage(channel, body));
  if (verb === 'PATCH') return route('editMessage', () => guild.editMessage(channel, messageId, body));
  return route('readMessages', () => guild.readMessages(channel, query));
}
