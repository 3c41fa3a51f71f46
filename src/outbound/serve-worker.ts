import { parentPort } from 'node:worker_threads';

/** What a worker sends: that its script is loaded, then one answer for each input. */
export type WorkerReply = { value: unknown } | { error: string } | { isReady: true };

/** The body of a worker script: answers each message with what `handle` makes of it, or with its fault's text. */
export function serveWorker(handle: (input: unknown) => unknown): void {
  parentPort?.on('message', (input: unknown) => {
    answer(handle, input).then(send, (error: unknown) => {
      send({ error: error instanceof Error ? error.message : String(error) });
    });
  });
  send({ isReady: true });
}

async function answer(handle: (input: unknown) => unknown, input: unknown): Promise<WorkerReply> {
  return { value: await handle(input) };
}

function send(reply: WorkerReply): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
  parentPort?.postMessage(reply);
}
