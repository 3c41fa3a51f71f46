/** A process that closes its pool while the worker is idle, and ends with 0 if that comes to its end. */
import { createWorkerPool } from '../../src/outbound/worker-pool.ts';

const script = new URL('./echo-worker.ts', import.meta.url);
const pool = createWorkerPool({ script, size: 1, deadlineMs: 20_000, maxHeapMb: 64 });
await pool.task('who').run(null);
await pool.close();
