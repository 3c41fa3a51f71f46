import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorkerPool, type WorkerPool } from '../../src/outbound/worker-pool.ts';
import { waitUntil } from '../support/wait-until.ts';

const script = new URL('./echo-worker.ts', import.meta.url);
let pool: WorkerPool | null = null;

function openPool(options: { deadlineMs?: number; size?: number } = {}) {
  const opened = createWorkerPool({ script, size: 1, deadlineMs: 20_000, maxHeapMb: 64, ...options });
  pool = opened;
  return (task: string, input: unknown = null) => opened.task(task).run(input);
}

afterEach(async () => {
  await pool?.close();
});

describe('the worker pool', () => {
  it('runs inputs in processes that know no settings, more of them than it has processes', async () => {
    const run = openPool({ size: 2 });
    const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((word) => run('say', word)));
    expect(outcomes).toEqual(['a', 'b', 'c', 'd', 'e'].map((say) => ({ kind: 'done', value: `${say} (0)` })));
  });

  it('hands back a fault and goes on in the same process', async () => {
    const run = openPool();
    const before = await run('who');
    expect(await run('fail')).toEqual({ kind: 'failed', reason: 'error', message: 'nothing to say' });
    expect(await run('knit')).toMatchObject({ kind: 'failed', reason: 'error' });
    expect(await run('who')).toEqual(before);
  });

  it('kills a process past its deadline, replaces it and loses nothing that waits', async () => {
    const run = openPool({ deadlineMs: 300 });
    const [slow, next] = await Promise.all([run('spin'), run('say', 'next')]);
    expect(slow).toMatchObject({ kind: 'failed', reason: 'too-slow' });
    expect(next).toMatchObject({ kind: 'done' });
  });

  it.each(['fill', 'swell'])('outlives a task that takes all memory (%s), and names it', async (task) => {
    const run = openPool();
    const [full, next] = await Promise.all([run(task), run('say', 'alive')]);
    expect(full).toMatchObject({ kind: 'failed', reason: 'out-of-memory' });
    expect(next).toMatchObject({ kind: 'done' });
  });

  it('outlives a process that exits', async () => {
    const run = openPool();
    expect(await run('exit')).toMatchObject({ kind: 'failed', reason: 'crashed' });
    expect(await run('say', 'alive')).toMatchObject({ kind: 'done' });
  });

  it('fails what is under way when it is closed', async () => {
    const run = openPool();
    const [running, waiting] = [run('spin'), run('say', 'late')];
    await pool?.close();
    expect(await running).toMatchObject({ kind: 'failed', reason: 'crashed' });
    expect(await waiting).toMatchObject({ kind: 'failed', reason: 'crashed' });
    expect(await run('say', 'closed')).toMatchObject({ kind: 'failed' });
  });

  it('leaves no process behind that was idle for long', async () => {
    const impatient = createWorkerPool({ script, size: 1, deadlineMs: 20_000, maxHeapMb: 64, idleMs: 50 });
    const who = impatient.task('who');
    const first = await who.run(null);
    const pid = first.kind === 'done' ? Number(first.value) : Number.NaN;
    await waitUntil('the idle process to end', () => !isAlive(pid));
    expect(await who.run(null)).not.toEqual(first);
    await impatient.close();
  });

  it('comes to the end of closing while its processes are idle', async () => {
    const closing = fork(new URL('./close-idle-pool.ts', import.meta.url), { execArgv: [] });
    expect(await once(closing, 'exit')).toEqual([0, null]);
  });

  it('leaves no process behind when ours is killed, however busy they are', async () => {
    const holder = fork(new URL('./hold-worker.ts', import.meta.url), { execArgv: [] });
    const [pid] = (await once(holder, 'message')) as [number];
    expect(isAlive(pid)).toBe(true);
    holder.kill('SIGKILL');
    await waitUntil('the orphan to end', () => !isAlive(pid));
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
