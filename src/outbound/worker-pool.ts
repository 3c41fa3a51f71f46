import { type ChildProcess, fork } from 'node:child_process';
import type { WorkerMessage, WorkerReply } from './serve-worker.ts';

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

export type WorkerOutcome =
  | { kind: 'done'; value: unknown }
  | { kind: 'failed'; reason: 'too-slow' | 'out-of-memory' | 'crashed' | 'error'; message: string };

type WorkerTask = Pick<WorkerMessage, 'task' | 'input'> & { settle: (outcome: WorkerOutcome) => void };

/** One process of a pool. */
type WorkerSeat = {
  isBusy(): boolean;
  give(task: WorkerTask): void;
  /** Kills the process; a task under way gets `outcome`. */
  end(outcome: WorkerOutcome): Promise<void>;
};

type SeatOptions = {
  script: URL;
  deadlineMs: number;
  maxHeapMb: number;
  idleMs: number;
  /** The process took its task to the end and is free. */
  onFree(): void;
  /** The process is gone: killed, crashed or idle for too long. */
  onGone(seat: WorkerSeat): void;
};

/** Starting the process and loading what the task needs, on a machine that is busy. */
const START_UP_MS = 10_000;

/** New objects are few beside a document: V8's own choice takes several times as much memory and is no faster. */
const YOUNG_HEAP_MB = 4;

const TOO_SLOW: WorkerOutcome = { kind: 'failed', reason: 'too-slow', message: 'the deadline passed' };

function crashed(message: string): WorkerOutcome {
  return { kind: 'failed', reason: 'crashed', message };
}

/** Starts a process. A task's deadline runs from the moment that the process has loaded what the task needs. */
function openSeat(options: SeatOptions): WorkerSeat {
  const child = startProcess(options);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let task: WorkerTask | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isGone = false;

  const endIn = (ms: number, outcome: WorkerOutcome) => {
    clearTimeout(timer);
    timer = setTimeout(() => void seat.end(outcome), ms);
  };
  /** Ours need not live on for a process that is idle. */
  const keepAlive = (isKept: boolean) => {
    child[isKept ? 'ref' : 'unref']();
    child.channel?.[isKept ? 'ref' : 'unref']();
  };

  const seat: WorkerSeat = {
    isBusy: () => task !== null,
    give: (given) => {
      task = given;
      keepAlive(true);
      endIn(options.deadlineMs + START_UP_MS, TOO_SLOW);
      const message: WorkerMessage = {
        task: given.task,
        input: given.input,
        limitMs: 2 * options.deadlineMs,
      };
      // A process that is gone says so by its exit.
      child.send(message, () => {});
    },
    end: async (outcome) => {
      if (isGone) return;
      isGone = true;
      clearTimeout(timer);
      // Who waits for the end must not end before it.
      keepAlive(true);
      child.kill('SIGKILL');
      task?.settle(outcome);
      task = null;
      options.onGone(seat);
      await gone;
    },
  };

  child.on('message', (reply: WorkerReply) => {
    if (!task) return;
    if ('isReady' in reply) {
      endIn(options.deadlineMs, TOO_SLOW);
      return;
    }
    const done = task;
    task = null;
    keepAlive(false);
    endIn(options.idleMs, crashed('idle'));
    timer?.unref();
    done.settle('error' in reply ? asFault(reply.error) : { kind: 'done', value: reply.value });
    options.onFree();
  });
  child.on('error', (error) => void seat.end(crashed(error.message)));
  child.on('exit', (code, signal) => void seat.end(nameEnd(code, signal)));
  return seat;
}

function startProcess({ script, maxHeapMb }: SeatOptions): ChildProcess {
  return fork(script, {
    // What reads hostile input has no need of the settings.
    env: {},
    execArgv: [
      `--max-old-space-size=${maxHeapMb}`,
      `--max-semi-space-size=${YOUNG_HEAP_MB}`,
      '--no-warnings',
    ],
    serialization: 'advanced',
    // V8 prints pages when its heap is full.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

function asFault(message: string): WorkerOutcome {
  return { kind: 'failed', reason: 'error', message };
}

/** V8 aborts when its heap is full, and the system kills when the machine's memory is. */
function nameEnd(code: number | null, signal: NodeJS.Signals | null): WorkerOutcome {
  if (signal === null) return crashed(`the process ended with ${code}`);
  return { kind: 'failed', reason: 'out-of-memory', message: `the process was ended by ${signal}` };
}
