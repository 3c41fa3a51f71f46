import { SLACK_SCOPES } from '../../src/chat/slack/inspect-slack.ts';
import { measureBlocks } from '../../src/chat/slack/render-blocks.ts';
import { SLACK_LIMITS } from '../../config/chat-limits.ts';
import type { Answer } from './faults.ts';
import { createSlackTokens, NEEDED_SCOPES } from './slack-tokens.ts';
import { checkSlackBlocks, hasText, slackText } from './slack-block-check.ts';
import { createSlackViews } from './slack-views.ts';
import { writtenEvent } from './slack-written.ts';
import type { SlackAnswer, WrittenMessage } from './slack-stand-in.ts';

export type SlackMessage = {
  ts: string;
  text: string;
  blocks: readonly Record<string, unknown>[];
  metadata: unknown;
  /** What a reader sees. */
  shown: string;
  /** The message in whose thread it stands. */
  threadTs: string | null;
};
type Channel = {
  id: string;
  teamId: string;
  name: string;
  is_archived: boolean;
  is_member: boolean;
  messages: SlackMessage[];
};
type Form = Readonly<Record<string, string>>;
type Json = Record<string, unknown>;
type Person = { userId?: string; channelId?: string; teamId?: string };
type Response = {
  source: { channelId: string; ts: string } | null;
  uses: number;
  answer: SlackAnswer | null;
};

export type SlackWorkspace = ReturnType<typeof createSlackWorkspace>;

/** The state and the rules of one workspace; `now` is in epoch ms. */
export function createSlackWorkspace(now: () => number) {
  const botToken = 'xoxb-stand-in-token';
  const appToken = 'xapp-stand-in-token';
  const [teamId, channelId, adminId, readerId] = ['T0SITREP', 'C0NEWS', 'U0ADMIN', 'U0READER'] as const;
  const channels = new Map<string, Channel>();
  const scopes = new Set<string>(Object.keys(SLACK_SCOPES));
  const responses = new Map<string, Response>();
  const answers: SlackAnswer[] = [];
  let lastTs = 0;
  const tokens = createSlackTokens({ token: botToken, teamId }, () => [...scopes]);
  const addChannel = (id: string, name: string, team: string = teamId) =>
    void channels.set(id, { id, teamId: team, name, is_archived: false, is_member: true, messages: [] });
  addChannel(channelId, 'news');
  addChannel('D0DIRECT', 'directmessage');

  const ok = (body: object): Answer => ({ status: 200, body: { ok: true, ...body } });
  const refuse = (error: string | number, messages?: readonly string[]): Answer => ({
    status: 200,
    body: { ok: false, error, ...(messages ? { response_metadata: { messages } } : {}) },
  });

  const views = createSlackViews(refuse);

  function nextTs(): string {
    lastTs = Math.max(lastTs + 1, now() * 1_000);
    return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`;
  }

  /** A message as Slack takes it, or its refusal. */
  function readContent(form: Form): Omit<SlackMessage, 'ts' | 'threadTs'> | Answer {
    const blocks = JSON.parse(form['blocks'] ?? '[]') as Record<string, unknown>[];
    const errors = checkSlackBlocks(blocks).map((error) => `[ERROR] ${error}`);
    if (errors.length > 0) return refuse('invalid_blocks', errors);
    if (measureBlocks(blocks) > SLACK_LIMITS.allBlocksText) return refuse('msg_blocks_too_long');
    if (!hasText(form['text'])) return refuse('no_text');
    if ((form['text'] ?? '').length > SLACK_LIMITS.messageText) return refuse('msg_too_long');
    if (/<[!@#]/.test(form['text'] ?? '')) return refuse('would_mention');
    const metadata = form['metadata'] ? (JSON.parse(form['metadata']) as unknown) : null;
    return { text: form['text'] ?? '', blocks, metadata, shown: slackText(blocks) || (form['text'] ?? '') };
  }
  const isRefusal = (value: object): value is Answer => 'status' in value;

  function readPage(form: Form, channel: Channel, isIn: (message: SlackMessage) => boolean): Answer {
    const limit = Number(form['limit'] ?? 100);
    const since = channel.messages
      .filter(isIn)
      .filter(({ ts }) => Number(ts) >= Number(form['oldest'] ?? 0))
      .toReversed();
    const start = Number(form['cursor'] ?? 0);
    const page = since.slice(start, start + limit);
    const more = start + limit < since.length ? String(start + limit) : '';
    const shown =
      form['include_all_metadata'] === 'true' ? page : page.map(({ ts, blocks }) => ({ ts, blocks }));
    return ok({ messages: shown, response_metadata: { next_cursor: more } });
  }

  const methods: Readonly<Record<string, (form: Form, channel: Channel) => Answer>> = {
    'chat.postMessage': (form, channel) => {
      if (form['unfurl_links'] !== 'false' || form['unfurl_media'] !== 'false') return refuse('would_unfurl');
      const content = readContent(form);
      if (isRefusal(content)) return content;
      const message = { ts: nextTs(), threadTs: form['thread_ts'] ?? null, ...content };
      channel.messages.push(message);
      return ok({ channel: channel.id, ts: message.ts });
    },
    'chat.postEphemeral': (form) => {
      const content = readContent(form);
      if (isRefusal(content)) return content;
      answers.push({ text: content.shown, isPrivate: true, blocks: content.blocks });
      return ok({ message_ts: nextTs() });
    },
    'chat.update': (form, channel) => {
      const index = channel.messages.findIndex(({ ts }) => ts === form['ts']);
      if (index < 0) return refuse('message_not_found');
      const content = readContent(form);
      if (isRefusal(content)) return content;
      channel.messages[index] = { ...(channel.messages[index] as SlackMessage), ...content };
      return ok({ channel: channel.id, ts: form['ts'] });
    },
    'conversations.replies': (form, channel) =>
      readPage(form, channel, ({ ts, threadTs }) => [ts, threadTs].includes(form['ts'] ?? '')),
    'conversations.history': (form, channel) => readPage(form, channel, ({ threadTs }) => threadTs === null),
    'conversations.info': (_, { messages: __, ...channel }) => ok({ channel }),
  };

  function call(method: string, form: Form, token: string): Answer {
    const isApp = method === 'apps.connections.open';
    if (method === 'oauth.v2.access') return tokens.exchange(form);
    const team = tokens.teamOf(token);
    if (isApp ? token !== appToken : !team) return refuse(token ? 'invalid_auth' : 'not_authed');
    const scope = NEEDED_SCOPES[method];
    if (scope && !scopes.has(scope)) return refuse('missing_scope');
    if (isApp) return ok({ url: workspace.socketUrl });
    if (method === 'auth.test')
      return {
        ...ok({ team_id: team, user_id: 'U0BOT', bot_id: 'B0BOT' }),
        headers: { 'x-oauth-scopes': [...scopes].join(',') },
      };
    if (method === 'users.info') {
      const id = form['user'] ?? '';
      return ok({ user: { id, name: id.toLowerCase(), tz: 'Africa/Nairobi', is_admin: id === adminId } });
    }
    if (method === 'views.open') return views.open(form);
    const channel = channels.get(form['channel'] ?? '');
    if (!methods[method]) return refuse('unknown_method');
    if (!channel || channel.teamId !== team) return refuse('channel_not_found');
    return methods[method](form, channel);
  }

  function respond(id: string, body: Record<string, unknown>): Answer {
    const response = responses.get(id);
    if (!response || response.uses >= SLACK_LIMITS.responseUrlUses) return { status: 404, body: 'used_url' };
    const errors = checkSlackBlocks(body['blocks'] ?? []);
    if (errors.length > 0) return { status: 400, body: 'invalid_blocks' };
    // What a notification and a screen reader say: Slack would read out a part of the blocks, or nothing.
    if (!body['delete_original'] && !hasText(body['text'])) return { status: 400, body: 'no_text' };
    response.uses += 1;
    if (body['replace_original'] && !response.answer && !response.source)
      return { status: 404, body: 'no_original' };
    const replaced = response.answer ? answers.indexOf(response.answer) : -1;
    if ((body['replace_original'] || body['delete_original']) && response.source) {
      const { channelId: at, ts } = response.source;
      const found = channels.get(at)?.messages.find((message) => message.ts === ts);
      if (found) found.shown = 'REPLACED BY AN ANSWER';
    } else if (replaced >= 0 && (body['replace_original'] || body['delete_original']))
      answers.splice(replaced, 1);
    if (body['delete_original']) return { status: 200, body: 'ok' };
    response.answer = {
      text: slackText(body['blocks']) || (typeof body['text'] === 'string' ? body['text'] : ''),
      isPrivate: body['response_type'] !== 'in_channel',
      blocks: body['blocks'],
    };
    answers.push(response.answer);
    return { status: 200, body: 'ok' };
  }

  const workspace = {
    botToken,
    appToken,
    teamId,
    channelId,
    adminId,
    readerId,
    socketUrl: '',
    addChannel,
    refuse,
    call,
    respond,
    tokens,
    views,
    /** The bot was taken out of a channel. */
    leaveChannel(id: string) {
      const channel = channels.get(id);
      if (channel) channel.is_member = false;
    },
    messages: (id: string): readonly SlackMessage[] => channels.get(id)?.messages ?? [],
    answers: (): readonly SlackAnswer[] => answers,
    removeScope: (scope: string) => void scopes.delete(scope),
    openResponse(source: Response['source']): string {
      const id = String(responses.size + 1);
      responses.set(id, { source, uses: 0, answer: null });
      return id;
    },
    flatPerson: (person: Person) => ({
      team_id: person.teamId ?? teamId,
      channel_id: person.channelId ?? channelId,
      user_id: person.userId ?? readerId,
    }),
    nestedPerson: (person: Person) => ({
      team: { id: teamId },
      channel: { id: person.channelId ?? channelId },
      user: { id: person.userId ?? readerId, team_id: teamId },
    }),
    wrapEvent: (event: object, eventId: string, team: string = teamId) => ({
      token: 'unused',
      team_id: team,
      api_app_id: 'A0SITREP',
      event,
      type: 'event_callback',
      event_id: eventId,
      event_time: Math.floor(now() / 1_000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team,
          user_id: 'U0BOT',
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
    }),
    messageEvent: (message: WrittenMessage) =>
      writtenEvent({ channelId, userId: readerId, ts: nextTs() }, message),
    findButton(id: string, ts: string, value: string) {
      // Under the post, or under an answer that a button of it brought.
      const message = channels.get(id)?.messages.find((candidate) => candidate.ts === ts);
      const shown = [message?.blocks ?? [], ...answers.map(({ blocks }) => blocks)] as Json[][];
      const elements = shown
        .flat()
        .flatMap((block) => (block['type'] === 'actions' ? block['elements'] : []));
      const button = (elements as Json[]).find((candidate) => candidate['value'] === value);
      if (!button) throw new Error(`no button ${value} on message ${ts}`);
      return { ...button, block_id: 'b', action_ts: ts };
    },
  };
  return workspace;
}
