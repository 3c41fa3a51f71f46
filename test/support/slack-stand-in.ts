import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackCaller, type Forgery, type SlackCaller } from './slack-caller.ts';
import type { SlackTokens } from './slack-tokens.ts';
import { createSlackSocket } from './slack-socket.ts';
import { createSlackWorkspace, type SlackMessage, type SlackWorkspace } from './slack-workspace.ts';
import { createFaults, type Fault, type FaultPlan, readText, send } from './faults.ts';

export type SlackAnswer = { text: string; isPrivate: boolean; blocks: unknown };
type Person = { userId?: string; channelId?: string; triggerId?: string; teamId?: string };

export type WrittenMessage = {
  text: string;
  isDirect?: boolean;
  userId?: string;
  channelId?: string;
  threadTs?: string;
  /** The same again is a second delivery. */
  ts?: string;
  botId?: string;
  subtype?: string;
};

export type SlackStandIn = {
  /** What HTTP mode's deliveries are signed with. */
  signingSecret: string;
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  teamId: string;
  /** A public channel that is there from the start; `addChannel` adds others. */
  channelId: string;
  adminId: string;
  readerId: string;
  /** In the first workspace, or in another. */
  addChannel(id: string, name: string, teamId?: string): void;
  /** The bot is taken out of a channel. */
  leaveChannel(id: string): void;
  /** Installations of the app. */
  tokens: SlackTokens;
  messages(channelId: string): readonly SlackMessage[];
  /** Types a slash command; resolves once the bot acknowledged it. The same `triggerId` is a second delivery. */
  sendCommand(command: string, text: string, person?: Person): Promise<void>;
  /** Presses a button of a post by its action_id and value; resolves once acknowledged. */
  pressButton(ts: string, value: string, person?: Person): Promise<void>;
  /** What people got through response URLs, oldest first, as it stands now. */
  answers(): readonly SlackAnswer[];
  /** The next call of a Web API method goes wrong. */
  failNext(method: string, fault: Fault): void;
  /** Takes a scope from the app: methods that need it answer `missing_scope`. */
  removeScope(scope: string): void;
  /** How often a Web API method was called. */
  countCalls(method: string): number;
  /** Delivers over HTTP from now on, to an address that checks signatures; null goes back to the socket. */
  callAt(url: string | null): void;
  /** One delivery over HTTP, made wrong or repeated as told. */
  call(type: string, payload: object, forgery?: Forgery): Promise<{ status: number; body: string }>;
  /** Somebody writes where the bot hears it: with a mention in a channel, or directly to the bot. */
  writeMessage(message: WrittenMessage): Promise<void>;
  /** Uses the message shortcut on a message. */
  useShortcut(message: { text: string; [key: string]: unknown }, person?: Person): Promise<void>;
  /** Sends back the form that was opened last, with some fields filled in otherwise; resolves with what is wrong with fields. */
  submitForm(
    changes: Readonly<Record<string, string>>,
    person?: Person,
  ): Promise<Readonly<Record<string, string>>>;
  /** What stands in the form that was opened last. */
  form(): string;
  /** Somebody invites the bot to a channel; null where Slack does not tell who. */
  inviteBot(inviter: string | null): Promise<void>;
  /** An event such as `app_uninstalled`. */
  sendEvent(event: object, eventId?: string, teamId?: string): Promise<void>;
  /** Closes the sockets as Slack does when it moves a connection; resolves when the bot is back. */
  recycleSockets(): Promise<void>;
  close(): Promise<void>;
};

export type SlackStandInOptions = { faults?: FaultPlan; now?: () => number };

/**
 * A Slack workspace on loopback: Web API, Socket Mode and response URLs, for the real SDK. It checks what it gets
 * and refuses what Slack refuses.
 */
export async function startSlackStandIn(options: SlackStandInOptions = {}): Promise<SlackStandIn> {
  const faults = createFaults(options.faults);
  const workspace = createSlackWorkspace(options.now ?? Date.now);
  const calls: string[] = [];
  const server = createServer((request, response) => {
    void readText(request).then(
      (body) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        if (path.startsWith('/response/')) {
          return faults.answer(
            { method: 'respond', channelId: '' },
            request,
            response,
            () => workspace.respond(path.slice('/response/'.length), JSON.parse(body)),
            workspace.refuse,
          );
        }
        const method = path.replace(/^\/api\//, '');
        const form = Object.fromEntries(new URLSearchParams(body));
        const token = request.headers.authorization?.replace(/^Bearer /, '') ?? form['token'] ?? '';
        calls.push(method);
        const call = { method, channelId: form['channel'] ?? '' };
        return faults.answer(
          call,
          request,
          response,
          () => workspace.call(method, form, token),
          workspace.refuse,
        );
      },
      () => send(response, { status: 400, body: 'unreadable' }),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  workspace.socketUrl = `ws://127.0.0.1:${port}/socket`;
  const socket = createSlackSocket(server);
  let caller: SlackCaller | null = null;
  const signingSecret = 'stand-in-signing-secret';
  const deliver = async (type: string, payload: object): Promise<void> => {
    if (!caller) return void (await socket.deliver(type, payload));
    const { status } = await caller.deliver(type, payload);
    if (status !== 200) throw new Error(`not acknowledged: ${status}`);
  };
  let events = 0;
  const sendEvent = (event: object, eventId = `Ev${++events}`, teamId?: string) =>
    deliver('events_api', workspace.wrapEvent(event, eventId, teamId));
  const responseUrl = (id: string) => `http://127.0.0.1:${port}/response/${id}`;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    ...pick(workspace),
    failNext: (method, fault) => faults.failNext(method, fault),
    countCalls: (method) => calls.filter((name) => name === method).length,
    sendCommand: (command, text, person = {}) => {
      const id = workspace.openResponse(null);
      return deliver('slash_commands', {
        command,
        text,
        ...workspace.flatPerson(person),
        response_url: responseUrl(id),
        trigger_id: person.triggerId ?? `trigger-${id}`,
      });
    },
    pressButton: (ts, value, person = {}) => {
      const channelId = person.channelId ?? workspace.channelId;
      const id = workspace.openResponse({ channelId, ts });
      return deliver('interactive', {
        type: 'block_actions',
        actions: [workspace.findButton(channelId, ts, value)],
        ...workspace.nestedPerson(person),
        response_url: responseUrl(id),
        trigger_id: person.triggerId ?? `trigger-${id}`,
      });
    },
    signingSecret,
    tokens: workspace.tokens,
    leaveChannel: (id) => workspace.leaveChannel(id),
    callAt: (url) => {
      caller = url === null ? null : createSlackCaller(url, signingSecret);
    },
    call: (type, payload, forgery) => {
      if (!caller) throw new Error('callAt first');
      return caller.deliver(type, payload, forgery);
    },
    sendEvent,
    submitForm: async (changes, person = {}) => {
      const { channel: _, ...who } = workspace.nestedPerson(person);
      const said = await socket.deliver('interactive', { ...workspace.views.submission(changes), ...who });
      return (said as { errors?: Readonly<Record<string, string>> } | undefined)?.errors ?? {};
    },
    form: () => workspace.views.shown(),
    inviteBot: (inviter) =>
      sendEvent({
        type: 'member_joined_channel',
        user: 'U0BOT',
        channel: workspace.channelId,
        channel_type: 'C',
        team: workspace.teamId,
        event_ts: '1700000000.000300',
        ...(inviter ? { inviter } : {}),
      }),
    writeMessage: (message) => sendEvent(workspace.messageEvent(message)),
    useShortcut: (message, person = {}) => {
      const id = workspace.openResponse(null);
      return deliver('interactive', {
        type: 'message_action',
        callback_id: 'summarise_links',
        message: { type: 'message', ts: '1700000000.000100', ...message },
        message_ts: '1700000000.000100',
        ...workspace.nestedPerson(person),
        response_url: responseUrl(id),
        trigger_id: person.triggerId ?? `trigger-${id}`,
        action_ts: '1700000000.000200',
      });
    },
    recycleSockets: () => socket.recycle(),
    async close() {
      await socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function pick(workspace: SlackWorkspace) {
  const { botToken, appToken, teamId, channelId, adminId, readerId } = workspace;
  const { addChannel, messages, answers, removeScope } = workspace;
  return {
    botToken,
    appToken,
    teamId,
    channelId,
    adminId,
    readerId,
    addChannel,
    messages,
    answers,
    removeScope,
  };
}
