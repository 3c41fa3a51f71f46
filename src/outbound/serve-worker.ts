import { parentPort } from 'node:worker_threads';

/** What a worker answers to one input. */
export type WorkerReply = { value: unknown } | { error: string } | { isReady: true };

/** The body of a worker script: answers each message with what `handle` makes of it, or with its fault's text. */
export function serveWorker<Input>(handle: (input: Input) => unknown): void {
  parentPort?.on('message', async (input: Input) => {
    let reply: WorkerReply;
    try {
      reply = { value: await handle(input) };
    } catch (error) {
      reply = { error: error instanceof Error ? error.message : String(error) };
    }
    parentPort?.postMessage(reply);
  });
  parentPort?.postMessage({ isReady: true } satisfies WorkerReply);
}
