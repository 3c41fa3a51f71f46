import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLoopbackHost } from '../../src/web/guard-requests.ts';
import { FORM, openPages, ownForm, type PagesInUse, raw } from './pages-in-use.ts';

let pages: PagesInUse;
afterEach(() => pages.close());

describe('names that the server goes by', () => {
  beforeEach(async () => {
    pages = await openPages({ publicUrl: 'https://sitrep.example' });
  });

  it.each([
    ['localhost', 200],
    ['127.0.0.1', 200],
    ['LOCALHOST', 200],
    ['[::1]', 200],
    ['rebound.attacker.example', 421],
    ['localhost.attacker.example', 421],
    ['127.0.0.1.attacker.example', 421],
    ['localhost.', 421],
    ['127.0.0.2', 421],
    ['0.0.0.0', 421],
  ])('answers Host %s with %i', async (name, status) => {
    const reply = await raw(pages.port, '/', { headers: { host: `${name}:${pages.port}` } });
    expect(reply.status).toBe(status);
    if (status === 421) expect(reply.body).toMatch(/Set PUBLIC_URL/);
  });

  it('refuses a name without its port or with another one', async () => {
    for (const host of ['localhost', `localhost:${pages.port + 1}`, '127.0.0.1:80'])
      expect((await raw(pages.port, '/', { headers: { host } })).status).toBe(421);
  });

  it('refuses every path for a foreign name, live connection and health included', async () => {
    for (const path of ['/', '/events', '/status', '/healthz', '/metrics', '/assets/style.css', '/none'])
      expect((await raw(pages.port, path, { headers: { host: 'attacker.example' } })).status).toBe(421);
  });

  it('shows nothing but health under PUBLIC_URL while there is no token', async () => {
    const headers = { host: 'sitrep.example' };
    const reply = await raw(pages.port, '/', { headers });
    expect([reply.status, reply.body]).toEqual([403, expect.stringContaining('WEB_TOKEN')]);
    expect((await raw(pages.port, '/healthz', { headers })).status).toBe(200);
    const write = { ...FORM, origin: 'https://sitrep.example' };
    const written = await raw(pages.port, '/command', { method: 'POST', headers: write, body: 'text=/help' });
    expect(written.status).toBe(403);
  });
});

describe('where writes come from', () => {
  beforeEach(async () => {
    pages = await openPages();
  });
  const write = (headers: Record<string, string>, path = '/command') =>
    raw(pages.port, path, { method: 'POST', headers: { ...FORM, ...headers }, body: 'text=/help' });

  it('takes a form of its own page', async () => {
    const origin = `http://127.0.0.1:${pages.port}`;
    expect((await write({ origin })).status).toBe(303);
    expect((await write({ origin, 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  it('takes a missing or null Origin only from a browser that says same-origin', async () => {
    expect((await write({ 'sec-fetch-site': 'same-origin' })).status).toBe(303);
    expect((await write({ origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(303);
    expect((await write({})).status).toBe(403);
    expect((await write({ origin: 'null' })).status).toBe(403);
    expect((await write({ 'sec-fetch-site': 'none' })).status).toBe(403);
    expect((await write({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
  });

  it.each([
    'https://attacker.example',
    'http://localhost',
    'http://127.0.0.1:1',
    'http://127.0.0.1.attacker.example',
    'file://',
  ])('refuses a write from %s, on any path', async (origin) => {
    for (const path of ['/command', '/action', '/', '/login'])
      expect((await write({ origin }, path)).status).toBe(403);
    const claimed = await write({ origin, 'sec-fetch-site': 'same-origin' });
    expect(claimed.status).toBe(403);
  });

  it('refuses an own Origin that the browser calls cross-site', async () => {
    const origin = `http://127.0.0.1:${pages.port}`;
    expect((await write({ origin, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('refuses other ways to write as well', async () => {
    const origin = 'https://attacker.example';
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect((await raw(pages.port, '/command', { method, headers: { origin } })).status).toBe(403);
  });

  it('lets no other site read: no answer has a CORS header', async () => {
    const headers = { origin: 'https://attacker.example' };
    for (const path of ['/', '/healthz', '/metrics']) {
      const reply = await raw(pages.port, path, { headers });
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(reply.headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  it('refuses what another site loads in the background, but not a link that is followed', async () => {
    const from = (site: string, mode: string) =>
      raw(pages.port, '/', { headers: { 'sec-fetch-site': site, 'sec-fetch-mode': mode } });
    expect((await from('cross-site', 'no-cors')).status).toBe(403);
    expect((await from('same-site', 'cors')).status).toBe(403);
    expect((await from('cross-site', 'navigate')).status).toBe(200);
    expect((await from('none', 'navigate')).status).toBe(200);
    expect((await from('same-origin', 'cors')).status).toBe(200);
  });

  it('refuses a body that is too long', async () => {
    const headers = ownForm(pages.port);
    const body = `text=${'x'.repeat(100_000)}`;
    expect((await raw(pages.port, '/command', { method: 'POST', headers, body })).status).toBe(413);
  });
});

describe('loopback hosts', () => {
  beforeEach(async () => {
    pages = await openPages();
  });
  it.each(['localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]', '::ffff:127.0.0.1'])('%s is one', (host) =>
    expect(isLoopbackHost(host)).toBe(true),
  );
  it.each(['0.0.0.0', '::', '', '10.0.0.1', 'example.org', 'localhost.example', '128.0.0.1'])(
    '%s is none',
    (host) => expect(isLoopbackHost(host)).toBe(false),
  );
});
