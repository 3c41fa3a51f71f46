import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createGuardedFetch, type FetchOptions } from '../../src/outbound/guarded-fetch.ts';

const LIMITS: FetchOptions = { maxBytes: 10_000, timeoutMs: 5_000 };
const open: Server[] = [];

async function serve(listener: RequestListener): Promise<{ url: string; port: number }> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port };
}

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const fetchAllowing = (...allowPrivate: string[]) =>
  createGuardedFetch({ allowPrivate, userAgent: 'Tester/1' });

describe('the guarded fetch', () => {
  it('returns status, headers and body, and says who it is', async () => {
    const { url } = await serve((request, response) => {
      response.setHeader('ETag', '"1"');
      response.end(`hello ${request.headers['user-agent']} ${request.headers['if-none-match']}`);
    });
    const outcome = await fetchAllowing('127.0.0.1')(url, { ...LIMITS, headers: { 'if-none-match': '"0"' } });
    expect(outcome).toMatchObject({
      kind: 'response',
      status: 200,
      headers: { etag: '"1"' },
      permanentUrl: null,
    });
    if (outcome.kind === 'response') expect(Buffer.from(outcome.body).toString()).toBe('hello Tester/1 "0"');
  });

  it('refuses a private address unless it is listed', async () => {
    let requests = 0;
    const { url } = await serve((_request, response) => {
      requests += 1;
      response.end();
    });
    expect(await fetchAllowing()(url, LIMITS)).toMatchObject({ kind: 'failed', code: 'private-address' });
    expect(requests).toBe(0);
  });

  it('refuses a redirect to a private address', async () => {
    let isReached = false;
    const inner = await serve((_request, response) => {
      isReached = true;
      response.end();
    });
    const outer = await serve((_request, response) => {
      response.writeHead(302, { location: inner.url });
      response.end();
    });
    const outcome = await fetchAllowing(`127.0.0.1:${outer.port}`)(outer.url, LIMITS);
    expect(outcome).toMatchObject({ kind: 'failed', code: 'private-address' });
    expect(isReached).toBe(false);
  });

  it('refuses a name that resolves to a private address when the connection is made', async () => {
    const { port } = await serve((_request, response) => response.end());
    const fetch = createGuardedFetch({
      allowPrivate: [],
      userAgent: 'Tester/1',
      lookup: () =>
        Promise.resolve([
          { address: '93.184.215.14', family: 4 },
          { address: '127.0.0.1', family: 4 },
        ]),
    });
    expect(await fetch(`http://example.org:${port}/`, LIMITS)).toMatchObject({
      kind: 'failed',
      code: 'private-address',
    });
  });

  it('reaches a name through a listed address', async () => {
    const { port } = await serve((_request, response) => response.end('in'));
    const fetch = createGuardedFetch({
      allowPrivate: [`127.0.0.1:${port}`],
      userAgent: 'Tester/1',
      lookup: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    });
    expect(await fetch(`http://example.org:${port}/`, LIMITS)).toMatchObject({
      kind: 'response',
      status: 200,
    });
  });

  it.each([
    ['file:///etc/hostname', 'bad-address'],
    ['http://user:word@example.org/', 'bad-address'],
    ['nonsense', 'bad-address'],
    ['http://[::1]:1/', 'private-address'],
  ])('names %s %s', async (url, code) => {
    expect(await fetchAllowing()(url, LIMITS)).toMatchObject({ kind: 'failed', code });
  });

  it('tells permanent from passing redirects', async () => {
    const { url } = await serve((request, response) => {
      const to: Record<string, [number, string]> = {
        '/a': [301, '/b'],
        '/b': [308, '/c'],
        '/c': [302, '/d'],
        '/d': [301, '/e'],
      };
      const next = to[request.url ?? ''];
      if (next) response.writeHead(next[0], { location: next[1] });
      response.end('end');
    });
    const outcome = await fetchAllowing('127.0.0.1')(`${url}/a`, LIMITS);
    expect(outcome).toMatchObject({ kind: 'response', finalUrl: `${url}/e`, permanentUrl: `${url}/c` });
  });

  it('keeps cookies within one chain of redirects, and no longer', async () => {
    const { url } = await serve((request, response) => {
      if (/\bvisit=7\b/.test(request.headers.cookie ?? '')) response.end(`got ${request.headers.cookie}`);
      else {
        const cookies = [
          'visit=7; Path=/; HttpOnly',
          'old=1; Max-Age=0',
          'safe=1; Secure',
          'far=1; Domain=other.example',
        ];
        response.writeHead(302, { location: request.url ?? '/', 'set-cookie': cookies });
        response.end();
      }
    });
    const fetch = fetchAllowing('127.0.0.1');
    for (const _ of [1, 2]) {
      const outcome = await fetch(`${url}/feed.xml`, LIMITS);
      expect(outcome.kind === 'response' && Buffer.from(outcome.body).toString()).toBe('got visit=7');
    }
  });

  it('sends no cookie to another host', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.cookie);
      response.end('end');
    });
    const { url } = await serve((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.2:${other.port}/x`, 'set-cookie': 'a=1' });
      response.end();
    });
    await fetchAllowing('127.0.0.1', '127.0.0.2')(url, LIMITS);
    expect(seen.every((cookie) => cookie === undefined)).toBe(true);
  });

  it.each(['/Új-hír', '/новости/зерно', '/nachrichten/über-uns?ort=köln'])(
    'follows a Location that is written in UTF-8: %s',
    async (path) => {
      const { url } = await serve((request, response) => {
        if (request.url === '/a')
          response.socket?.end(
            Buffer.from(`HTTP/1.1 302 Found\r\nLocation: ${path}\r\nContent-Length: 0\r\n\r\n`),
          );
        else response.end(decodeURI(request.url ?? ''));
      });
      const outcome = await fetchAllowing('127.0.0.1')(`${url}/a`, LIMITS);
      expect(outcome.kind === 'response' && Buffer.from(outcome.body).toString()).toBe(path);
    },
  );

  it('names a redirect loop as one', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(301, { location: '/again' });
      response.end();
    });
    expect(await fetchAllowing('127.0.0.1')(url, LIMITS)).toMatchObject({
      kind: 'failed',
      code: 'redirect-loop',
    });
  });

  it('decompresses, and stops a bomb at the cap', async () => {
    const { url } = await serve((request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(request.url === '/bomb' ? Buffer.alloc(5_000_000) : Buffer.from('packed')));
    });
    const fetch = fetchAllowing('127.0.0.1');
    const small = await fetch(`${url}/small`, LIMITS);
    if (small.kind === 'response') expect(Buffer.from(small.body).toString()).toBe('packed');
    expect(small.kind).toBe('response');
    expect(await fetch(`${url}/bomb`, LIMITS)).toMatchObject({ kind: 'failed', code: 'too-big' });
  });

  const text = Buffer.from('Two ships left the harbour. '.repeat(40));
  const damaged = Buffer.from(gzipSync(text));
  damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 0xff;
  it.each<[string, string, Uint8Array]>([
    ['zstd', 'zstd', zstdCompressSync(text)],
    ['zstd without a label', '', zstdCompressSync(text)],
    ['gzip without a label', '', gzipSync(text)],
    ['gzip with junk behind', 'gzip', Buffer.concat([gzipSync(text), Buffer.from('\0\0junk')])],
    [
      'gzip with junk behind that looks like gzip',
      'gzip',
      Buffer.concat([gzipSync(text), Buffer.from([0x1f, 0x8b, 1, 2])]),
    ],
    ['gzip with a wrong checksum', 'gzip', damaged],
    ['gzip that was cut off', 'gzip', gzipSync(text).subarray(0, -9)],
    ['gzip called zstd', 'zstd', gzipSync(text)],
    ['a plain body called gzip', 'x-gzip', text],
    ['a plain body with a charset for an encoding', 'UTF-8', text],
    ['deflate', 'deflate', deflateSync(text)],
  ])('reads %s', async (_what, encoding, body) => {
    const { url } = await serve((_request, response) => {
      if (encoding) response.setHeader('content-encoding', encoding);
      response.end(body);
    });
    const outcome = await fetchAllowing('127.0.0.1')(url, LIMITS);
    expect(outcome.kind === 'response' && Buffer.from(outcome.body).toString()).toMatch(
      /^Two ships left the harbour\. Two/,
    );
  });

  it('stops a bomb of zstd at the cap', async () => {
    const { url } = await serve((_request, response) => {
      response.setHeader('content-encoding', 'zstd');
      response.end(zstdCompressSync(Buffer.alloc(5_000_000)));
    });
    expect(await fetchAllowing('127.0.0.1')(url, LIMITS)).toMatchObject({ kind: 'failed', code: 'too-big' });
  });

  it('stops an endless body at the cap and a dripping one at the deadline', async () => {
    const { url } = await serve((request, response) => {
      const size = request.url === '/endless' ? 4_000 : 1;
      const timer = setInterval(() => response.write('x'.repeat(size)), 5);
      response.on('close', () => clearInterval(timer));
    });
    const fetch = fetchAllowing('127.0.0.1');
    expect(await fetch(`${url}/endless`, LIMITS)).toMatchObject({ kind: 'failed', code: 'too-big' });
    expect(await fetch(`${url}/drip`, { ...LIMITS, timeoutMs: 150 })).toMatchObject({
      kind: 'failed',
      code: 'too-slow',
    });
  });

  it('names a server that is not there and a name that does not resolve', async () => {
    const { url } = await serve(() => {});
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect(await fetchAllowing('127.0.0.1')(url, LIMITS)).toMatchObject({
      kind: 'failed',
      code: 'unreachable',
    });
    const nowhere = createGuardedFetch({
      allowPrivate: [],
      userAgent: 'Tester/1',
      lookup: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' })),
    });
    expect(await nowhere('http://nowhere.example.org/', LIMITS)).toMatchObject({
      kind: 'failed',
      code: 'dns',
    });
  });

  it('waits no longer than the deadline for a connection', async () => {
    const fetch = createGuardedFetch({
      allowPrivate: [],
      userAgent: 'Tester/1',
      lookup: () => new Promise(() => {}),
    });
    const outcome = await fetch('http://news.example/', { ...LIMITS, timeoutMs: 50 });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'too-slow' });
  });

  it('sends nothing when the caller cancelled before', async () => {
    let requests = 0;
    const { url } = await serve((_request, response) => {
      requests += 1;
      response.end();
    });
    const outcome = await fetchAllowing('127.0.0.1')(url, { ...LIMITS, signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'cancelled' });
    expect(requests).toBe(0);
  });

  it('ends when the caller cancels', async () => {
    const { url } = await serve(() => {});
    const controller = new AbortController();
    const running = fetchAllowing('127.0.0.1')(url, { ...LIMITS, signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ kind: 'failed', reason: 'cancelled' });
  });
});
