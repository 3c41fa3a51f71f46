import { afterEach, describe, expect, it } from 'vitest';
import { createWorkerPool, type WorkerPool } from '../../src/outbound/worker-pool.ts';

const script = new URL('./echo-worker.ts', import.meta.url);
let pool: WorkerPool | null = null;

function openPool(options: { deadlineMs?: number; size?: number } = {}): WorkerPool {
  pool = createWorkerPool({ script, size: 1, deadlineMs: 5_000, maxHeapMb: 64, ...options });
  return pool;
}

afterEach(async () => {
  await pool?.close();
});

describe('the worker pool', () => {
  it('runs inputs in a thread that knows no settings, more of them than it has threads', async () => {
    const workers = openPool({ size: 2 });
    const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((say) => workers.run({ say })));
    expect(outcomes).toEqual(['a', 'b', 'c', 'd', 'e'].map((say) => ({ kind: 'done', value: `${say} (0)` })));
  });

  it('hands back a fault and goes on', async () => {
    const workers = openPool();
    expect(await workers.run({})).toEqual({ kind: 'failed', reason: 'error', message: 'nothing to say' });
    expect(await workers.run({ say: 'still here' })).toMatchObject({ kind: 'done' });
  });

  it('kills a thread past its deadline, replaces it and loses nothing that waits', async () => {
    const workers = openPool({ deadlineMs: 300 });
    const [slow, next] = await Promise.all([workers.run({ spin: true }), workers.run({ say: 'next' })]);
    expect(slow).toMatchObject({ kind: 'failed', reason: 'too-slow' });
    expect(next).toMatchObject({ kind: 'done' });
  });

  it('survives a thread that fills its heap and one that exits', async () => {
    const workers = openPool();
    expect(await workers.run({ fill: true })).toMatchObject({ kind: 'failed', reason: 'crashed' });
    expect(await workers.run({ exit: true })).toMatchObject({ kind: 'failed', reason: 'crashed' });
    expect(await workers.run({ say: 'alive' })).toMatchObject({ kind: 'done' });
  });

  it('fails what is under way when it is closed', async () => {
    const workers = openPool();
    const running = workers.run({ spin: true });
    const waiting = workers.run({ say: 'late' });
    await workers.close();
    expect(await running).toMatchObject({ kind: 'failed', reason: 'crashed' });
    expect(await waiting).toMatchObject({ kind: 'failed', reason: 'crashed' });
    expect(await workers.run({ say: 'closed' })).toMatchObject({ kind: 'failed' });
  });
});
