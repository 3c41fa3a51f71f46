import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openPages, type PagesInUse, raw } from './pages-in-use.ts';

let pages: PagesInUse | undefined;
afterEach(async () => {
  await pages?.close();
  pages = undefined;
});

describe('where it listens', () => {
  it.each(['0.0.0.0', '::', '192.0.2.7', 'sitrep.example'])('wants a token on %s', async (host) => {
    await expect(openPages({ host })).rejects.toMatchObject({
      code: 'web/token-required',
      userMessage: expect.stringContaining('WEB_TOKEN'),
    });
  });

  it('listens everywhere with a token, and is opened by localhost', async () => {
    pages = await openPages({ host: '0.0.0.0', token: 'a long and random text' });
    expect(pages.url).toBe(`http://localhost:${pages.port}`);
    expect((await raw(pages.port, '/healthz')).status).toBe(200);
  });

  it('says how to mend a busy port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => {
      other.once('listening', resolve);
    });
    const bound = other.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    await expect(openPages({ port })).rejects.toMatchObject({
      code: 'web/port-busy',
      userMessage: expect.stringContaining('WEB_PORT'),
    });
    other.close();
  });

  it('says how to mend an address that is not of this machine', async () => {
    const opened = openPages({ host: '192.0.2.7', token: 'a long and random text' });
    await expect(opened).rejects.toMatchObject({ code: 'web/bad-host' });
  });
});
