import Bottleneck from 'bottleneck';
import { systemClock } from '../clock.ts';

export type Pacer = {
  /** Runs `job` when its key is free: none is under way and the gap since the last start has passed. */
  run<T>(key: string, job: () => Promise<T>): Promise<T>;
  /** Refuses what still waits and frees the keys. */
  close(): Promise<void>;
  /** How many keys are in use or were lately. */
  keys(): number;
};

/** A key that is in use or was lately. */
type Lane = {
  /** Under way and waiting. */
  jobs: number;
  /** Of the last job, in the milliseconds of `performance.now`. */
  startedAt: number;
  underWay: Promise<unknown>;
  /** Only where a job had to wait. */
  limiter: Bottleneck | null;
};

/**
 * Keeps requests of one key (a host, a channel) apart. Most jobs find their key free: they run at once and leave
 * nothing behind. Who must wait does so in a limiter of Bottleneck's. Its own expiry and retries stay off: with a job
 * that ends before its retry they crash the process; jobs carry their own deadline.
 */
export function createPacer({ minGapMs }: { minGapMs: number }): Pacer {
  const lanes = new Map<string, Lane>();
  const closing = new AbortController();
  let closed: Promise<void> | undefined;

  const isRested = (lane: Lane) => performance.now() - lane.startedAt >= minGapMs;

  /** Counts the job, and forgets the key when its gap has passed without another. */
  async function counted<T>(key: string, lane: Lane, run: () => Promise<T>): Promise<T> {
    lane.jobs += 1;
    try {
      return await run();
    } finally {
      lane.jobs -= 1;
      const forget = () => {
        if (lane.jobs === 0 && isRested(lane) && lanes.get(key) === lane) lanes.delete(key);
      };
      if (lane.jobs === 0) setTimeout(forget, minGapMs + 1).unref();
    }
  }

  function start<T>(lane: Lane, job: () => Promise<T>): Promise<T> {
    lane.startedAt = performance.now();
    const running = job();
    lane.underWay = running.catch(() => {});
    return running;
  }

  async function startInTurn<T>(lane: Lane, job: () => Promise<T>): Promise<T> {
    // What ran at once is not in the limiter.
    await lane.underWay;
    // A timer may end up to a millisecond early.
    while (!isRested(lane) && !closing.signal.aborted)
      await systemClock.sleep(Math.ceil(lane.startedAt + minGapMs - performance.now()), closing.signal);
    if (closing.signal.aborted) throw new Error(REFUSAL);
    return start(lane, job);
  }

  async function stopAll(): Promise<void> {
    closing.abort();
    const limiters = [...lanes.values()].flatMap(({ limiter }) => limiter ?? []);
    await Promise.all(
      limiters.map((limiter) => limiter.stop({ dropWaitingJobs: true, dropErrorMessage: REFUSAL })),
    );
    lanes.clear();
  }

  return {
    async run(key, job) {
      if (closed) throw new Error(REFUSAL);
      const lane = lanes.get(key) ?? { ...UNUSED };
      lanes.set(key, lane);
      return counted(key, lane, () => {
        // Counted already, so one job is this one.
        if (lane.jobs === 1 && isRested(lane)) {
          lane.limiter = null;
          return start(lane, job);
        }
        lane.limiter ??= new Bottleneck({ maxConcurrent: 1 });
        return lane.limiter.schedule(() => startInTurn(lane, job));
      });
    },
    // A limiter refuses to be stopped twice.
    close: () => (closed ??= stopAll()),
    keys: () => lanes.size,
  };
}

const REFUSAL = 'shutting down';
const UNUSED: Lane = {
  jobs: 0,
  startedAt: Number.NEGATIVE_INFINITY,
  underWay: Promise.resolve(),
  limiter: null,
};
