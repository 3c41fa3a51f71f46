import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/outbound/pacer.ts';

describe('the pacer', () => {
  it('runs jobs of one key one after another and lets other keys pass', async () => {
    const pacer = createPacer({ minGapMs: 0, maxConcurrent: 1 });
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
    const pacer = createPacer({ minGapMs: 0, maxConcurrent: 1 });
    expect(await pacer.run('a', async () => 7)).toBe(7);
    await expect(pacer.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await pacer.close();
  });

  it('refuses what waits when it is closed', async () => {
    const pacer = createPacer({ minGapMs: 60_000, maxConcurrent: 1 });
    await pacer.run('a', async () => 1);
    const waiting = pacer.run('a', async () => 2);
    const refused = expect(waiting).rejects.toThrow('shutting down');
    await pacer.close();
    await refused;
  });
});
