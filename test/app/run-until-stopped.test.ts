import { afterEach, expect, it, vi } from 'vitest';
import type { App } from '../../src/app.ts';
import { runUntilStopped } from '../../src/app/run-until-stopped.ts';
import { silentLogger } from '../../src/log.ts';
import { createManualClock } from '../support/manual-clock.ts';

afterEach(() => vi.restoreAllMocks());

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
