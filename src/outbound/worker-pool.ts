import { crashed, openSeat, type WorkerOutcome, type WorkerSeat, type WorkerTask } from './worker-seat.ts';

export type { WorkerOutcome } from './worker-seat.ts';

/** One of the tasks that a pool's script knows. */
export type TaskRunner = {
  /** Does the task with an input in a process; input and value are copied. Waits its turn when all are busy. Never rejects. */
  run(input: unknown): Promise<WorkerOutcome>;
};

export type WorkerPool = {
  task(name: string): TaskRunner;
  /** Ends all processes; what waits or is under way fails as crashed. */
  close(): Promise<void>;
};

export type WorkerPoolOptions = {
  /** A script that calls `serveWorker`. */
  script: URL;
  size: number;
  /** For one input, once a process that is up has it. */
  deadlineMs: number;
  maxHeapMb: number;
  /** A process without work for this long is ended. */
  idleMs?: number;
};

/**
 * Processes for hostile input, one input at a time each: it has a deadline and a heap cap, and a process that breaks
 * either is gone and replaced, so that one bad document never delays or ends another. Threads would not do: V8 ends
 * the whole process when it runs out of memory in the wrong place. Idle processes do not keep ours alive.
 */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const waiting: WorkerTask[] = [];
  const seats = new Set<WorkerSeat>();
  let isClosed = false;

  const open = (): WorkerSeat => {
    const seat = openSeat({
      ...options,
      idleMs: options.idleMs ?? 30_000,
      onFree: assign,
      onGone: (gone) => {
        seats.delete(gone);
        assign();
      },
    });
    seats.add(seat);
    return seat;
  };

  const assign = () => {
    for (;;) {
      const [task] = waiting;
      const free = [...seats].find((seat) => !seat.isBusy());
      if (isClosed || !task || (!free && seats.size >= options.size)) return;
      waiting.shift();
      (free ?? open()).give(task);
    }
  };

  return {
    task: (name) => ({
      run: (input) =>
        new Promise((settle) => {
          if (isClosed) {
            settle(crashed('the pool is closed'));
            return;
          }
          waiting.push({ task: name, input, settle });
          assign();
        }),
    }),
    close: async () => {
      isClosed = true;
      for (const task of waiting.splice(0)) task.settle(crashed('the pool is closed'));
      await Promise.all([...seats].map((seat) => seat.end(crashed('the pool is closed'))));
    },
  };
}
