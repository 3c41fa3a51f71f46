/** A process that serves many feeds, each on an address of its own in 127.0.0.0/8. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createListener, type Server } from 'node:net';
import { answerQuestions } from './talk-to-child.ts';
import { ignoresConditions, isPublishing, writeFeed, writePage } from './write-feed.ts';

export type ServeQuestion =
  /** With pages the items' pages are served too, each at its feed's address. */
  { kind: 'open'; feeds: number; items: number; hasPages?: boolean } | { kind: 'publish' };
export type OpenAnswer = { urls: string[] };

type Served = { body: string; etag: string };

const startedAt = Date.now();
const listeners: Server[] = [];
let served: Served[] = [];
let edition = 0;
let items = 0;
const origins: (string | undefined)[] = [];

const http = createServer((request, response) => answer(request, response));
answerQuestions(
  async (question: ServeQuestion) => {
    if (question.kind === 'open') return open(question);
    edition += 1;
    served = served.map((was, feed) => (isPublishing(feed) ? write(feed) : was));
    return {};
  },
  async () => {
    for (const listener of listeners) listener.close();
    http.closeAllConnections();
  },
);

async function open(question: Extract<ServeQuestion, { kind: 'open' }>): Promise<OpenAnswer> {
  const { feeds, hasPages = false } = question;
  items = question.items;
  const urls: string[] = [];
  for (let feed = 0; feed < feeds; feed += 1) {
    // A listener an address, all handing their connections to one server: nothing beyond loopback is listened on.
    const listener = createListener((socket) => http.emit('connection', socket));
    await new Promise<void>((resolve) => listener.listen(0, hostOf(feed), resolve));
    listeners.push(listener);
    const origin = `http://${hostOf(feed)}:${(listener.address() as AddressInfo).port}`;
    origins.push(hasPages ? origin : undefined);
    urls.push(`${origin}/feed-${feed}.xml`);
  }
  served = Array.from({ length: feeds }, (_, feed) => write(feed));
  return { urls };
}

/** 127.1.0.1, 127.1.0.2, ...: 250 addresses a net, so that none ends in 0 or 255. */
function hostOf(feed: number): string {
  return `127.1.${Math.floor(feed / 250)}.${1 + (feed % 250)}`;
}

function write(feed: number): Served {
  return { body: writeFeed(feed, edition, startedAt, items, origins[feed]), etag: `"${feed}-${edition}"` };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const page = /^\/world\/(\d+)-/.exec(request.url ?? '');
  if (page) {
    const from = origins.indexOf(`http://${request.headers.host}`);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    return void response.end(writePage(from, Number(page[1])));
  }
  const feed = Number(/feed-(\d+)\.xml$/.exec(request.url ?? '')?.[1]);
  const found = served[feed];
  if (!found) return void response.writeHead(404).end();
  const { body, etag } = found;
  const isKnown = request.headers['if-none-match'] === etag && !ignoresConditions(feed);
  if (isKnown) return void response.writeHead(304, { etag }).end();
  response.writeHead(200, { etag, 'content-type': 'application/rss+xml; charset=utf-8' }).end(body);
}
