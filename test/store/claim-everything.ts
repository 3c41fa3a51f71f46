import { systemClock } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { sampleArticle, samplePoll } from './contract/samples.ts';

// A second process for the tests: opens the database of its first argument together with others, and polls feeds
// until none is due. Prints the ids of those it stored, as JSON.
const [url = '', id = '', machine = ''] = process.argv.slice(2);
const store = await openStore({ url, clock: systemClock, log: silentLogger });
await store.instances.start({ id, machine, pid: process.pid, now: Date.now() });
await store.feeds.add(
  Array.from({ length: 60 }, (_, index) => ({
    url: `https://h${index}.example/feed`,
    title: `Feed ${index}`,
    folder: '',
    host: `h${index}.example:443`,
  })),
  Date.now(),
  { revives: true },
);

const stored: string[] = [];
for (;;) {
  const now = Date.now();
  const claimed = await store.feeds.claimDue({ instanceId: id, now, limit: 3 });
  if (claimed.length === 0) break;
  for (const { row, token } of claimed) {
    const articles = ['shared', row.title].map((name) => sampleArticle(name));
    const result = samplePoll(articles, { nextCheckAt: now + 3_600_000 });
    if ((await store.feeds.storePoll(row.id, token, result, now)).isStored) stored.push(row.id);
  }
}
await store.close();
process.stdout.write(JSON.stringify(stored));
