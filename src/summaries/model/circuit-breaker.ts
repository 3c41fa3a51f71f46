import type { Clock } from '../../clock.ts';

/** Spares an endpoint that fails: after `failures` faults in a row nothing is asked for `restMs`, then one trial is let through. */
export type CircuitBreaker = { isOpen(): boolean; succeeded(): void; failed(retryAfterMs?: number): void };

export function createCircuitBreaker({
  failures,
  restMs,
  clock,
}: {
  failures: number;
  restMs: number;
  clock: Clock;
}): CircuitBreaker {
  let inARow = 0;
  let openUntil = 0;
  return {
    isOpen: () => clock.now() < openUntil,
    succeeded() {
      inARow = 0;
      openUntil = 0;
    },
    failed(retryAfterMs = 0) {
      inARow += 1;
      const restsMs = inARow >= failures ? Math.max(restMs, retryAfterMs) : retryAfterMs;
      if (restsMs > 0) openUntil = Math.max(openUntil, clock.now() + restsMs);
    },
  };
}
