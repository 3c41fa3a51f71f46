import Bottleneck from 'bottleneck';

export type Pacer = {
  /** Runs `job` when its key is free: the gap since the key's last start has passed and not too many are under way. */
  run<T>(key: string, job: () => Promise<T>): Promise<T>;
  /** Refuses what still waits and frees the keys. */
  close(): Promise<void>;
};

/**
 * Keeps requests of one key (a host, a channel) apart. Bottleneck's own expiry and retries stay off: with a job that
 * ends before its retry they crash the process; jobs carry their own deadline.
 */
export function createPacer(options: { minGapMs: number; maxConcurrent: number }): Pacer {
  const group = new Bottleneck.Group({ minTime: options.minGapMs, maxConcurrent: options.maxConcurrent });
  let closing: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    const stops = group
      .limiters()
      .map(({ limiter }) => limiter.stop({ dropWaitingJobs: true, dropErrorMessage: 'shutting down' }));
    await Promise.all(stops);
    await group.disconnect(false);
  }

  return {
    run: (key, job) => group.key(key).schedule(job),
    // A limiter refuses to be stopped twice.
    close: () => (closing ??= stopAll()),
  };
}
