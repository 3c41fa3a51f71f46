import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { createApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { serveNewsroom } from '../../src/demo/newsroom/serve-newsroom.ts';
import { silentLogger } from '../../src/log.ts';
import { startHostileServer } from '../support/hostile-server.ts';
import { waitUntil } from '../support/wait-until.ts';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-bad-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What each hostile feed is called in feed health. */
const EXPECTED: Readonly<Record<string, RegExp>> = {
  '/html': /not-a-feed/,
  '/garbage': /not-a-feed|malformed/,
  '/empty': /empty/,
  '/huge': /too-big/,
  '/endless': /too-slow/,
  '/missing': /not-found/,
};

describe('bad input', () => {
  it('is a named failure on its own feed; the others go on and nothing is lost', async () => {
    const newsroom = await serveNewsroom({
      clock: systemClock,
      host: '127.0.0.1',
      firstPort: 0,
      log: silentLogger,
    });
    const hostile = await startHostileServer();
    const paths = [...Object.keys(EXPECTED), '/truncated', '/nested-feed'];
    const bad = paths.map((path) => ({ url: `${hostile.url}${path}`, title: path, folder: '' }));
    const app = await createApp({
      settings: readSettings({
        DATABASE_URL: `sqlite:${join(folder, 'bad.db')}`,
        ALLOW_PRIVATE_ADDRESSES: [...newsroom.allowPrivate, hostile.host].join(','),
        WEB_PORT: '0',
      }),
      log: silentLogger,
      overrides: { feeds: [...bad, ...newsroom.feeds], idleMs: 25, hostGapMs: 0, quietMs: 1_000 },
    });
    try {
      await app.start();
      const failures = await waitUntil(
        'every hostile feed to be named',
        async () => {
          const feeds = await app.store.feeds.list();
          const named = new Map(feeds.flatMap((feed) => (feed.failure ? [[feed.title, feed.failure]] : [])));
          return Object.keys(EXPECTED).every((path) => named.has(path)) && named;
        },
        60_000,
      );
      for (const [path, code] of Object.entries(EXPECTED)) {
        expect(`${path} ${failures.get(path)?.code}`).toMatch(code);
        // The sentence is for a person: it ends like one and holds no stack.
        expect(failures.get(path)?.message).toMatch(/^[A-Z].{10,}\.$/s);
      }
      // What was whole of the cut document is kept, and the page that nests too deeply costs only itself.
      await waitUntil('the whole item of the cut document', () =>
        app.store.articles.findByUrl(`${hostile.url}/page`),
      );
      const nested = await waitUntil('the nested page', async () => {
        const article = await app.store.articles.findByUrl(`${hostile.url}/nested`);
        return article && article.state !== 'unread' ? article : null;
      });
      expect(nested.textSource ?? nested.setAsideReason).toMatch(/feed|text/);
      await waitUntil(
        'the digest of the good feeds',
        async () => (await app.store.posts.countByState()).sent,
        60_000,
      );
    } finally {
      await app.stop();
      await Promise.all([newsroom.close(), hostile.close()]);
    }
  });
});
