import type { DiscordServer } from './discord-server.ts';
import type { Answer } from './faults.ts';

type Json = Readonly<Record<string, unknown>>;

export type MethodName =
  | 'gateway'
  | 'typing'
  | 'identify'
  | 'readGuild'
  | 'createMessage'
  | 'editMessage'
  | 'openThread'
  | 'readMessages'
  | 'readChannel'
  | 'listCommands'
  | 'registerCommand'
  | 'removeCommand'
  | 'acknowledge'
  | 'answer';

type Request = { verb: string; path: string; body: Json; query: URLSearchParams };
type Route = { method: MethodName; channelId: string; perform: () => Answer; isOpen?: boolean };

/** Which call a request is; null for one that this stand-in does not know. */
export function findRoute(
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
    const session_start_limit = { total: 1_000, remaining: 999, reset_after: 0, max_concurrency: 16 };
    return route('gateway', () => ({
      status: 200,
      body: { url: gatewayUrl(), shards: 2, session_start_limit },
    }));
  }
  if (root === 'interactions') return route('acknowledge', () => guild.callback(part, body), true);
  if (root === 'webhooks')
    return route('answer', () => guild.webhook(verb, part, path.split('/')[5], body), true);
  if (path === '/applications/@me' || path === '/users/@me')
    return route('identify', () => ({ status: 200, body: { id: guild.applicationId, username: 'sitrep' } }));
  if (root === 'guilds') return route('readGuild', () => guild.readGuild(part));
  if (root === 'applications') {
    if (verb === 'GET') return route('listCommands', () => ({ status: 200, body: guild.commands() }));
    if (verb === 'POST') return route('registerCommand', () => guild.registerCommand(body));
    return route('removeCommand', () => guild.removeCommand(messageId));
  }
  if (root !== 'channels') return null;
  const channel = guild.findChannel(id);
  if (!channel) return route('readChannel', () => guild.refuse(10003));
  if (part === 'typing') return route('typing', () => ({ status: 204, body: undefined }));
  if (part === 'messages' && verb === 'POST' && path.endsWith('/threads'))
    return route('openThread', () => guild.openThread(channel, messageId, body));
  if (part !== 'messages') return route('readChannel', () => guild.describeChannel(channel));
  if (verb === 'POST') return route('createMessage', () => guild.createMessage(channel, body));
  if (verb === 'PATCH') return route('editMessage', () => guild.editMessage(channel, messageId, body));
  return route('readMessages', () => guild.readMessages(channel, query));
}
