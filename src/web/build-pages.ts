import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { BODY_MAX_BYTES } from '../../config/web-tuning.ts';
import type { Callback } from '../chat/chat.ts';
import type { LocalChat } from '../chat/local/create-local-chat.ts';
import type { Clock } from '../clock.ts';
import { userMessageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { addArchiveRoutes, addFeedRoutes } from './add-archive-routes.ts';
import { addSetupRoutes } from './add-setup-routes.ts';
import { addCommandRoutes, readForm } from './answer-commands.ts';
import { type TokenGuard, guardByToken, retryAfter } from './check-token.ts';
import type { PostFeed } from './follow-posts.ts';
import { type OwnNames, type WebEnv, checkHost, checkOrigin } from './guard-requests.ts';
import { listPosts, createPostStream } from './stream-posts.ts';
import { type AssetName, type Assets, loadAssets } from './load-assets.ts';
import type { PageServices } from './page-services.ts';
import { renderFeedsPage } from './render-feeds.ts';
import { renderChannelPage, renderLoginPage, renderMessagePage, renderNoticePage } from './render-page.ts';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';

export type PageParts = {
  host: string;
  token: string | null;
  publicUrl: string | null;
  local: LocalChat;
  callbacks: readonly Callback[];
  services: PageServices;
  feed: PostFeed;
  clock: Clock;
  log: Logger;
  /** Aborts when the server closes: live connections end. */
  closing: AbortSignal;
};

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // With `no-referrer` browsers send `Origin: null` with a form, and where a name is plain http nothing else would
  // tell an own form from a foreign one. Other sites learn nothing either way.
  referrerPolicy: 'same-origin',
  // Whether there is TLS, and for good, is up to the proxy that does it.
  strictTransportSecurity: false,
});

const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
};

function addAssetRoute(app: Hono<WebEnv>, assets: Assets): void {
  app.get('/assets/:name', (c) => {
    const name = c.req.param('name');
    if (!Object.hasOwn(assets, name)) return c.notFound();
    const { body, type } = assets[name as AssetName];
    // What a script imports by its bare name is asked for again each time.
    const isVersioned = c.req.query('v') !== undefined;
    return c.body(body, 200, {
      'content-type': type,
      'cache-control': isVersioned ? 'private, max-age=31536000, immutable' : 'no-cache',
    });
  });
}

function addLoginRoutes(app: Hono<WebEnv>, guard: TokenGuard, assets: Assets): void {
  const frame = { assets, title: 'Sitrep: token', place: null };
  app.get('/login', (c) => c.html(renderLoginPage(frame, null)));
  app.post('/login', async (c) => {
    const checked = guard.check(c, (await readForm(c)).get('token')?.trim() ?? '');
    switch (checked.kind) {
      case 'right':
        guard.remember(c);
        return c.redirect('/', 303);
      case 'wrong':
        return c.html(renderLoginPage(frame, 'That is not the token that was set as WEB_TOKEN.'), 401);
      case 'wait': {
        const minutes = Math.ceil(checked.waitMs / 60_000);
        const fault = `Too many wrong tokens. Try again in ${minutes} min.`;
        return c.html(renderLoginPage(frame, fault), 429, retryAfter(checked.waitMs));
      }
    }
  });
}

function addPageRoutes(app: Hono<WebEnv>, parts: PageParts, assets: Assets): void {
  const { services, feed } = parts;
  const answers = addCommandRoutes(app, parts);
  app.get('/', async (c) => {
    const lastEventId = feed.lastId();
    const [{ name, timeZone }, posts] = await Promise.all([services.channel(), listPosts(services, feed)]);
    const answer = answers.get(c.req.query('answer'));
    const frame = { assets, title: `#${name} · Sitrep`, place: 'channel' } as const;
    const { commands } = services;
    return c.html(renderChannelPage(frame, { name, timeZone, posts, lastEventId, answer, commands }));
  });
  app.get('/events', createPostStream(parts));
  app.get('/status', async (c) => {
    const frame = { assets, title: 'Status · Sitrep', place: 'status' } as const;
    return c.html(renderMessagePage(frame, 'Status', await services.status()));
  });
  app.get('/feeds', async (c) => {
    const frame = { assets, title: 'Feeds · Sitrep', place: 'feeds' } as const;
    const [feeds, { timeZone }] = await Promise.all([services.feeds(), services.channel()]);
    const from = Math.max(0, Math.trunc(Number(c.req.query('from') ?? 0)) || 0);
    return c.html(renderFeedsPage(frame, feeds, { timeZone, from }));
  });
  app.get('/feeds.opml', async (c) =>
    c.body(await services.exportFeeds(), 200, {
      'content-type': 'text/x-opml; charset=utf-8',
      'content-disposition': 'attachment; filename="feeds.opml"',
    }),
  );
  app.get('/metrics', async (c) =>
    c.body(await services.metrics(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
}

/** All routes behind their guards: own names, own origin, then the token. */
export function buildPages(parts: PageParts): Hono<WebEnv> {
  const { host, token, publicUrl, services, clock, log } = parts;
  const names: OwnNames = { host, publicUrl, isTokenSet: token !== null };
  const assets = loadAssets();
  const app = new Hono<WebEnv>();

  addCallbackRoutes(app, parts.callbacks, 'signed');
  app.use(...unlessAnswered(parts.callbacks, [headers, noStore]));
  app.use(checkHost(names), checkOrigin(names));
  app.use(bodyLimit({ maxSize: BODY_MAX_BYTES, onError: (c) => c.text('Too long.\n', 413) }));

  app.get('/healthz', async (c) => {
    const health = await services.health();
    return c.json(health, health.ok ? 200 : 503);
  });
  addAssetRoute(app, assets);
  addFeedRoutes(app, parts);
  if (token !== null) {
    const isHttps = publicUrl?.startsWith('https:') ?? false;
    const guard = guardByToken(token, { clock, log, isHttps });
    addLoginRoutes(app, guard, assets);
    app.use(guard.requireToken);
  }
  addCallbackRoutes(app, parts.callbacks, 'page');
  addPageRoutes(app, parts, assets);
  addArchiveRoutes(app, { ...parts, assets });
  addSetupRoutes(app, { services, assets });

  const notice = { assets, title: 'Sitrep', place: null };
  app.notFound((c) =>
    c.html(renderNoticePage(notice, 'Not found', 'There is no page at this address.'), 404),
  );
  app.onError((error, c) => {
    log.error({ error, path: c.req.path }, 'a page failed');
    return c.html(renderNoticePage(notice, 'That did not work', userMessageOf(error)), 500);
  });
  return app;
}

/**
 * Hands a platform's calls to its adapter, untouched: a signature is over the bytes of the body. Add signed ones
 * before the guards of the pages, which are for browsers: they come from another site, under a public name and
 * without the token, and prove themselves.
 */
function addCallbackRoutes(app: Hono<WebEnv>, callbacks: readonly Callback[], kind: Callback['kind']): void {
  for (const callback of callbacks) {
    if (callback.kind !== kind) continue;
    app.all(callback.path, (c) => {
      callback.answer(c.env.incoming, c.env.outgoing);
      return RESPONSE_ALREADY_SENT;
    });
  }
}

/** Middleware that changes answers, for all paths but those that a platform's adapter has answered already. */
function unlessAnswered(
  callbacks: readonly Callback[],
  handlers: readonly MiddlewareHandler[],
): MiddlewareHandler[] {
  const paths = new Set(callbacks.map(({ path }) => path));
  return handlers.map((handle) => (c, next) => (paths.has(c.req.path) ? next() : handle(c, next)));
}
