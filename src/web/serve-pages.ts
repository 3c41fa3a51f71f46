import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import ipaddr from 'ipaddr.js';
import { CLOSE_GRACE_MS } from '../../config/web-tuning.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Callback } from '../chat/chat.ts';
import type { LocalChat } from '../chat/local/create-local-chat.ts';
import type { Logger } from '../log.ts';
import { buildPages } from './build-pages.ts';
import { followPosts } from './follow-posts.ts';
import { isLoopbackHost } from './guard-requests.ts';
import type { PageServices } from './page-services.ts';

export type PageSettings = {
  /** Where to listen, a name or an address. */
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Asked for once a browser; may be null only on loopback. */
  token: string | null;
  /** The address under which others reach the pages. */
  publicUrl: string | null;
  local: LocalChat;
  /** What platforms send here. */
  callbacks: readonly Callback[];
  services: PageServices;
  clock: Clock;
  log: Logger;
};

export type ServedPages = {
  /** Where a browser on this machine finds them. */
  url: string;
  /** Ends live connections, lets requests in hand finish for a moment, and stops listening. */
  close(): Promise<void>;
};

function listenFault(cause: NodeJS.ErrnoException, { host, port }: PageSettings): Error {
  switch (cause.code ?? '') {
    case 'EADDRINUSE':
      return new AppError(
        'web/port-busy',
        `Port ${port} is taken by another program, perhaps another Sitrep. Stop that one, or set WEB_PORT to a free port.`,
        { cause },
      );
    case 'EACCES':
      return new AppError(
        'web/port-forbidden',
        `This user may not listen on port ${port}. Set WEB_PORT to 1024 or more.`,
        { cause },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new AppError(
        'web/bad-host',
        `"${host}" is not an address of this machine. Set WEB_HOST to one of its addresses, or leave it out.`,
        { cause },
      );
    default:
      return cause;
  }
}

function listen(server: Server, settings: PageSettings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenFault(error, settings)));
    server.listen(settings.port, settings.host, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : settings.port);
    });
  });
}

/**
 * Counts requests in hand; the function that it returns gives a signal that aborts once there are none. (The server's
 * own end is no measure: it waits for connections that browsers open ahead and never use.)
 */
function watchRequests(server: Server): () => AbortSignal {
  const idle = new AbortController();
  let inHand = 0;
  let isAwaited = false;
  const check = () => {
    if (isAwaited && inHand === 0) idle.abort();
  };
  server.on('request', (_request, response) => {
    inHand += 1;
    response.once('close', () => {
      inHand -= 1;
      check();
    });
  });
  return () => {
    isAwaited = true;
    check();
    return idle.signal;
  };
}

/** An address that listens everywhere is opened as `localhost`. */
function browserHost(host: string): string {
  if (host === '127.0.0.1') return 'localhost';
  if (!ipaddr.isValid(host)) return host;
  if (ipaddr.process(host).range() === 'unspecified') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * Serves the pages. Throws AppError `web/token-required` where others could reach them without a token,
 * `web/port-busy`, `web/port-forbidden` or `web/bad-host` where it cannot listen.
 */
export async function servePages(settings: PageSettings): Promise<ServedPages> {
  const { host, token, clock, local } = settings;
  if (token === null && !isLoopbackHost(host))
    throw new AppError(
      'web/token-required',
      `WEB_HOST=${host} lets others reach the pages. Set WEB_TOKEN to a long random text, or leave WEB_HOST at 127.0.0.1.`,
    );
  const closing = new AbortController();
  const feed = followPosts(local, clock.now().toString(36));
  const app = buildPages({ ...settings, feed, closing: closing.signal });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const untilIdle = watchRequests(server);
  let port: number;
  try {
    port = await listen(server, settings);
  } catch (error) {
    feed.stop();
    throw error;
  }

  return {
    url: `http://${browserHost(host)}:${port}`,
    close: async () => {
      feed.stop();
      closing.abort();
      server.close();
      await clock.sleep(CLOSE_GRACE_MS, untilIdle());
      server.closeAllConnections();
    },
  };
}
