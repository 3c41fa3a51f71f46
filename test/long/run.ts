import { parseArgs } from 'node:util';
import { seededRandom } from '../support/seeded-random.ts';
import { killAndRestart } from './kill-and-restart.ts';
import { liveMonth } from './live-months.ts';
import { sendThroughFaults } from './send-through-faults.ts';

const RUNS: Readonly<Record<string, (random: () => number) => Promise<string>>> = {
  kills: killAndRestart,
  faults: sendThroughAll,
  months: (random) => liveMonth(Math.floor(random() * 2 ** 31)),
};

/**
 * Long runs: `npm run test:long -- [--of kills|faults|months] [--count N] [--posts N] [--seed S]`; without `--of` each kind is run `count`
 * times. The seed is printed; the same seed kills at the same moments, and lives the same months. Each run prints what
 * it did; the last line counts. `--of faults --count 1 --posts 10000` is the whole fault run: about half an hour, most of it
 * the pace that Discord's library keeps.
 */
const { values } = parseArgs({
  options: {
    of: { type: 'string' },
    posts: { type: 'string', default: '60' },
    count: { type: 'string', default: '10' },
    seed: { type: 'string' },
  },
});
const kinds = values.of === undefined ? Object.keys(RUNS) : [values.of];
const count = Number(values.count);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const isUsable = kinds.every((kind) => kind in RUNS) && count >= 1;
if (!isUsable || !Number.isInteger(count) || !Number.isInteger(seed)) {
  const names = Object.keys(RUNS).join('|');
  console.error(
    `usage: npm run test:long -- [--of ${names}] [--count N] [--posts N] [--seed S], whole numbers`,
  );
  process.exit(2);
}

let held = 0;
let failed = 0;
for (const kind of kinds) {
  console.log(`${kind}: seed ${seed}, ${count} runs`);
  const random = seededRandom(seed);
  for (let index = 1; index <= count; index++) {
    try {
      console.log(`${kind} ${index}: ${await RUNS[kind]?.(random)}`);
      held += 1;
    } catch (error) {
      failed += 1;
      console.error(`${kind} ${index} FAILED (seed ${seed}):`, error);
    }
  }
}
console.log(`${held} runs held, ${failed} did not`);
process.exit(failed === 0 ? 0 : 1);

/** The posts of a run through each platform's faults, with and without the right to look. */
async function sendThroughAll(random: () => number): Promise<string> {
  const lines: string[] = [];
  for (const platform of ['slack', 'discord'] as const)
    for (const mayLook of [true, false]) {
      const began = performance.now();
      const run = { platform, mayLook, posts: Number(values.posts), channels: 50, random };
      const { sent, inDoubt, faults, deaths, outages } = await sendThroughFaults(run);
      const took = Math.round((performance.now() - began) / 1_000);
      const how = mayLook ? 'with looking' : 'without looking';
      lines.push(
        `${platform} ${how}: ${sent} sent once and in order, ${inDoubt} in doubt, ${faults} faults, ${deaths} deaths, ${outages} outages, ${took} s`,
      );
      console.log(`  ${lines.at(-1)}`);
    }
  return `${lines.length} runs of ${values.posts} posts`;
}
