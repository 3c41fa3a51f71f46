import { parseArgs } from 'node:util';
import { killAndRestart } from './kill-and-restart.ts';

/**
 * Fault runs: `npm run test:long -- [--count N] [--seed S]`. The seed is printed; the same seed kills at the same
 * moments. Each run prints what it did; the last line counts.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const count = Number(values.count);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error('usage: npm run test:long -- [--count N] [--seed S], both whole numbers');
  process.exit(2);
}

console.log(`seed ${seed}, ${count} runs`);
const random = seededRandom(seed);
let failed = 0;
for (let index = 1; index <= count; index++) {
  try {
    console.log(`run ${index}: ${await killAndRestart(random)}`);
  } catch (error) {
    failed += 1;
    console.error(`run ${index} FAILED (seed ${seed}):`, error);
  }
}
console.log(`${count - failed} runs held, ${failed} did not`);
process.exit(failed === 0 ? 0 : 1);

/** mulberry32: small, and the same everywhere. */
function seededRandom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
