import { Worker } from 'node:worker_threads';
import type { WorkerReply } from './serve-worker.ts';

export type WorkerOutcome =
  | { kind: 'done'; value: unknown }
  | { kind: 'failed'; reason: 'too-slow' | 'crashed' | 'error'; message: string };

export type WorkerTask = { input: unknown; settle: (outcome: WorkerOutcome) => void };

/** One thread of a pool. */
export type WorkerSeat = {
  isBusy(): boolean;
  give(task: WorkerTask): void;
  /** Kills the thread; a task under way gets `outcome`. */
  end(outcome: WorkerOutcome): Promise<void>;
};

export type SeatOptions = {
  script: URL;
  deadlineMs: number;
  maxHeapMb: number;
  idleMs: number;
  /** The thread took its task to the end and is free. */
  onFree(): void;
  /** The thread is gone: killed, crashed or idle for too long. */
  onGone(seat: WorkerSeat): void;
};

/** Loading the script and its libraries, on a machine that is busy. */
const START_UP_MS = 10_000;

const TOO_SLOW: WorkerOutcome = { kind: 'failed', reason: 'too-slow', message: 'the deadline passed' };

export function crashed(message: string): WorkerOutcome {
  return { kind: 'failed', reason: 'crashed', message };
}

/** Starts a thread. Its deadline runs from the moment it has a task, or for a first task from when it is up. */
export function openSeat(options: SeatOptions): WorkerSeat {
  const worker = new Worker(options.script, {
    // A thread that reads hostile input has no need of the settings.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMb },
  });
  let task: WorkerTask | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isReady = false;
  let isGone = false;

  const endIn = (ms: number, outcome: WorkerOutcome) => {
    clearTimeout(timer);
    timer = setTimeout(() => void seat.end(outcome), ms);
  };

  const seat: WorkerSeat = {
    isBusy: () => task !== null,
    give: (given) => {
      task = given;
      worker.ref();
      endIn(isReady ? options.deadlineMs : options.deadlineMs + START_UP_MS, TOO_SLOW);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(given.input);
    },
    end: async (outcome) => {
      if (isGone) return;
      isGone = true;
      clearTimeout(timer);
      const ended = worker.terminate();
      task?.settle(outcome);
      task = null;
      options.onGone(seat);
      await ended;
    },
  };

  worker.on('message', (reply: WorkerReply) => {
    if ('isReady' in reply) {
      isReady = true;
      if (task) endIn(options.deadlineMs, TOO_SLOW);
      return;
    }
    const done = task;
    task = null;
    worker.unref();
    endIn(options.idleMs, crashed('idle'));
    timer?.unref();
    done?.settle('error' in reply ? asFault(reply.error) : { kind: 'done', value: reply.value });
    options.onFree();
  });
  worker.on('error', (error: Error) => void seat.end(crashed(error.message)));
  worker.on('exit', () => void seat.end(crashed('the thread ended')));
  return seat;
}

function asFault(message: string): WorkerOutcome {
  return { kind: 'failed', reason: 'error', message };
}
