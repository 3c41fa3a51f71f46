import { createWorkerPool, type WorkerPool } from '../../src/outbound/worker-pool.ts';

const SCRIPT = new URL('../../src/app/parser-worker.ts', import.meta.url);

/** The product's own parser, one process of it. */
export function openParser(options: { deadlineMs?: number; maxHeapMb?: number } = {}): WorkerPool {
  return createWorkerPool({ script: SCRIPT, size: 1, deadlineMs: 20_000, maxHeapMb: 256, ...options });
}
