import { DISCORD_NONCE_WINDOW_MS } from '../../config/chat-limits.ts';
import { checkDiscordMessage, discordText } from './discord-component-check.ts';
import { DIRECT_CHANNEL, guildEvent } from './discord-events.ts';
import { openThread } from './discord-threads.ts';
import { createDiscordRegistry } from './discord-registry.ts';
import { checkDiscordSchema } from './discord-schema.ts';
import type { Answer } from './faults.ts';

type Json = Readonly<Record<string, unknown>>;
export type DiscordMessage = {
  id: string;
  components: unknown;
  nonce: string | null;
  /** What a reader sees. */
  shown: string;
  /** The message that it is a reply to. */
  replyTo: string | null;
};
type Channel = {
  id: string;
  type: number;
  name: string;
  messages: DiscordMessage[];
  lastMessageId: string | null;
};
export type DiscordAnswer = { text: string; isPrivate: boolean; components: unknown };
type AnswerSlot = DiscordAnswer & { id: string; isPending: boolean };

const AUTOCOMPLETE_RESULT = 8;
const MODAL = 9;
const EPHEMERAL = 1 << 6;
const EVERYTHING = (1n << 50n) - 1n;
const EPOCH_MS = 1_420_070_400_000;

export type DiscordServer = ReturnType<typeof createDiscordServer>;

/** The state and the rules of one Discord server (guild); `now` is in epoch ms. */
export function createDiscordServer(now: () => number) {
  const [applicationId, guildId, channelId] = [
    '100000000000000005',
    '200000000000000001',
    '300000000000000011',
  ] as const;
  const channels = new Map<string, Channel>();
  const nonces = new Map<string, { message: DiscordMessage; at: number }>();
  const interactions = new Map<
    string,
    { slots: AnswerSlot[]; isAcknowledged: boolean; choices: readonly string[] }
  >();
  const answers: AnswerSlot[] = [];
  let mayReadHistory = true;
  let permissions = EVERYTHING;
  let mayOpenThreads = true;
  let modal: Json | null = null;
  let ids = 0n;
  const addChannel = (id: string, name: string, type = 0) =>
    void channels.set(id, { id, type, name, messages: [], lastMessageId: null });
  addChannel(channelId, 'news');
  addChannel(DIRECT_CHANNEL, '', 1);

  const ok = (body: unknown): Answer => ({ status: 200, body });
  const done: Answer = { status: 204, body: undefined };
  const STATUS: Readonly<Record<number, number>> = {
    50001: 403,
    50013: 403,
    50035: 400,
    30046: 429,
    40001: 401,
  };
  const refuse = (code: string | number, complaints: readonly string[] = []): Answer => ({
    status: STATUS[Number(code)] ?? 404,
    body: { code: Number(code), message: `refused with ${code}`, complaints },
  });
  const nextId = () => ((BigInt(now() - EPOCH_MS) << 22n) + ++ids).toString();

  const registry = createDiscordRegistry({ applicationId, nextId, refuse });

  function complain(schema: string, body: Json): Answer | null {
    const complaints = [...checkDiscordSchema(schema, body), ...checkDiscordMessage(body)];
    return complaints.length > 0 ? refuse(50035, complaints) : null;
  }

  function createMessage(channel: Channel, body: Json): Answer {
    const refusal = complain('MessageCreateRequest', body);
    if (refusal) return refusal;
    const nonce = typeof body['nonce'] === 'string' ? body['nonce'] : null;
    const earlier = nonces.get(`${channel.id}:${nonce}`);
    if (body['enforce_nonce'] && earlier && now() - earlier.at <= DISCORD_NONCE_WINDOW_MS)
      return ok(earlier.message);
    const { components } = body;
    const reference = body['message_reference'] as { message_id?: string } | undefined;
    const replyTo = reference?.message_id ?? null;
    const message = { id: nextId(), components, nonce, shown: discordText(components), replyTo };
    channel.messages.push(message);
    channel.lastMessageId = message.id;
    if (nonce) nonces.set(`${channel.id}:${nonce}`, { message, at: now() });
    return ok(message);
  }

  function readMessages(channel: Channel, query: URLSearchParams): Answer {
    const after = BigInt(query.get('after') ?? 0);
    const limit = Number(query.get('limit') ?? 50);
    const visible = mayReadHistory ? channel.messages.filter(({ id }) => BigInt(id) > after) : [];
    // With `after` the oldest of them, without it the newest; newest first in either case.
    const page = query.has('after') ? visible.slice(0, limit) : visible.slice(-limit);
    return ok(page.toReversed());
  }

  function editMessage(channel: Channel, id: string, body: Json): Answer {
    const message = channel.messages.find((candidate) => candidate.id === id);
    if (!message) return refuse(10008);
    const refusal = complain('MessageEditRequestPartial', body);
    if (refusal) return refusal;
    message.components = body['components'];
    message.shown = discordText(body['components']);
    return ok(message);
  }

  function callback(interactionToken: string, body: Json): Answer {
    const interaction = interactions.get(interactionToken);
    if (!interaction) return refuse(10062);
    if (interaction.isAcknowledged) return { ...refuse(40060), status: 400 };
    const schemas: Readonly<Record<number, string>> = {
      [AUTOCOMPLETE_RESULT]: 'ApplicationCommandAutocompleteCallbackRequest',
      [MODAL]: 'ModalInteractionCallbackRequest',
    };
    const schema = schemas[Number(body['type'])] ?? 'CreateMessageInteractionCallbackRequest';
    const complaints = checkDiscordSchema(schema, body);
    if (complaints.length > 0) return refuse(50035, complaints);
    interaction.isAcknowledged = true;
    if (body['type'] === AUTOCOMPLETE_RESULT) {
      const { choices } = body['data'] as { choices: { value: string }[] };
      interaction.choices = choices.map(({ value }) => value);
      return done;
    }
    if (body['type'] === MODAL) {
      modal = body['data'] as Json;
      return done;
    }
    const flags = Number((body['data'] as Json | undefined)?.['flags'] ?? 0);
    interaction.slots.push({
      id: '@original',
      text: 'is thinking',
      components: null,
      isPrivate: (flags & EPHEMERAL) !== 0,
      isPending: true,
    });
    return done;
  }

  /** Answers by an interaction's token: `@original` is the acknowledgement. */
  function webhook(
    method: string,
    interactionToken: string,
    messageId: string | undefined,
    body: Json,
  ): Answer {
    const slots = interactions.get(interactionToken)?.slots;
    if (!slots) return refuse(10015);
    const index = slots.findIndex(({ id }) => id === messageId);
    if (method !== 'POST' && index < 0) return refuse(10008);
    if (method === 'DELETE') {
      const [slot] = slots.splice(index, 1);
      if (slot && answers.includes(slot)) answers.splice(answers.indexOf(slot), 1);
      return done;
    }
    const refusal = complain(
      method === 'PATCH' ? 'IncomingWebhookUpdateRequestPartial' : 'MessageCreateRequest',
      body,
    );
    if (refusal) return refusal;
    // The first message after an acknowledgement that still "thinks" takes its place, and its privacy.
    const pending = slots.find(({ isPending }) => isPending);
    const isPrivate = (Number(body['flags']) & EPHEMERAL) !== 0;
    const slot = (method === 'PATCH' ? slots[index] : pending) ?? {
      id: nextId(),
      text: '',
      components: null,
      isPrivate,
      isPending: false,
    };
    Object.assign(slot, {
      text: discordText(body['components']),
      components: body['components'],
      isPending: false,
    });
    if (!slots.includes(slot)) slots.push(slot);
    if (!answers.includes(slot)) answers.push(slot);
    return ok({ id: slot.id });
  }

  return {
    applicationId,
    guildId,
    channelId,
    addChannel,
    nextId,
    refuse,
    createMessage,
    readMessages,
    openThread: (channel: Channel, messageId: string, body: Json): Answer =>
      mayOpenThreads ? openThread(channels, channel, messageId, body) : refuse(50013),
    editMessage,
    callback,
    webhook,
    ...registry,
    findChannel: (id: string) => channels.get(id),
    describeChannel: ({ id, type, name, lastMessageId }: Channel): Answer =>
      ok({ id, type, name, guild_id: guildId, last_message_id: lastMessageId }),
    messages: (id: string): readonly DiscordMessage[] => channels.get(id)?.messages ?? [],
    answers: (): readonly DiscordAnswer[] => answers,
    addOthersMessages(count: number) {
      for (let index = 0; index < count; index++) {
        const shown = `chatter ${index}`;
        const message = { id: nextId(), components: [], nonce: null, shown, replyTo: null };
        channels.get(channelId)?.messages.push(message);
      }
    },
    announce: (joinedAt?: string) => [
      guildEvent(
        { applicationId, guildId },
        [...channels.values()].filter(({ id }) => id !== DIRECT_CHANNEL),
        permissions,
        joinedAt,
      ),
    ],
    /** Its roles, or the bot's membership. */
    readGuild(part: string): Answer {
      const { roles, members } = guildEvent({ applicationId, guildId }, [], permissions);
      return ok(part === 'roles' ? roles : members[0]);
    },
    permissions: () => permissions,
    setPermissions(bits: bigint) {
      permissions = bits;
    },
    forbidThreads() {
      mayOpenThreads = false;
    },
    /** The form that was shown last. */
    modal: () => modal,
    choicesOf: (token: string) => interactions.get(token)?.choices ?? [],
    forbidHistory() {
      mayReadHistory = false;
    },
    openInteraction(token: string) {
      if (!interactions.has(token))
        interactions.set(token, { slots: [], isAcknowledged: false, choices: [] });
    },
  };
}
