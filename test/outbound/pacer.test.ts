import { describe, expect, it, vi } from 'vitest';
import { createPacer } from '../../src/outbound/pacer.ts';

describe('the pacer', () => {
  it('runs jobs of one key one after another and lets other keys pass', async () => {
    const pacer = createPacer({ minGapMs: 0 });
    const events: string[] = [];
    let release = () => {};
    const first = pacer.run('a', async () => {
      events.push('a1 starts');
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      events.push('a1 ends');
    });
    const second = pacer.run('a', async () => void events.push('a2'));
    await pacer.run('b', async () => void events.push('b'));
    release();
    await Promise.all([first, second]);
    expect(events).toEqual(['a1 starts', 'b', 'a1 ends', 'a2']);
    await pacer.close();
  });

  it('hands back what a job returns and throws', async () => {
    const pacer = createPacer({ minGapMs: 0 });
    expect(await pacer.run('a', async () => 7)).toBe(7);
    await expect(pacer.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await pacer.close();
  });

  it('keeps the gap from start to start, and forgets a key that rests', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const pacer = createPacer({ minGapMs: 30 });
      const starts: { key: string; at: number }[] = [];
      const run = (key: string) =>
        pacer.run(key, async () => void starts.push({ key, at: performance.now() }));
      const jobs = Promise.all(['a', 'a', 'b', 'a', 'a'].map(run));
      await vi.advanceTimersByTimeAsync(1_000);
      await jobs;
      expect(starts.map(({ key }) => key)).toEqual(['a', 'b', 'a', 'a', 'a']);
      const ofA = starts.filter(({ key }) => key === 'a').map(({ at }) => at);
      for (const [index, at] of ofA.slice(1).entries())
        expect(at - (ofA[index] ?? Number.NaN)).toBeGreaterThanOrEqual(30);
      expect(pacer.keys()).toBe(0);
      await pacer.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits for a job that ran at once and is not done, however long it takes', async () => {
    const pacer = createPacer({ minGapMs: 0 });
    const gate = Promise.withResolvers<void>();
    const first = pacer.run('a', () => gate.promise);
    let isSecondDone = false;
    const second = pacer.run('a', async () => void (isSecondDone = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isSecondDone).toBe(false);
    gate.resolve();
    await Promise.all([first, second]);
    expect(isSecondDone).toBe(true);
    await pacer.close();
  });

  it('refuses what waits when it is closed', async () => {
    const pacer = createPacer({ minGapMs: 60_000 });
    await pacer.run('a', async () => 1);
    const waiting = pacer.run('a', async () => 2);
    const refused = expect(waiting).rejects.toThrow('shutting down');
    await pacer.close();
    await refused;
  });
});
