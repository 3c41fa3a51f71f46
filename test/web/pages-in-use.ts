import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { createLocalChat, type LocalChat, localAddress } from '../../src/chat/local/create-local-chat.ts';
import type { Clock } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import type { CommandDefinition } from '../../src/model/command.ts';
import type { Message } from '../../src/model/message.ts';
import type { Post } from '../../src/model/post.ts';
import type { PageServices } from '../../src/web/page-services.ts';
import { type PageSettings, servePages } from '../../src/web/serve-pages.ts';
import { plain } from '../contracts/chat-harness.ts';

export const NOW = Date.UTC(2023, 8, 5, 5, 30);

/** A clock that stands still until it is moved; sleepers wake when their time has come. */
export function standingClock(start = NOW) {
  let now = start;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const clock: Clock = {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { at: now + ms, wake: done };
        function done() {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', done);
          resolve();
        }
        if (signal?.aborted) return resolve();
        signal?.addEventListener('abort', done, { once: true });
        sleepers.add(sleeper);
      }),
  };
  const moveOn = (ms: number) => {
    now += ms;
    for (const sleeper of sleepers) if (sleeper.at <= now) sleeper.wake();
  };
  return { clock, moveOn, sleeping: () => sleepers.size };
}

export const COMMANDS: readonly CommandDefinition[] = [
  {
    name: 'digest',
    description: 'What matters now',
    options: [
      { name: 'topic', description: 'A topic', type: 'text', isRequired: false, takesRest: true },
      { name: 'since', description: 'How far back', type: 'text', isRequired: false },
      { name: 'share', description: 'For everybody', type: 'boolean', isRequired: false },
    ],
    access: 'reader',
    examples: ['/digest grain since:24h'],
  },
  {
    name: 'summary',
    description: 'Three bullets for a link',
    options: [{ name: 'link', description: 'The link', type: 'text', isRequired: true, takesRest: true }],
    access: 'reader',
    examples: ['/summary https://news.example/dam'],
  },
  { name: 'help', description: 'What can be asked', options: [], access: 'reader', examples: ['/help'] },
];

export function makePost(id: string, message: Message, sentAt: number): Post {
  return {
    id,
    channelId: 'channel',
    digestId: null,
    part: 1,
    message,
    storyIds: [],
    replyTo: null,
    state: 'sent',
    stateReason: null,
    externalId: id,
    createdAt: sentAt,
    attemptedAt: sentAt,
    attempts: 1,
    notBefore: 0,
    sentAt,
  };
}

export type PagesInUse = {
  url: string;
  port: number;
  local: LocalChat;
  /** The stored posts, newest first. */
  rows: Post[];
  moveOn(ms: number): void;
  sleeping(): number;
  /** Sends a post through the chat, without storing its row. */
  post(postId: string, message: Message): Promise<void>;
  edit(postId: string, message: Message): Promise<void>;
  close(): Promise<void>;
};

/** Pages on a free loopback port, with a handler that answers what it was asked. */
export async function openPages(
  changes: Partial<PageSettings> = {},
  services: Partial<PageServices> = {},
): Promise<PagesInUse> {
  const { clock, moveOn, sleeping } = standingClock();
  const rows: Post[] = [];
  let count = 0;
  const local = createLocalChat({ clock, log: silentLogger, newId: () => `id${++count}` });
  await local.start(async (interaction) => {
    const { request: asked } = interaction;
    await interaction.progress('Looking it up');
    const text = asked.kind === 'typed' ? `You asked: ${asked.text}` : `Pressed ${JSON.stringify(asked)}`;
    await interaction.reply(plain(text), { isShared: text.endsWith('share:true') });
  });
  const pages = await servePages({
    host: '127.0.0.1',
    port: 0,
    token: null,
    publicUrl: null,
    local,
    callbacks: [],
    clock,
    log: silentLogger,
    services: {
      channel: async () => ({ name: 'world', timeZone: 'Africa/Johannesburg' }),
      listSent: async (limit) => rows.slice(0, limit),
      status: async () => plain('All feeds answer.'),
      feeds: async () => [],
      exportFeeds: async () => '<opml/>',
      health: async () => ({ ok: true, feeds: 20 }),
      metrics: async () => 'sitrep_posts_total 3\n',
      archive: {
        channels: async () => [],
        pageOf: async () => null,
        digest: async () => null,
        story: async () => null,
        feedToken: async () => '',
        replaceFeedToken: async () => {},
        feed: async () => null,
      },
      spend: async () => ({
        timeZone: 'Africa/Johannesburg',
        days: [],
        monthUsd: 0,
        budgetUsd: null,
        summariser: 'without a model',
      }),
      setup: {
        form: async () => ({ title: 'Set up this channel', submitLabel: 'Save', fields: [] }),
        save: async () => plain('Saved.'),
      },
      commands: COMMANDS,
      ...services,
    },
    ...changes,
  });
  const never = new AbortController().signal;
  return {
    url: pages.url,
    port: Number(new URL(pages.url).port),
    local,
    rows,
    moveOn,
    sleeping,
    post: async (postId, message) => void (await local.send(localAddress, { postId, message }, never)),
    edit: async (postId, message) =>
      void (await local.edit(localAddress, postId, { postId, message }, never)),
    close: () => pages.close(),
  };
}

export type RawReply = { status: number; headers: IncomingHttpHeaders; body: string };

/** A request exactly as given: unlike `fetch`, any Host, Origin and cookie may be sent. */
export function raw(
  port: number,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {},
): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The headers of a form that one of the server's own pages sends. */
export const ownForm = (port: number) => ({ ...FORM, origin: `http://127.0.0.1:${port}` });
