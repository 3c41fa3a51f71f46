import { arch, cpus, totalmem } from 'node:os';
import { benchAck } from './bench-ack.ts';
import { benchChannels } from './bench-channels.ts';
import { benchExtract } from './bench-extract.ts';
import { benchFeeds, benchIdleFeeds } from './bench-feeds.ts';
import { benchGroup } from './bench-group.ts';
import { benchJoin } from './bench-join.ts';
import { benchPages } from './bench-pages.ts';
import { benchSummarise } from './bench-summarise.ts';

/** `npm run bench -- [feeds|idle|extract|group|join|summarise|pages|channels|ack]`: speed and memory as tables, each beside what it is measured against. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  feeds: benchFeeds,
  idle: benchIdleFeeds,
  extract: benchExtract,
  group: benchGroup,
  join: benchJoin,
  summarise: benchSummarise,
  pages: benchPages,
  channels: benchChannels,
  ack: benchAck,
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
