import { describe, expect, it } from 'vitest';
import { readSettings, secretsOf } from '../../config/settings.ts';

describe('readSettings', () => {
  it('needs nothing', () => {
    expect(readSettings({})).toMatchObject({
      DATABASE_URL: 'sqlite:data/sitrep.db',
      WEB_PORT: 8787,
      SLACK_CHANNEL: [],
    });
  });

  it('takes empty values as unset and cuts lists', () => {
    expect(readSettings({ OPENAI_API_KEY: ' ', SLACK_MANAGERS: 'U1, U2,' })).toMatchObject({
      SLACK_MANAGERS: ['U1', 'U2'],
    });
    expect(readSettings({ OPENAI_API_KEY: ' ' }).OPENAI_API_KEY).toBeUndefined();
  });

  it.each([
    [{ WEB_PORT: 'eighty' }, 'WEB_PORT: must be a whole number from 0 to 65535.'],
    [{ WEB_PORT: '99999' }, 'WEB_PORT: must be a whole number from 0 to 65535.'],
    [{ DISCORD_SHARDS: '-1' }, 'DISCORD_SHARDS: must be a whole number from 1 to 64, or auto.'],
    [{ DAILY_BUDGET_USD: 'two' }, 'DAILY_BUDGET_USD: must be a number of US dollars'],
    [{ DAILY_BUDGET_USD: '0' }, 'DAILY_BUDGET_USD: must be more than 0'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: must be debug, info, warn, error or silent.'],
    [{ PUBLIC_URL: 'news.example.org' }, 'PUBLIC_URL: must be a full address that begins with http'],
    [{ SLACK_CHANNEL: 'C1' }, 'SLACK_BOT_TOKEN is missing'],
    [{ DISCORD_CHANNEL: '1' }, 'DISCORD_TOKEN is missing'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: must start with sqlite: or postgres://'],
    [{ TIME_ZONE: 'Mars/Base' }, 'TIME_ZONE: must be an IANA zone'],
    [{ SLACK_BOT_TOKEN: 'xoxb-sentinel-value' }, 'SLACK_APP_TOKEN is missing'],
    [{ COMMAND_NAME: 'Has Space' }, 'COMMAND_NAME: must be lower-case'],
    [{ OPENAI_BASE_URL: 'ftp://x' }, 'OPENAI_BASE_URL: must be a full address that begins with http'],
    [{ MIN_POLL_SECONDS: '900', MAX_POLL_SECONDS: '60' }, 'MIN_POLL_SECONDS is larger'],
  ])('refuses %o with the name and the rule, never the value', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
    expect(() => readSettings(environment)).not.toThrow(/sentinel/);
  });

  it('takes a number of shards, or auto', () => {
    expect(readSettings({}).DISCORD_SHARDS).toBe(1);
    expect(readSettings({ DISCORD_SHARDS: '4' }).DISCORD_SHARDS).toBe(4);
    expect(readSettings({ DISCORD_SHARDS: 'auto' }).DISCORD_SHARDS).toBe('auto');
  });

  it('knows its secrets, the database password among them', () => {
    const settings = readSettings({
      DATABASE_URL: 'postgres://me:hunter22@db/x',
      OPENAI_API_KEY: 'sk-sentinel',
    });
    expect(secretsOf(settings)).toEqual(['sk-sentinel', 'hunter22']);
  });
});
