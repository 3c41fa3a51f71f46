import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 to collect sooner than it would by itself: it takes the busiest minute's heap for as long as the process
 * lives, on the ground that the machine has more. V8's own mode for this (`--memory-saver-mode`) spares a little more
 * memory and makes a poll half as dear again.
 */
export function spareMemory(): void {
  // Collects when the heap has grown by this much since the last time, instead of up to four times its size.
  setFlagsFromString('--heap-growing-percent=30');
  // New objects stay in the room they have from the start.
  setFlagsFromString('--semi-space-growth-factor=1');
}
