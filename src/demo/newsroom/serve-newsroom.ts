import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, MINUTE } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { type SampleArticle, loadSampleArticles } from './load-articles.ts';
import { OUTLETS, type Outlet } from './outlets.ts';
import { type ServedArticle, type Site, renderFeed } from './render-feed.ts';
import { createHash } from 'node:crypto';
import { renderArticlePage, renderFrontPage, renderPhotoFile } from './render-page.ts';

/**
 * Fixed, so that a run that is resumed finds the same addresses; below the ranges from which systems hand out ports
 * to outgoing connections (Linux from 32768, others from 49152).
 */
export const NEWSROOM_FIRST_PORT = 18_701;

const FOLDER = 'Sample newsroom';

export type NewsroomOptions = {
  clock: Clock;
  host: '127.0.0.1';
  /** The first outlet's port, the others follow; 0 takes free ones. */
  firstPort?: number;
  /** Epoch ms that the articles' ages count back from; a resumed run passes that of its first start. */
  startedAt?: number;
  log: Logger;
};

export type RequestCounts = Record<AnswerKind, number>;

export type Newsroom = {
  feeds: readonly { url: string; title: string; folder: string }[];
  /** Articles in the feeds now. */
  articleCount: number;
  /** Events that a digest of the sample articles should hold, one story each. */
  expectedEvents: number;
  /** `host:port` of every outlet, for the guarded fetch. */
  allowPrivate: readonly string[];
  /** Puts the articles that move one story on into the feeds. A second call changes nothing. */
  publishUpdate(): void;
  /** Answers given since the start, by what was asked for. */
  requests(): RequestCounts;
  close(): Promise<void>;
};

/**
 * Serves every sample outlet on a port of its own.
 * Throws AppError `demo/port-busy` when a port is taken, and then leaves nothing open.
 */
export async function serveNewsroom(options: NewsroomOptions): Promise<Newsroom> {
  const { host, log, firstPort = NEWSROOM_FIRST_PORT, startedAt = options.clock.now() } = options;
  const articles = await loadSampleArticles();
  const counts: RequestCounts = { feed: 0, 'not-modified': 0, page: 0, other: 0, 'not-found': 0 };
  let isUpdatePublished = false;
  let sites: Site[] = [];
  const servers: Server[] = [];
  const close = async () => {
    await Promise.all(servers.map(closeServer));
  };

  for (const [index, outlet] of OUTLETS.entries()) {
    const server = createSiteServer(() => sites[index], counts);
    try {
      await listen(server, host, firstPort === 0 ? 0 : firstPort + index, outlet);
    } catch (error) {
      await close();
      throw error;
    }
    servers.push(server);
  }

  const origins = servers.map((server) => `http://${host}:${(server.address() as AddressInfo).port}`);
  const buildSites = () =>
    OUTLETS.map((outlet, index) => {
      const own = articles.filter(
        (article) => article.outlet === outlet.slug && (isUpdatePublished || article.edition === 'first'),
      );
      return buildSite(outlet, origins[index] ?? '', own, startedAt);
    });
  sites = buildSites();
  log.info({ origins }, 'sample newsroom open');

  return {
    feeds: sites.map(({ origin, outlet }) => ({
      url: `${origin}${outlet.feedPath}`,
      title: outlet.name,
      folder: FOLDER,
    })),
    get articleCount() {
      return sites.reduce((sum, site) => sum + site.articles.length, 0);
    },
    expectedEvents: new Set(articles.filter((article) => article.shouldPost).map((article) => article.event))
      .size,
    allowPrivate: origins.map((origin) => new URL(origin).host),
    publishUpdate() {
      isUpdatePublished = true;
      sites = buildSites();
      log.info('sample update published');
    },
    requests: () => ({ ...counts }),
    close,
  };
}

function buildSite(
  outlet: Outlet,
  origin: string,
  articles: readonly SampleArticle[],
  startedAt: number,
): Site {
  const served = articles.map((article): ServedArticle => {
    const path = `/${article.section}/${slugOf(article.title)}`;
    return {
      ...article,
      path,
      url: `${origin}${path}`,
      publishedAt: startedAt - article.minutesAgo * MINUTE,
    };
  });
  return { outlet, origin, articles: served.sort((a, b) => b.publishedAt - a.publishedAt) };
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function createSiteServer(currentSite: () => Site | undefined, counts: RequestCounts): Server {
  return createServer((request, response) => {
    const site = currentSite();
    if (site === undefined) {
      response.writeHead(503).end();
      return;
    }
    const given = answerRequest(site, {
      method: request.method ?? 'GET',
      target: request.url ?? '/',
      ifNoneMatch: request.headers['if-none-match'],
      ifModifiedSince: request.headers['if-modified-since'],
    });
    counts[given.kind] += 1;
    response.writeHead(given.status, given.headers).end(request.method === 'HEAD' ? undefined : given.body);
  });
}

async function listen(server: Server, host: string, port: number, outlet: Outlet): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    reject(error.code === 'EADDRINUSE' ? portBusy(host, port, outlet, error) : error);
  });
  server.listen(port, host, resolve);
  await promise;
}

function portBusy(host: string, port: number, outlet: Outlet, cause: Error): AppError {
  return new AppError(
    'demo/port-busy',
    `Port ${port} on ${host} is in use, and the sample newsroom needs it for "${outlet.name}". ` +
      'Stop the program that holds it (often a demo that is still running), then start the demo again.',
    { cause },
  );
}

async function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}

type SiteRequest = {
  method: string;
  /** Path and query as sent. */
  target: string;
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
};

/** What was asked for; counted so that a run can show what it fetched. */
type AnswerKind = 'feed' | 'not-modified' | 'page' | 'other' | 'not-found';

type SiteAnswer = {
  kind: AnswerKind;
  status: number;
  headers: Record<string, string>;
  body: string;
};

const ROBOTS = 'User-agent: *\nDisallow: /share\n';

/**
 * What a site answers. Feeds and pages carry `ETag` and `Last-Modified` and honour conditional requests
 * (RFC 9110, 13.1: `If-None-Match` wins over `If-Modified-Since`). Only GET and HEAD are served.
 */
function answerRequest(site: Site, request: SiteRequest): SiteAnswer {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { kind: 'other', status: 405, headers: { allow: 'GET, HEAD' }, body: '' };
  }
  const path = request.target.split('?', 1)[0] ?? '/';
  if (path === site.outlet.feedPath) {
    const { contentType, body } = renderFeed(site);
    const newest = Math.max(0, ...site.articles.map((article) => article.publishedAt));
    return answerIfChanged(request, 'feed', contentType, body, newest);
  }
  const article = site.articles.find((candidate) => candidate.path === path);
  if (article !== undefined) {
    const body = renderArticlePage(site, article);
    return answerIfChanged(request, 'page', 'text/html; charset=utf-8', body, article.publishedAt);
  }
  return answerFurniture(site, path);
}

function answerFurniture(site: Site, path: string): SiteAnswer {
  switch (path) {
    case '/':
      return answer('other', 'text/html; charset=utf-8', renderFrontPage(site));
    case '/robots.txt':
      return answer('other', 'text/plain; charset=utf-8', ROBOTS);
    case '/photo.svg':
      return answer('other', 'image/svg+xml', renderPhotoFile(site.outlet.colour));
    default:
      return { ...answer('not-found', 'text/plain; charset=utf-8', 'No such page.\n'), status: 404 };
  }
}

function answer(kind: AnswerKind, contentType: string, body: string): SiteAnswer {
  return { kind, status: 200, headers: { 'content-type': contentType }, body };
}

function answerIfChanged(
  request: SiteRequest,
  kind: AnswerKind,
  contentType: string,
  body: string,
  modifiedAt: number,
): SiteAnswer {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { etag, 'last-modified': new Date(modifiedAt).toUTCString(), 'cache-control': 'no-cache' };
  if (isUnchanged(request, etag, modifiedAt)) return { kind: 'not-modified', status: 304, headers, body: '' };
  return { kind, status: 200, headers: { ...headers, 'content-type': contentType }, body };
}

function isUnchanged(request: SiteRequest, etag: string, modifiedAt: number): boolean {
  if (request.ifNoneMatch !== undefined) {
    const known = new Set(request.ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, '')));
    return known.has(etag) || known.has('*');
  }
  if (request.ifModifiedSince === undefined) return false;
  // HTTP dates have whole seconds; an unreadable one is NaN, which compares as changed.
  return Math.floor(modifiedAt / 1_000) * 1_000 <= Date.parse(request.ifModifiedSince);
}
