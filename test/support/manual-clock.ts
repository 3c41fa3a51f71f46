import type { Clock } from '../../src/clock.ts';

export type ManualClock = Clock & {
  /** Moves time on and wakes whoever slept until then. */
  advance(ms: number): void;
};

/** A clock that stands still until a test moves it. */
export function createManualClock(start = Date.UTC(2023, 8, 5, 5, 30)): ManualClock {
  let now = start;
  let sleepers: { until: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted || ms <= 0) {
          resolve();
          return;
        }
        sleepers.push({ until: now + ms, wake: resolve });
        signal?.addEventListener('abort', () => resolve(), { once: true });
      }),
    advance(ms) {
      now += ms;
      const due = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of due) wake();
    },
  };
}
