import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { CleanUpBounds, Store } from '../store/store.ts';
import { createRoundStep, type Step } from './step.ts';

/** How long each kind of row is kept, in ms. */
export type KeepMs = CleanUpBounds;

type Parts = {
  store: Pick<Store, 'cleanUp' | 'instances'>;
  instanceId: string;
  keepMs: KeepMs;
  /** Rows of a kind that one batch deletes. */
  rows: number;
  /** Between two batches. */
  pauseMs: number;
  idleMs: number;
  clock: Clock;
  log: Logger;
};

/** Rows that have grown old -> gone, a small batch at a time, so that nobody waits. One instance at a time does it. */
export function createCleanUp(parts: Parts): Step {
  const { store, instanceId, keepMs, rows, pauseMs, clock, log } = parts;

  async function round(stopping: AbortSignal): Promise<number> {
    const now = clock.now();
    if (!(await store.instances.hold('step:clean-up', instanceId, now))) return 0;
    const bounds = Object.fromEntries(
      Object.entries(keepMs).map(([kind, ms]) => [kind, now - ms]),
    ) as CleanUpBounds;
    const deleted = await store.cleanUp(bounds, rows, now);
    if (deleted === 0) return 0;
    log.info({ deleted }, 'old rows cleaned up');
    await clock.sleep(pauseMs, stopping);
    return deleted;
  }

  return createRoundStep('clean-up', round, parts);
}
