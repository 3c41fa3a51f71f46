import { expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { createApp } from '../../src/app.ts';
import { silentLogger } from '../../src/log.ts';

it('waits for the first stop when it is stopped again, at once or later', async () => {
  const settings = readSettings({ DATABASE_URL: 'sqlite::memory:', WEB_PORT: '0' });
  const app = await createApp({ settings, log: silentLogger, overrides: { feeds: [] } });
  await app.start();
  const ended: string[] = [];
  const first = app.stop().then(() => ended.push('first'));
  const second = app.stop().then(() => ended.push('second'));
  await Promise.all([first, second]);
  expect(ended).toEqual(['first', 'second']);
  await expect(app.stop()).resolves.toBeUndefined();
});
