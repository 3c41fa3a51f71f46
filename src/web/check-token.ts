import { createHash, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { GUESSES_IN_ALL, GUESSES_PER_ADDRESS, GUESS_WINDOW_MS, SESSION_MS } from '../../config/web-tuning.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { WebEnv } from './guard-requests.ts';

const COOKIE = 'sitrep_session';

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted));

/** Counts wrong tokens an address within a window; `waitMs` is how long the address has to wait, 0 if it may try. */
export function countGuesses(clock: Pick<Clock, 'now'>) {
  const wrongBy = new Map<string, number>();
  let inAll = 0;
  let windowEndsAt = 0;

  return {
    waitMs: (address: string): number => {
      if (clock.now() >= windowEndsAt) {
        wrongBy.clear();
        inAll = 0;
      }
      const isSpent = inAll >= GUESSES_IN_ALL || (wrongBy.get(address) ?? 0) >= GUESSES_PER_ADDRESS;
      return isSpent ? windowEndsAt - clock.now() : 0;
    },
    addWrong: (address: string): void => {
      if (inAll === 0) windowEndsAt = clock.now() + GUESS_WINDOW_MS;
      inAll += 1;
      wrongBy.set(address, (wrongBy.get(address) ?? 0) + 1);
    },
  };
}

export type TokenCheck = { kind: 'right' } | { kind: 'wrong' } | { kind: 'wait'; waitMs: number };

export type TokenGuard = {
  /** Lets requests pass that carry the session cookie or `Authorization: Bearer TOKEN`; sends pages to `/login`. */
  requireToken: MiddlewareHandler<WebEnv>;
  /** Compares in constant time and counts a wrong one against the address it came from. */
  check(c: Context<WebEnv>, given: string): TokenCheck;
  /** Leaves the session cookie in the browser. */
  remember(c: Context<WebEnv>): void;
};

/**
 * Guards the pages by a token. The cookie holds not the token but a key that was derived from it slowly (scrypt, as
 * in RFC 7914): the same after a restart, of no use elsewhere, and too dear to guess with.
 */
export function guardByToken(
  token: string,
  parts: { clock: Clock; log: Logger; isHttps: boolean },
): TokenGuard {
  const session = scryptSync(token, 'sitrep session', 32).toString('base64url');
  const guesses = countGuesses(parts.clock);

  function check(c: Context<WebEnv>, given: string): TokenCheck {
    const address = c.env.incoming.socket.remoteAddress ?? '';
    const waitMs = guesses.waitMs(address);
    if (waitMs > 0) return { kind: 'wait', waitMs };
    if (isSame(given, token)) return { kind: 'right' };
    guesses.addWrong(address);
    parts.log.warn({ address }, 'wrong web token');
    return { kind: 'wrong' };
  }

  return {
    check,
    requireToken: async (c, next) => {
      if (isSame(getCookie(c, COOKIE) ?? '', session)) return next();
      const bearer = /^bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
      const checked: TokenCheck = bearer === undefined ? { kind: 'wrong' } : check(c, bearer);
      if (checked.kind === 'right') return next();
      if (checked.kind === 'wait')
        return c.text('Too many wrong tokens. Try again later.\n', 429, retryAfter(checked.waitMs));
      const isPage = c.req.method === 'GET' && c.req.header('accept')?.includes('text/html');
      return isPage
        ? c.redirect('/login', 303)
        : c.text('The token is missing. Open /login to enter it.\n', 401);
    },
    remember: (c) => {
      setCookie(c, COOKIE, session, {
        httpOnly: true,
        sameSite: 'Strict',
        secure: parts.isHttps,
        maxAge: SESSION_MS / 1_000,
      });
    },
  };
}

export const retryAfter = (waitMs: number) => ({ 'retry-after': String(Math.ceil(waitMs / 1_000)) });
