import { afterEach, describe, expect, it } from 'vitest';
import { GUESS_WINDOW_MS, GUESSES_IN_ALL, GUESSES_PER_ADDRESS } from '../../config/web-tuning.ts';
import { countGuesses } from '../../src/web/check-token.ts';
import { openPages, ownForm, type PagesInUse, raw } from './pages-in-use.ts';

const TOKEN = 'a long and random text';

let pages: PagesInUse;
afterEach(() => pages?.close());

const login = (token: string) =>
  raw(pages.port, '/login', {
    method: 'POST',
    headers: ownForm(pages.port),
    body: new URLSearchParams({ token }).toString(),
  });
const cookieOf = (reply: { headers: { 'set-cookie'?: string[] | undefined } }) =>
  reply.headers['set-cookie']?.[0]?.split(';')[0] ?? '';

describe('pages with a token', () => {
  it('asks browsers for it, and refuses everything else without', async () => {
    pages = await openPages({ token: TOKEN });
    const page = await raw(pages.port, '/', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.location]).toEqual([303, '/login']);
    for (const path of ['/', '/events', '/status', '/metrics', '/none'])
      expect((await raw(pages.port, path)).status).toBe(401);
    const headers = ownForm(pages.port);
    for (const path of ['/command', '/action'])
      expect((await raw(pages.port, path, { method: 'POST', headers, body: 'text=/help' })).status).toBe(401);
    for (const path of ['/healthz', '/login', '/assets/style.css'])
      expect((await raw(pages.port, path)).status).toBe(200);
  });

  it('keeps it in a cookie that scripts and other sites do not get, and that does not hold it', async () => {
    pages = await openPages({ token: TOKEN });
    const reply = await login(TOKEN);
    expect([reply.status, reply.headers.location]).toEqual([303, '/']);
    const cookie = reply.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).not.toMatch(/Secure/);
    expect(decodeURIComponent(cookie)).not.toContain(TOKEN);
    const page = await raw(pages.port, '/', { headers: { cookie: cookieOf(reply) } });
    expect(page.status).toBe(200);
  });

  it('knows the cookie after a restart, and not after the token was changed', async () => {
    pages = await openPages({ token: TOKEN });
    const cookie = cookieOf(await login(TOKEN));
    await pages.close();
    pages = await openPages({ token: TOKEN });
    expect((await raw(pages.port, '/', { headers: { cookie } })).status).toBe(200);
    await pages.close();
    pages = await openPages({ token: 'another token altogether' });
    expect((await raw(pages.port, '/', { headers: { cookie } })).status).toBe(401);
  });

  it('sends the cookie over TLS only where the pages are reached by TLS', async () => {
    pages = await openPages({ token: TOKEN, publicUrl: 'https://sitrep.example' });
    expect((await login(TOKEN)).headers['set-cookie']?.[0]).toMatch(/Secure/);
    const headers = {
      host: 'sitrep.example',
      origin: 'https://sitrep.example',
      cookie: cookieOf(await login(TOKEN)),
    };
    const written = await raw(pages.port, '/command', {
      method: 'POST',
      headers: { ...ownForm(pages.port), ...headers },
      body: 'text=/help',
    });
    expect(written.status).toBe(303);
  });

  it('takes the token as a bearer, for what collects metrics', async () => {
    pages = await openPages({ token: TOKEN });
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect(await raw(pages.port, '/metrics', { headers })).toMatchObject({
      status: 200,
      body: 'sitrep_posts_total 3\n',
    });
    const wrong = { authorization: 'Bearer wrong' };
    expect((await raw(pages.port, '/metrics', { headers: wrong })).status).toBe(401);
  });

  it('makes somebody who guesses wait, without locking out who is in', async () => {
    pages = await openPages({ token: TOKEN });
    const cookie = cookieOf(await login(TOKEN));
    for (let guess = 0; guess < GUESSES_PER_ADDRESS; guess++)
      expect((await login(`guess ${guess}`)).status).toBe(401);
    const refused = await login(TOKEN);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBe(GUESS_WINDOW_MS / 1_000);
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await raw(pages.port, '/metrics', { headers })).status).toBe(429);
    expect((await raw(pages.port, '/', { headers: { cookie } })).status).toBe(200);
    pages.moveOn(GUESS_WINDOW_MS);
    expect((await login(TOKEN)).status).toBe(303);
  });
});

describe('counting guesses', () => {
  it('stops all addresses together as well', () => {
    const guesses = countGuesses({ now: () => 5 });
    for (let guess = 0; guess < GUESSES_IN_ALL; guess++) {
      expect(guesses.waitMs(`address ${guess}`)).toBe(0);
      guesses.addWrong(`address ${guess}`);
    }
    expect(guesses.waitMs('one more')).toBe(GUESS_WINDOW_MS);
  });
});
