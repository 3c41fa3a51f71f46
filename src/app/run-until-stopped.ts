import type { App } from '../app.ts';
import type { Logger } from '../log.ts';

/** Starts the app, and on SIGTERM or Ctrl-C finishes what is in hand; a second signal ends at once. */
export async function runUntilStopped(
  app: App,
  log: Logger,
  onStarted: (running: { url: string }) => void,
): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  let isStopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'stopping');
    app.stop().then(stopped.resolve, stopped.reject);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  try {
    const running = await app.start();
    if (!isStopping) onStarted(running);
    await stopped.promise;
  } catch (error) {
    if (!isStopping) await app.stop();
    throw error;
  } finally {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
  }
}
