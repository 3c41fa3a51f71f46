import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createDatabase, skipNote, whyNoServer } from '../store/reach-postgres.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openJourney } from './open-journey.ts';

const noServer = await whyNoServer();
const folder = mkdtempSync(join(tmpdir(), 'sitrep-two-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const databases = [
  {
    name: 'one SQLite file',
    isThere: true,
    open: async () => ({ url: `sqlite:${join(folder, 'two.db')}`, drop: async () => undefined }),
  },
  { name: `one PostgreSQL${skipNote(noServer)}`, isThere: noServer === null, open: createDatabase },
];

describe.each(databases)('two instances on $name', ({ isThere, open }) => {
  it.skipIf(!isThere)(
    'share the work, post each story once, and one goes on when the other stops',
    { timeout: 120_000 },
    async () => {
      const database = await open();
      const journey = await openJourney({ databaseUrl: database.url });
      const { slack, discord, newsroom } = journey;
      const first = await journey.openApp();
      const second = await journey.openApp();
      const shown = () => ({
        slack: slack.messages(slack.channelId).map((one) => one.shown),
        discord: discord.messages(discord.channelId).map((one) => one.shown),
      });
      try {
        await Promise.all([first.start(), second.start()]);
        await waitUntil(
          'the first digest on both platforms',
          () => Object.values(shown()).every((texts) => texts.some((text) => text.includes('Coverage:'))),
          60_000,
        );
        await first.stop();
        newsroom.publishUpdate();
        await waitUntil(
          'the edit by the one that is left',
          () =>
            Object.values(shown()).every((texts) => texts.some((text) => /Changed \d\d:\d\d:/.test(text))),
          60_000,
        );
        for (const channel of await second.store.channels.list()) {
          const posts = await second.store.posts.listSent(channel.id, 100);
          const storyIds = posts.flatMap((post) => post.storyIds);
          expect(storyIds.length).toBe(newsroom.expectedEvents);
          expect(new Set(storyIds).size).toBe(storyIds.length);
          if (channel.platform !== 'local') expect(shown()[channel.platform]).toHaveLength(posts.length);
        }
      } finally {
        await second.stop();
        await journey.close();
        await database.drop();
      }
    },
  );
});
