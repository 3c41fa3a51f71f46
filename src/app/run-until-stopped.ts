import type { App } from '../app.ts';
import type { Logger } from '../log.ts';

/** `npm start` passes a signal on that the process may have had already: two so close together are one. */
const SIGNAL_ECHO_MS = 500;

/** Starts the app, and on SIGTERM or Ctrl-C finishes what is in hand; a second signal, later, ends at once. */
export async function runUntilStopped(
  app: App,
  log: Logger,
  onStarted: (running: { url: string }) => void,
): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  let stoppingSince: number | null = null;
  const stop = (signal: NodeJS.Signals) => {
    const now = app.clock.now();
    if (stoppingSince !== null) {
      if (now - stoppingSince < SIGNAL_ECHO_MS) return;
      process.exit(1);
    }
    stoppingSince = now;
    log.info({ signal }, 'stopping');
    app.stop().then(stopped.resolve, stopped.reject);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  try {
    const running = await app.start();
    if (stoppingSince === null) onStarted(running);
    await stopped.promise;
  } catch (error) {
    if (stoppingSince === null) await app.stop();
    throw error;
  } finally {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
  }
}
