import { MINUTE } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { createGroupStories } from '../../src/pipeline/tell/group-stories.ts';
import type { Story } from '../../src/model/story.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createGrouper } from '../../src/stories/grouping/group-articles.ts';
import { makeReading } from '../../src/stories/make-reading.ts';
import { formatTable } from '../eval/format-table.ts';
import { A, poll, READING, sampleArticle, sampleStory, sampleSummary } from '../store/contract/samples.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { inventEvent, tellEvent } from './write-news.ts';

/** Articles of the story that one more joins. */
const SIZES = [50, 200, 400] as const;
const MEASURED = 10;
/** Other news of these days, without which nothing would be telling of this story. */
const OTHER_EVENTS = 200;
/** Sentences an article: about 5,000 characters. */
const SENTENCES = 30;
const AIM = { articles: 200, ms: 20 } as const;

/**
 * What it costs the process to group one more article into a large story that channels show already: to place it, to find what
 * it changed and who denies what, to weigh the story, and to store it. What a worker process does (to read the article)
 * is done beforehand. By the processor's time, so that what else the machine does counts for nothing.
 */
export async function benchJoin(): Promise<void> {
  const rows: [size: number, ms: number][] = [];
  for (const size of SIZES) rows.push([size, await measure(size)]);
  console.log(
    formatTable([
      ['articles in the story', 'ms an article'],
      ...rows.map(([size, ms]) => [String(size), ms.toFixed(1)]),
    ]),
  );
  const [, at = 0] = rows.find(([size]) => size === AIM.articles) ?? [];
  console.log(
    `at ${AIM.articles}: ${at.toFixed(1)} ms an article, aim under ${AIM.ms}: ${at < AIM.ms ? 'reached' : 'NOT reached'}`,
  );
}

async function measure(size: number): Promise<number> {
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await store.instances.start({ id: A, machine: 'm', pid: 1, now: clock.now() });
  const random = seededRandom(11);
  const event = inventEvent(random);
  const others = Array.from({ length: OTHER_EVENTS }, () => inventEvent(random));

  /** One outlet's telling, as a worker hands it over. */
  async function bring(number: number, of = event): Promise<void> {
    clock.advance(MINUTE);
    await store.instances.beat(A, clock.now());
    const told = tellEvent(of, random, SENTENCES);
    const outletDomain = `outlet-${number}.example`;
    await poll(store, [sampleArticle(`a${number}`, { title: told.title, outletDomain })], clock.now());
    for (const { row, token } of await store.articles.claimUnread({
      instanceId: A,
      now: clock.now(),
      limit: 9,
    }))
      await store.articles.storeReading(row.id, token, { ...READING, ...told, reading: makeReading(told) });
  }
  const story = sampleStory('told', { firstSeenAt: clock.now(), articleCount: size });
  const keep = async (into: Story) => {
    for (const { id } of await store.articles.listRead(1))
      await store.stories.storeGrouping({
        articleId: id,
        story: into,
        mergedIds: [],
        summaryDueAt: clock.now(),
      });
  };
  for (const [at, other] of others.entries()) {
    await bring(-at, other);
    await keep(sampleStory(`other-${at}`));
  }
  for (let number = 1; number <= size; number++) {
    await bring(number);
    await keep(story);
  }
  for (const { row, token } of await store.stories.claimSummaryDue({
    instanceId: A,
    now: clock.now(),
    limit: 1,
  }))
    await store.summaries.storeResult(
      row.id,
      token,
      { kind: 'summary', summary: sampleSummary(row.id), retryAt: null },
      clock.now(),
    );

  let stopping = new AbortController();
  const step = createGroupStories({
    store,
    newGrouper: () => createGrouper({ newId: () => 'another' }),
    makeReading: () => Promise.reject(new Error('an article is read twice')),
    language: 'en',
    tuning: { windowMs: 4 * 24 * 60 * MINUTE, batch: 50, unreadyMs: 24 * 60 * MINUTE, quietMs: null },
    instanceId: A,
    idleMs: 0,
    onGrouped: () => {},
    clock: { now: () => clock.now(), sleep: async () => stopping.abort() },
    log: silentLogger,
  });
  let cpu = 0;
  // The first one rebuilds what the grouper remembers; it is not counted.
  for (let number = 0; number <= MEASURED; number++) {
    await bring(size + 1 + number);
    stopping = new AbortController();
    const before = process.cpuUsage();
    await step.run(stopping.signal);
    const { user, system } = process.cpuUsage(before);
    if (number > 0) cpu += (user + system) / 1_000 / MEASURED;
  }
  const joined = (await store.stories.get('told'))?.articleCount;
  if (joined !== size + MEASURED + 1) throw new Error(`${joined} articles are in a story of ${size}`);
  await store.close();
  return cpu;
}
