/** A process that has a worker at an endless task, tells the worker's number, and waits to be killed. */
import { createWorkerPool } from '../../src/outbound/worker-pool.ts';

const script = new URL('./echo-worker.ts', import.meta.url);
const pool = createWorkerPool({ script, size: 1, deadlineMs: 1_000, maxHeapMb: 64 });
const who = await pool.task('who').run(null);
const spinning = pool.task('spin').run(null);
if (who.kind === 'done') process.send?.(who.value);
await spinning;
