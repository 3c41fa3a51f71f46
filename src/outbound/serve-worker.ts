import { writeFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';
import { spareMemory } from './spare-memory.ts';

/** What a worker is sent; `limitMs` is for what the task does before it first waits. */
export type WorkerMessage = { task: string; input: unknown; limitMs: number };

/** What a worker sends: that it has loaded what the task needs, then the answer. */
export type WorkerReply = { value: unknown } | { error: string } | { isReady: true };

type Handle = (input: never) => unknown;

/** By the task's name: loads what the task needs and hands out what answers it. */
export type WorkerTasks = Readonly<Record<string, () => Promise<Handle>>>;

/**
 * The body of a worker script, a process of its own: answers each message with what its task makes of the input, or
 * with the fault's text. It ends when the process that started it is gone, also in the midst of an endless task.
 */
export function serveWorker(tasks: WorkerTasks): void {
  offerToBeKilledFirst();
  spareMemory();
  // Ctrl-C reaches the whole group: what is under way is the parent's to end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('disconnect', () => process.exit());
  process.on('message', (message: WorkerMessage) => {
    answer(tasks, message).then(send, (error: unknown) => {
      send({ error: error instanceof Error ? error.message : String(error) });
    });
  });
}

async function answer(tasks: WorkerTasks, { task, input, limitMs }: WorkerMessage): Promise<WorkerReply> {
  const handle = await tasks[task]?.();
  if (!handle) throw new Error(`there is no task "${task}"`);
  send({ isReady: true });
  return { value: await runLimited(() => handle(input as never), limitMs) };
}

const CALL = new Script('call()');
const context = createContext({ call: (): unknown => undefined });

/** The parent ends a task that is late; this ends it where there is no parent any more. */
function runLimited(call: () => unknown, limitMs: number): unknown {
  context['call'] = call;
  return CALL.runInContext(context, { timeout: limitMs });
}

function send(reply: WorkerReply): void {
  if (process.connected) process.send?.(reply);
}

/** Where memory runs out, Linux ends the process with the highest score: this one, not the bot. */
function offerToBeKilledFirst(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Other systems choose by themselves.
  }
}
