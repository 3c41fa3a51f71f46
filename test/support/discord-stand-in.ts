import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { submissionOf } from './discord-modals.ts';
import { DIRECT_CHANNEL, guildEvent, memberOf, messageEvent, type WrittenMessage } from './discord-events.ts';
import { createDiscordGateway } from './discord-gateway.ts';
import { createDiscordServer, type DiscordAnswer, type DiscordMessage } from './discord-server.ts';
import { findRoute, type MethodName } from './discord-routes.ts';
import { createFaults, type Fault, type FaultPlan, readText, send } from './faults.ts';

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
  /** Uses the entry "Summarise links" in a message's menu. */
  useShortcut(message: Json, person?: Person): Promise<void>;
  /** Types into an option of a command; resolves with what is offered. */
  type(
    name: string,
    option: { name: string; value: string },
    options?: Readonly<Record<string, CommandValue>>,
  ): Promise<readonly string[]>;
  /** Somebody writes; resolves at once. */
  writeMessage(message: WrittenMessage): void;
  /** What the bot may do everywhere, as Discord's permission bits. */
  setPermissions(bits: bigint): void;
  /** The gateway connections that are there, by shard. */
  shards(): readonly number[];
  pressButton(messageId: string, customId: string, person?: Person): Promise<void>;
  /** Sends back the form that was shown last, with some fields filled in otherwise. */
  submitForm(changes: Readonly<Record<string, string>>, person?: Person): Promise<void>;
  /** What stands in the form that was shown last. */
  form(): string;
  /** A further server takes the bot in, which has these channels, at an instant (ISO 8601). */
  /** When the bot joined the server that it is on from the start; tell it before the bot connects. */
  joinedAt(instant: string): void;
  joinServer(guildId: string, channelIds: readonly string[], joinedAt: string): void;
  /** What people got, oldest first, as it stands now. */
  answers(): readonly DiscordAnswer[];
  /** The global commands as they are registered. */
  commands(): readonly Json[];
  /** The next call goes wrong; `method` is one of `MethodName`. */
  failNext(method: MethodName, fault: Fault): void;
  /** Takes the permission Read Message History: channels then read as empty. */
  forbidHistory(): void;
  /** The bot may open no threads any more. */
  forbidThreads(): void;
  countCalls(method: MethodName): number;
  close(): Promise<void>;
};

export type DiscordStandInOptions = { faults?: FaultPlan; now?: () => number };

const BOT_TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDA1.stand.in-token';
const CHAT_INPUT = 2;
const BUTTON = 3;
const AUTOCOMPLETE = 4;
const MODAL_SUBMIT = 5;

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
  let joined: string | undefined;
  const gateway = createDiscordGateway({
    server: http,
    token: BOT_TOKEN,
    applicationId: guild.applicationId,
    url: gatewayUrl,
    guilds: () => guild.announce(joined),
  });

  function interact(type: number, data: Json, person: Person = {}, extra: Json = {}): Promise<void> {
    const id = person.interactionId ?? guild.nextId();
    const { promise, resolve } = Promise.withResolvers<void>();
    acknowledged.set(id, resolve);
    guild.openInteraction(`token-${id}`);
    const channelId = person.channelId ?? guild.channelId;
    const event = {
      id,
      type,
      data,
      token: `token-${id}`,
      version: 1,
      application_id: guild.applicationId,
      guild_id: guild.guildId,
      channel_id: channelId,
      channel: { id: channelId, type: 0 },
      member: memberOf(person.isManager === true),
      locale: 'en-GB',
      entitlements: [],
      authorizing_integration_owners: {},
      context: 0,
      attachment_size_limit: 10_485_760,
      ...extra,
    };
    gateway.dispatch('INTERACTION_CREATE', event, guild.guildId);
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
    forbidThreads: () => guild.forbidThreads(),
    failNext: (method, fault) => faults.failNext(method, fault),
    countCalls: (method) => calls.filter((name) => name === method).length,
    sendCommand: (name, values, person) =>
      interact(CHAT_INPUT, { id: '1', name, type: 1, options: describeValues(values) }, person),
    useShortcut: (message, person) => {
      const id = guild.nextId();
      const target = {
        ...messageEvent(guild, { id, content: '', channelId: guild.channelId }),
        ...message,
        id,
      };
      const resolved = { messages: { [id]: target } };
      return interact(
        CHAT_INPUT,
        { id: '2', name: 'Summarise links', type: 3, target_id: id, resolved },
        person,
      );
    },
    async type(name, option, others = {}) {
      const id = guild.nextId();
      const typed = { ...option, type: 3, focused: true };
      const data = { id: '1', name, type: 1, options: [...describeValues(others), typed] };
      await interact(AUTOCOMPLETE, data, { interactionId: id });
      return guild.choicesOf(`token-${id}`);
    },
    writeMessage: (message) => {
      const channelId = message.channelId ?? (message.isDirect ? DIRECT_CHANNEL : guild.channelId);
      const event = messageEvent(guild, { ...message, channelId, id: message.id ?? guild.nextId() });
      gateway.dispatch('MESSAGE_CREATE', event, message.isDirect ? null : guild.guildId);
    },
    setPermissions: (bits) => guild.setPermissions(bits),
    shards: () => gateway.shards(),
    pressButton: (messageId, customId, person) => {
      const message = guild.messages(person?.channelId ?? guild.channelId).find(({ id }) => id === messageId);
      // Under the post, or under an answer that a button of it brought.
      const shown = [message?.components, guild.answers().map(({ components }) => components)];
      if (!JSON.stringify(shown).includes(`"${customId}"`)) {
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
    submitForm: (changes, person) =>
      interact(MODAL_SUBMIT, submissionOf(guild.modal() ?? {}, changes), person),
    form: () => JSON.stringify(guild.modal()),
    joinedAt: (instant) => {
      joined = instant;
    },
    joinServer: (id, channelIds, joinedAt) => {
      for (const channelId of channelIds) guild.addChannel(channelId, 'general');
      const channels = channelIds.map((channelId) => ({ id: channelId, type: 0, name: 'general' }));
      const { applicationId } = guild;
      const event = guildEvent({ applicationId, guildId: id }, channels, guild.permissions());
      gateway.dispatch('GUILD_CREATE', { ...event, joined_at: joinedAt }, id);
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
