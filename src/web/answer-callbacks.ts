import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Hono, MiddlewareHandler } from 'hono';
import type { Callback } from '../chat/chat.ts';
import type { WebEnv } from './guard-requests.ts';

/**
 * Hands a platform's calls to its adapter, untouched: a signature is over the bytes of the body. Add signed ones
 * before the guards of the pages, which are for browsers: they come from another site, under a public name and
 * without the token, and prove themselves.
 */
export function addCallbackRoutes(
  app: Hono<WebEnv>,
  callbacks: readonly Callback[],
  kind: Callback['kind'],
): void {
  for (const callback of callbacks) {
    if (callback.kind !== kind) continue;
    app.all(callback.path, (c) => {
      callback.answer(c.env.incoming, c.env.outgoing);
      return RESPONSE_ALREADY_SENT;
    });
  }
}

/** Middleware that changes answers, for all paths but those that a platform's adapter has answered already. */
export function unlessAnswered(
  callbacks: readonly Callback[],
  handlers: readonly MiddlewareHandler[],
): MiddlewareHandler[] {
  const paths = new Set(callbacks.map(({ path }) => path));
  return handlers.map((handle) => (c, next) => (paths.has(c.req.path) ? next() : handle(c, next)));
}
