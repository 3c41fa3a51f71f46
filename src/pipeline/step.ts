import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Claimed } from '../store/store.ts';

/** One step of the pipeline: runs until told to stop, then finishes what is in hand. */
export type Step = {
  name: string;
  /** Resolves once `stopping` has aborted and nothing is in hand. Never rejects. */
  run(stopping: AbortSignal): Promise<void>;
  /** Looks for due rows at once instead of after the idle wait. */
  wake(): void;
};

type Timing = { clock: Clock; log: Logger; idleMs: number };

/** Ends a sleep. A reason of its own, because the default one is an error with its stack, made each time. */
const DONE = 'done';

/** A wait that `ring` cuts short; a ring that comes before the wait is not lost. */
function createAlarm(clock: Clock) {
  let isRung = false;
  let wakeUp: (() => void) | null = null;
  return {
    ring() {
      isRung = true;
      wakeUp?.();
    },
    /** Until it rings, at most for `ms`. Promises that outlive a wait are no part of it: each would keep a trace of it. */
    async wait(ms: number) {
      if (!isRung) {
        const sleeping = new AbortController();
        await new Promise<void>((resolve) => {
          wakeUp = resolve;
          if (ms < Number.POSITIVE_INFINITY) void clock.sleep(ms, sleeping.signal).then(resolve);
        });
        wakeUp = null;
        sleeping.abort(DONE);
      }
      isRung = false;
    },
  };
}

/**
 * A step that claims due rows and handles up to `slots` of them side by side, so that a slow one delays no other.
 * A fault in `handle` is logged and its claim runs out with the instance's or is retried by the row's own time.
 */
export function createClaimingStep<Row>(
  name: string,
  work: {
    slots: number;
    claim: (limit: number) => Promise<Claimed<Row>[]>;
    handle: (claimed: Claimed<Row>, stopping: AbortSignal) => Promise<void>;
  },
  { clock, log, idleMs }: Timing,
): Step {
  const alarm = createAlarm(clock);
  return {
    name,
    wake: () => alarm.ring(),
    async run(stopping) {
      const inHand = new Set<Promise<void>>();
      stopping.addEventListener('abort', () => alarm.ring(), { once: true });
      while (!stopping.aborted) {
        if (inHand.size >= work.slots) {
          await alarm.wait(Number.POSITIVE_INFINITY);
          continue;
        }
        const claimed = await claimSafely(work, work.slots - inHand.size, name, log);
        for (const one of claimed) {
          const job = work
            .handle(one, stopping)
            .catch((error: unknown) => {
              // What a stop cuts short stays due.
              if (stopping.aborted) log.debug({ step: name, error }, 'row left for the next start');
              else log.error({ step: name, error }, 'row failed');
            })
            .finally(() => {
              inHand.delete(job);
              alarm.ring();
            });
          inHand.add(job);
        }
        if (claimed.length === 0) await alarm.wait(idleMs);
        // With SQLite in the process a busy step is one long run of microtasks: beats, sockets and pages need a turn.
        else await yieldToOthers();
      }
      await Promise.all(inHand);
    },
  };
}

async function claimSafely<Row>(
  work: { claim: (limit: number) => Promise<Claimed<Row>[]> },
  free: number,
  name: string,
  log: Logger,
): Promise<Claimed<Row>[]> {
  try {
    return await work.claim(free);
  } catch (error) {
    log.error({ step: name, error }, 'claiming failed');
    return [];
  }
}

/** A step that does its rows one round after another; `round` returns how many it handled. */
export function createRoundStep(
  name: string,
  round: (stopping: AbortSignal) => Promise<number>,
  { clock, log, idleMs }: Timing,
): Step {
  const alarm = createAlarm(clock);
  return {
    name,
    wake: () => alarm.ring(),
    async run(stopping) {
      stopping.addEventListener('abort', () => alarm.ring(), { once: true });
      while (!stopping.aborted) {
        const handled = await round(stopping).catch((error: unknown) => {
          log.error({ step: name, error }, 'round failed');
          return 0;
        });
        if (handled === 0) await alarm.wait(idleMs);
        else await yieldToOthers();
      }
    },
  };
}
