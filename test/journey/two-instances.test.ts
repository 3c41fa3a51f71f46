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
          // The change may be told in a reply besides; what is told twice is a story's block in the channel.
          const carriers = posts.filter((post) => post.replyTo === null);
          const storyIds = carriers.flatMap((post) => post.storyIds);
          expect(storyIds.length).toBe(newsroom.expectedEvents);
          expect(new Set(storyIds).size).toBe(storyIds.length);
          const replies = posts.filter((post) => post.replyTo !== null).map((post) => post.message);
          expect(new Set(replies.map((message) => JSON.stringify(message))).size).toBe(replies.length);
          if (channel.platform === 'local') continue;
          const headed = shown()[channel.platform].filter((text) => /digest · /.test(text));
          expect(headed).toHaveLength(carriers.length);
        }
      } finally {
        await second.stop();
        await journey.close();
        await database.drop();
      }
    },
  );
});
