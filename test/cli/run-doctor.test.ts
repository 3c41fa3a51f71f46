import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { type App, createApp } from '../../src/app.ts';
import { registerOnDiscord } from '../../src/cli/operator-commands.ts';
import { checkPlatforms, postTest } from '../../src/cli/run-doctor.ts';
import { DISCORD_PERMISSIONS } from '../../src/chat/discord/inspect-permissions.ts';
import { silentLogger } from '../../src/log.ts';
import { closedPort } from '../support/closed-port.ts';
import { type DiscordStandIn, startDiscordStandIn } from '../support/discord-stand-in.ts';
import { type SlackStandIn, startSlackStandIn } from '../support/slack-stand-in.ts';

let slack: SlackStandIn;
let discord: DiscordStandIn;
let app: App;
beforeEach(async () => {
  slack = await startSlackStandIn();
  discord = await startDiscordStandIn();
});
afterEach(async () => {
  await app?.stop();
  await slack.close();
  await discord.close();
});

const settingsFor = (changes: Record<string, string> = {}) =>
  readSettings({
    DATABASE_URL: 'sqlite::memory:',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: `${slack.channelId},C0GONE`,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CHANNEL: discord.channelId,
    ...changes,
  });

async function check(changes: Record<string, string> = {}) {
  const settings = settingsFor(changes);
  app = await createApp({ settings, log: silentLogger });
  const lines: string[] = [];
  const isWell = await checkPlatforms(app, settings, (line) => void lines.push(line));
  return { isWell, lines };
}

describe('checkPlatforms', () => {
  it('goes through tokens and channels, and says what to grant', async () => {
    slack.removeScope('im:history');
    discord.setPermissions(1n << 10n);
    const { isWell, lines } = await check();
    expect(isWell).toBe(false);
    expect(lines).toEqual([
      'ok    slack: the token is taken',
      expect.stringMatching(/^warn {2}slack: The Slack app lacks im:history/),
      'ok    slack #news',
      expect.stringMatching(/^FAIL {2}slack C0GONE: The Slack channel is gone/),
      'ok    discord: the token is taken',
      // All of the table but View Channel.
      ...Object.keys(DISCORD_PERMISSIONS)
        .slice(1)
        .map(() => expect.stringMatching(/^warn {2}discord #news: The bot lacks .* Permissions\.$/)),
    ]);
    // A bot that runs would lose what people ask meanwhile.
    expect(discord.shards()).toEqual([]);
  });

  it('says where a token is wrong', async () => {
    const { isWell, lines } = await check({ DISCORD_TOKEN: 'wrong.secret.token' });
    expect(isWell).toBe(false);
    expect(lines.at(-1)).toMatch(/^FAIL {2}discord: Discord refused DISCORD_TOKEN/);
  });

  it('says that nobody has installed the bot yet, and how', async () => {
    const port = await closedPort();
    const settings = settingsFor({
      SLACK_BOT_TOKEN: '',
      SLACK_CLIENT_ID: '100.200',
      SLACK_CLIENT_SECRET: 'secret',
      ENCRYPTION_KEY: 'a-random-key-of-more-than-32-characters',
      WEB_PORT: `${port}`,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DISCORD_TOKEN: '',
      DISCORD_CHANNEL: '',
    });
    app = await createApp({ settings, log: silentLogger, overrides: { feeds: [] } });
    await app.start();
    const lines: string[] = [];
    expect(await checkPlatforms(app, settings, (line) => void lines.push(line))).toBe(true);
    expect(lines).toEqual([
      expect.stringMatching(/^warn {2}slack: .*installed in no Slack workspace yet.*\/slack\/install/),
      `ok    http: http://127.0.0.1:${port}/slack/oauth_redirect is reached`,
    ]);
  });

  it('tries whether Slack would reach the bot, in HTTP mode', async () => {
    const http = {
      SLACK_APP_TOKEN: '',
      SLACK_SIGNING_SECRET: slack.signingSecret,
      WEB_PORT: '0',
      DISCORD_TOKEN: '',
      DISCORD_CHANNEL: '',
      SLACK_CHANNEL: '',
    };
    expect((await check(http)).lines.at(-1)).toMatch(/^warn {2}http: PUBLIC_URL is not set/);
    await app.stop();
    const unreached = await check({ ...http, PUBLIC_URL: slack.apiUrl });
    expect(unreached.isWell).toBe(false);
    expect(unreached.lines.at(-1)).toMatch(/^FAIL {2}http: .*\/slack\/events answers/);
  });
});

describe('postTest', () => {
  it('posts on the platform that knows the channel', async () => {
    await check();
    expect(await postTest(app, discord.channelId, 'test-1')).toBe('discord #news');
    expect(discord.messages(discord.channelId)).toMatchObject([
      { shown: expect.stringContaining('test post') },
    ]);
    expect(await postTest(app, slack.channelId, 'test-2')).toBe('slack #news');
    await expect(postTest(app, 'nowhere', 'test-3')).rejects.toMatchObject({ code: 'doctor/not-posted' });
  });

  it('says what to grant where it may not', async () => {
    await check();
    discord.failNext('createMessage', { kind: 'refusal', code: 50013 });
    await expect(postTest(app, discord.channelId, 'test-1')).rejects.toThrow(/Give it Send Messages/);
  });
});

describe('registerOnDiscord', () => {
  it('sends what differs, and nothing the second time', async () => {
    await check();
    const first = await registerOnDiscord(settingsFor());
    expect(first).toContain('digest');
    expect(first).toContain('Summarise links');
    const sent = discord.countCalls('registerCommand');
    expect(await registerOnDiscord(settingsFor())).toContain('nothing was sent');
    expect(discord.countCalls('registerCommand')).toBe(sent);
    await expect(
      registerOnDiscord(settingsFor({ DISCORD_TOKEN: 'wrong.secret.token' })),
    ).rejects.toMatchObject({
      code: 'chat/bad-token',
    });
  });
});
