import { afterEach, expect, it, vi } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { type App, createApp, runUntilStopped } from '../src/app.ts';
import { silentLogger } from '../src/log.ts';
import { createManualClock } from './support/manual-clock.ts';

afterEach(() => vi.restoreAllMocks());

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

it('takes a signal that comes twice at once for one, and a later one for the wish to end at once', async () => {
  const clock = createManualClock();
  const finished = Promise.withResolvers<void>();
  const stop = vi.fn(() => finished.promise);
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as () => never);
  const app = { clock, start: () => Promise.resolve({ url: '' }), stop } as unknown as App;
  const running = runUntilStopped(app, silentLogger, () => undefined);
  process.emit('SIGTERM');
  process.emit('SIGTERM');
  expect(exit).not.toHaveBeenCalled();
  expect(stop).toHaveBeenCalledOnce();
  clock.advance(2_000);
  process.emit('SIGINT');
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
  finished.resolve();
  await running;
});
