import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../src/clock.ts';
import { serveNewsroom } from '../../src/demo/newsroom/serve-newsroom.ts';
import { silentLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { startDiscordStandIn } from '../support/discord-stand-in.ts';
import { startSlackStandIn } from '../support/slack-stand-in.ts';
import { waitUntil } from '../support/wait-until.ts';

const KILLS = 4;
/** From start-up through polling, grouping and sending: the whole journey takes about six seconds. */
const LONGEST_LIFE_MS = 7_000;

/**
 * Kills the bot with SIGKILL at random moments of its first digest and of an update, starts it again on the same
 * database, and checks that each story stands once in each channel. Returns what was done, or throws.
 */
export async function killAndRestart(random: () => number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-long-'));
  const newsroom = await serveNewsroom({
    clock: systemClock,
    host: '127.0.0.1',
    firstPort: 0,
    log: silentLogger,
  });
  const slack = await startSlackStandIn();
  const discord = await startDiscordStandIn();
  const databaseUrl = `sqlite:${join(folder, 'bot.db')}`;
  const environment = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    ALLOW_PRIVATE_ADDRESSES: newsroom.allowPrivate.join(','),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: slack.channelId,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CHANNEL: discord.channelId,
    WEB_PORT: '0',
    SITREP_TEST_FEEDS: JSON.stringify(newsroom.feeds),
  };
  const start = () =>
    spawn(process.execPath, [new URL('./bot-process.ts', import.meta.url).pathname], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const bothShow = (what: RegExp) => () =>
    [slack.messages(slack.channelId), discord.messages(discord.channelId)].every((messages) =>
      messages.some((message) => what.test(message.shown)),
    );
  const lives: number[] = [];
  let bot = start();
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      const lifeMs = Math.round(random() * LONGEST_LIFE_MS);
      lives.push(lifeMs);
      await wait(lifeMs);
      await end(bot, 'SIGKILL');
      if (kill === KILLS - 2) newsroom.publishUpdate();
      bot = start();
    }
    await waitUntil('both digests', bothShow(/Coverage:/));
    await waitUntil('the update in both channels', bothShow(/Vostochny/i));
    // The last reply follows the edit: stopped before it, the bot would rightly keep it for its next life.
    await waitUntil('an end of all sending', async () => (await openPosts(databaseUrl)) === null);
    await end(bot, 'SIGTERM');
    await checkOnce(databaseUrl, {
      slack: slack
        .messages(slack.channelId)
        .filter((one) => one.threadTs === null)
        .map((one) => one.shown),
      discord: discord
        .messages(discord.channelId)
        .filter((one) => one.replyTo === null)
        .map((one) => one.shown),
    });
    return `killed after ${lives.join(', ')} ms; ${slack.messages(slack.channelId).length} messages on Slack, ${discord.messages(discord.channelId).length} on Discord, each story once`;
  } finally {
    if (bot.exitCode === null) bot.kill('SIGKILL');
    await Promise.all([newsroom.close(), slack.close(), discord.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function end(bot: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (bot.exitCode !== null || bot.signalCode !== null)
    throw new Error(`the bot ended by itself with ${bot.exitCode}`);
  const ended = once(bot, 'exit');
  bot.kill(signal);
  await Promise.race([
    ended,
    wait(15_000).then(() => Promise.reject(new Error(`${signal} did not end the bot`))),
  ]);
}

/** Every stored post is in its channel once, and no channel has a story twice. */
async function checkOnce(
  databaseUrl: string,
  shown: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const store = await openStore({ url: databaseUrl, clock: systemClock, log: silentLogger });
  try {
    for (const channel of await store.channels.list()) {
      const texts = shown[channel.platform];
      if (!texts) continue;
      // A reply stands in the thread of its post and tells of the same story.
      const sent = await store.posts.listSent(channel.id, 100);
      const posts = sent.filter((post) => post.replyTo === null);
      const storyIds = posts.flatMap(({ message }) =>
        message.blocks.flatMap((block) => (block.kind === 'story' ? [block.storyId] : [])),
      );
      if (new Set(storyIds).size !== storyIds.length)
        throw new Error(`${channel.platform}: a story has two posts`);
      if (texts.length !== posts.length)
        throw new Error(
          `${channel.platform}: ${posts.length} posts stored as sent, ${texts.length} messages in the channel`,
        );
      if (storyIds.length === 0) throw new Error(`${channel.platform}: nothing was posted`);
    }
  } finally {
    await store.close();
  }
  const left = await openPosts(databaseUrl);
  if (left !== null) throw new Error(`posts left over: ${left}`);
}

/** The posts by state where some are still to be sent, edited or cleared up; null where none is. */
async function openPosts(databaseUrl: string): Promise<string | null> {
  const store = await openStore({ url: databaseUrl, clock: systemClock, log: silentLogger });
  try {
    const states = await store.posts.countByState();
    const isOpen = ['due', 'sending', 'in-doubt', 'unknown', 'edit-due'] as const;
    return isOpen.some((state) => states[state]) ? JSON.stringify(states) : null;
  } finally {
    await store.close();
  }
}
