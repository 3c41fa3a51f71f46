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
    expect(readSettings({ OPENAI_API_KEY: ' ', SLACK_CHANNEL: 'C1, C2,' })).toMatchObject({
      SLACK_CHANNEL: ['C1', 'C2'],
    });
    expect(readSettings({ OPENAI_API_KEY: ' ' }).OPENAI_API_KEY).toBeUndefined();
  });

  it.each([
    [{ WEB_PORT: 'eighty' }, 'WEB_PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: must start with sqlite: or postgres://'],
    [{ TIME_ZONE: 'Mars/Base' }, 'TIME_ZONE: must be an IANA zone'],
    [{ SLACK_BOT_TOKEN: 'xoxb-sentinel-value' }, 'SLACK_APP_TOKEN is missing'],
    [{ COMMAND_NAME: 'Has Space' }, 'COMMAND_NAME: must be lower-case'],
    [{ OPENAI_BASE_URL: 'ftp://x' }, 'OPENAI_BASE_URL'],
    [{ MIN_POLL_SECONDS: '900', MAX_POLL_SECONDS: '60' }, 'MIN_POLL_SECONDS is larger'],
  ])('refuses %o with the name and the rule, never the value', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
    expect(() => readSettings(environment)).not.toThrow(/sentinel/);
  });

  it('knows its secrets, the database password among them', () => {
    const settings = readSettings({
      DATABASE_URL: 'postgres://me:hunter22@db/x',
      OPENAI_API_KEY: 'sk-sentinel',
    });
    expect(secretsOf(settings)).toEqual(['sk-sentinel', 'hunter22']);
  });
});
