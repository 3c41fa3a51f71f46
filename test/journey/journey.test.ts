import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSampleArticles } from '../../src/demo/newsroom/load-articles.ts';
import type { Message, StoryBlock } from '../../src/model/message.ts';
import { createDatabase, skipNote, whyNoServer } from '../store/reach-postgres.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openJourney } from './open-journey.ts';

const noServer = await whyNoServer();
const folder = mkdtempSync(join(tmpdir(), 'sitrep-journey-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const databases = [
  {
    name: 'SQLite',
    isThere: true,
    open: async () => ({ url: `sqlite:${join(folder, 'journey.db')}`, drop: async () => undefined }),
  },
  { name: `PostgreSQL${skipNote(noServer)}`, isThere: noServer === null, open: createDatabase },
];

const storyBlocks = (messages: readonly Message[]): StoryBlock[] =>
  messages.flatMap((message) => message.blocks.filter((block) => block.kind === 'story'));

describe.each(databases)('one article from feed to channel, on $name', ({ isThere, open }) => {
  it.skipIf(!isThere)(
    'is posted once to Slack and Discord, answers buttons and commands, and is edited when it moves',
    async () => {
      const database = await open();
      const journey = await openJourney({ databaseUrl: database.url });
      const { slack, discord, newsroom } = journey;
      const app = await journey.openApp();
      try {
        await app.start();
        const onSlack = () =>
          slack
            .messages(slack.channelId)
            .map(({ shown }) => shown)
            .join('\n');
        const onDiscord = () =>
          discord
            .messages(discord.channelId)
            .map(({ shown }) => shown)
            .join('\n');
        await waitUntil(
          'the first digest on both platforms',
          () => /Coverage:/.test(onSlack()) && /Coverage:/.test(onDiscord()),
          60_000,
        );

        const unsent = async () => {
          const { due = 0, sending = 0 } = await app.store.posts.countByState();
          return due + sending;
        };
        await waitUntil('all outcomes stored', async () => (await unsent()) === 0);

        // What was stored is what each platform shows: every story with exactly three bullets.
        const channels = await app.store.channels.list();
        for (const platform of ['slack', 'discord'] as const) {
          const channel = channels.find((one) => one.platform === platform);
          const posts = await app.store.posts.listSent(channel?.id ?? '', 50);
          const blocks = storyBlocks(posts.map((post) => post.message));
          const shown = platform === 'slack' ? onSlack() : onDiscord();
          expect(blocks.length).toBe(newsroom.expectedEvents);
          expect(new Set(blocks.map((block) => block.storyId)).size).toBe(blocks.length);
          for (const block of blocks) {
            expect(block.bullets).toHaveLength(3);
            for (const bullet of block.bullets) {
              expect(bullet.split(/\s+/).length).toBeLessThanOrEqual(25);
              expect(plain(shown)).toContain(plain(bullet));
            }
            expect(plain(shown).split(plain(block.headline)).length - 1).toBe(1);
          }
          const unwanted = (await loadSampleArticles()).filter((article) => !article.shouldPost);
          for (const article of unwanted) expect(shown).not.toContain(article.title);
        }
        expect(onSlack()).toMatch(/Kim/);

        // A button under the Kim-Putin story shows the sentences behind its bullets.
        const channel = channels.find((one) => one.platform === 'slack');
        const posts = await app.store.posts.listSent(channel?.id ?? '', 50);
        const post = posts.find((one) =>
          storyBlocks([one.message]).some((block) => /Kim|North Korea/.test(block.headline)),
        );
        const block = storyBlocks(post ? [post.message] : []).find((one) =>
          /Kim|North Korea/.test(one.headline),
        );
        await slack.pressButton(post?.externalId ?? '', `evidence:${post?.id}:${block?.storyId}`);
        await waitUntil('the evidence', () =>
          slack.answers().some(({ text, isPrivate }) => isPrivate && text.includes('Evidence')),
        );

        await slack.sendCommand('/sitrep', 'status');
        await waitUntil('the status on Slack', () =>
          slack.answers().some(({ text }) => /7 of 7 feeds/.test(text)),
        );
        await slack.sendCommand('/digest', 'gabon');
        await waitUntil('a digest about Gabon', () =>
          slack.answers().some(({ text }) => /Gabon/.test(text) && !/Karabakh/.test(text)),
        );
        await discord.sendCommand('help', {});
        await waitUntil('help on Discord', () =>
          discord.answers().some(({ text }) => text.includes('/summary')),
        );
        const page =
          (await app.store.articles.listOfStory(block?.storyId ?? '')).find((article) => article.url)?.url ??
          '';
        await discord.sendCommand('summary', { of: page });
        await waitUntil('three bullets for a link', () =>
          discord.answers().some(({ text }) => /Kim/.test(text) && text.includes('without a model')),
        );

        // The story moves: the post that carries it is edited, and nothing new is posted.
        const posted = () => [
          slack.messages(slack.channelId).filter(({ threadTs }) => threadTs === null).length,
          discord.messages(discord.channelId).length,
        ];
        const before = posted();
        newsroom.publishUpdate();
        await waitUntil(
          'the edit on both platforms',
          () => /Changed \d\d:\d\d:/.test(onSlack()) && /Changed \d\d:\d\d:/.test(onDiscord()),
          60_000,
        );
        expect(posted()).toEqual(before);
      } finally {
        await app.stop();
        await journey.close();
        await database.drop();
      }
    },
  );
});

/** Letters and digits alone: escaping and layout differ from platform to platform. */
const plain = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
