import { arch, cpus, totalmem } from 'node:os';
import { benchExtract } from './bench-extract.ts';
import { benchFeeds, benchIdleFeeds } from './bench-feeds.ts';

/** `npm run bench -- [feeds|idle|extract]`: speed and memory as tables, each beside what it is measured against. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  feeds: benchFeeds,
  idle: benchIdleFeeds,
  extract: benchExtract,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in BENCHES));
if (unknown) {
  console.error(
    `There is no bench "${unknown}". There are: ${Object.keys(BENCHES).join(', ')}; none means all.`,
  );
  process.exit(2);
}
console.log(
  `${cpus().length} cores (${arch()}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`,
);
for (const [name, bench] of Object.entries(BENCHES))
  if (asked.length === 0 || asked.includes(name)) await bench();
