import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { InstanceStore } from '../store/store.ts';
import type { Step } from './step.ts';

export type Pipeline = {
  start(): Promise<void>;
  /** No new work; resolves when what is in hand is finished, at the latest after `graceMs`. */
  stop(graceMs: number): Promise<void>;
};

type Parts = {
  instance: { id: string; machine: string; pid: number };
  instances: InstanceStore;
  steps: readonly Step[];
  beatMs: number;
  clock: Clock;
  log: Logger;
};

/** Registers this instance, keeps its beat and runs every step side by side. The rows are the only queue. */
export function createPipeline({ instance, instances, steps, beatMs, clock, log }: Parts): Pipeline {
  const stopping = new AbortController();
  const ended = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  let beating: Promise<void> = Promise.resolve();

  async function keepBeating(): Promise<void> {
    while (!ended.signal.aborted) {
      await clock.sleep(beatMs, ended.signal);
      if (ended.signal.aborted) return;
      await instances
        .beat(instance.id, clock.now())
        .catch((error: unknown) => log.error({ error }, 'beat could not be stored'));
    }
  }

  return {
    async start() {
      if (stopping.signal.aborted)
        throw new AppError('pipeline/stopped', 'The pipeline was stopped; start a new one.');
      await instances.start({ ...instance, now: clock.now() });
      beating = keepBeating();
      running = Promise.all(steps.map((step) => step.run(stopping.signal)));
    },
    async stop(graceMs) {
      stopping.abort();
      const grace = new AbortController();
      await Promise.race([running, clock.sleep(graceMs, grace.signal)]);
      grace.abort();
      ended.abort();
      await beating;
      await instances.stop(instance.id);
    },
  };
}
