import { readSettings } from '../../config/settings.ts';
import { createApp, type App } from '../../src/app.ts';
import type { AppOverrides } from '../../src/app/overrides.ts';
import { systemClock } from '../../src/clock.ts';
import { type Newsroom, serveNewsroom } from '../../src/demo/newsroom/serve-newsroom.ts';
import { createLogger, type Logger, silentLogger } from '../../src/log.ts';
import { type DiscordStandIn, startDiscordStandIn } from '../support/discord-stand-in.ts';
import { type SlackStandIn, startSlackStandIn } from '../support/slack-stand-in.ts';

export type Journey = {
  newsroom: Newsroom;
  slack: SlackStandIn;
  discord: DiscordStandIn;
  /** A further process on the same database and stand-ins. */
  openApp(changes?: AppOverrides): Promise<App>;
  close(): Promise<void>;
};

type Options = { databaseUrl: string; environment?: Readonly<Record<string, string>>; log?: Logger };

/** The sample newsroom, a Slack workspace and a Discord server on loopback, and the real app between them. */
export async function openJourney({ databaseUrl, environment = {}, log }: Options): Promise<Journey> {
  const newsroom = await serveNewsroom({
    clock: systemClock,
    host: '127.0.0.1',
    firstPort: 0,
    log: silentLogger,
  });
  const slack = await startSlackStandIn();
  const discord = await startDiscordStandIn();
  const settings = readSettings({
    DATABASE_URL: databaseUrl,
    ALLOW_PRIVATE_ADDRESSES: newsroom.allowPrivate.join(','),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: slack.channelId,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CHANNEL: discord.channelId,
    TIME_ZONE: 'Africa/Johannesburg',
    WEB_PORT: '0',
    ...environment,
  });
  return {
    newsroom,
    slack,
    discord,
    openApp: (changes = {}) =>
      createApp({
        settings,
        log: log ?? (process.env['SITREP_TEST_LOG'] ? createLogger('debug') : silentLogger),
        overrides: {
          feeds: newsroom.feeds,
          idleMs: 25,
          hostGapMs: 0,
          channelGapMs: 0,
          quietMs: 1_000,
          pollBoundsMs: { min: 1_000, max: 1_500 },
          ...changes,
        },
      }),
    async close() {
      await Promise.all([newsroom.close(), slack.close(), discord.close()]);
    },
  };
}
