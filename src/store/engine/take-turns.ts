import { setImmediate as yieldToOthers } from 'node:timers/promises';

/**
 * Answers of a database in the process come without a turn of the event loop, so steps that only query and compute are
 * one long run of microtasks, in which no socket is read and no interaction acknowledged. The function made here is
 * awaited before each query or transaction: it lets the others have their turn where this one has lasted `longestMs`.
 */
export function createTurns(longestMs: number): () => Promise<void> {
  let startedAt: number | null = null;
  return async () => {
    if (startedAt === null) {
      startedAt = performance.now();
      setImmediate(() => {
        startedAt = null;
      });
    } else if (performance.now() - startedAt >= longestMs) await yieldToOthers();
  };
}
