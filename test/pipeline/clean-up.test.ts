import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { createCleanUp } from '../../src/pipeline/clean-up.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import {
  A,
  poll,
  readArticles,
  sampleArticle,
  sampleStory,
  startBoth,
  T0,
} from '../store/contract/samples.ts';
import { createManualClock } from '../support/manual-clock.ts';

const KEEP = {
  stories: 90 * DAY,
  unused: 90 * DAY,
  loosePosts: 365 * DAY,
  modelUsage: 365 * DAY,
  modelAnswers: 90 * DAY,
  tombstones: 400 * DAY,
  instances: 400 * DAY,
};

let store: Store;
const clock = createManualClock(T0);
beforeEach(async () => {
  store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await startBoth(store);
});
afterEach(() => store.close());

/** Runs the step until it finds nothing more to do; the rows of each batch. */
async function runStep(rows: number): Promise<number[]> {
  const batches: number[] = [];
  const done = Promise.withResolvers<void>();
  const counting = {
    instances: store.instances,
    async cleanUp(...args: Parameters<Store['cleanUp']>) {
      const deleted = await store.cleanUp(...args);
      if (deleted === 0) done.resolve();
      else batches.push(deleted);
      return deleted;
    },
  };
  const stopping = new AbortController();
  // Between batches the step sleeps: here the time passes at once.
  const hurried = { now: () => clock.now(), sleep: async () => {} };
  const step = createCleanUp({
    store: counting,
    instanceId: A,
    keepMs: KEEP,
    rows,
    pauseMs: 250,
    idleMs: HOUR,
    clock: hurried,
    log: silentLogger,
  });
  const running = step.run(stopping.signal);
  await done.promise;
  stopping.abort();
  await running;
  return batches;
}

it('deletes what is older than it is kept, in batches of the size given, and nothing younger', async () => {
  const names = Array.from({ length: 25 }, (_, index) => `article-${index}`);
  const ids = await readArticles(store, names, clock.now());
  const story = sampleStory('old');
  for (const articleId of ids)
    await store.stories.storeGrouping({ articleId, story, mergedIds: [], summaryDueAt: null });
  clock.advance(90 * DAY);
  await store.instances.beat(A, clock.now());
  expect(await runStep(10)).toEqual([]);
  clock.advance(1);
  expect(await runStep(10)).toEqual([10, 10, 6]);
  expect(await store.stories.get('old')).toBeNull();
  const listed = names.map((name) => sampleArticle(name));
  expect(await poll(store, listed, clock.now())).toMatchObject({ added: 0 });
});

it('leaves it to the instance that is at it', async () => {
  await store.stories.storeGrouping({
    articleId: null,
    story: sampleStory('old', { lastArticleAt: 0 }),
    mergedIds: [],
    summaryDueAt: null,
  });
  await store.instances.beat('other', clock.now());
  expect(await store.instances.hold('step:clean-up', 'other', clock.now())).toBe(true);
  const stopping = new AbortController();
  const asked = Promise.withResolvers<void>();
  const instances = {
    ...store.instances,
    async hold(...args: Parameters<Store['instances']['hold']>) {
      const isHeld = await store.instances.hold(...args);
      asked.resolve();
      return isHeld;
    },
  };
  const parts = { instanceId: A, keepMs: KEEP, rows: 10, pauseMs: 0, idleMs: HOUR, clock, log: silentLogger };
  const running = createCleanUp({ ...parts, store: { cleanUp: store.cleanUp, instances } }).run(
    stopping.signal,
  );
  await asked.promise;
  stopping.abort();
  await running;
  expect(await store.stories.get('old')).not.toBeNull();
});
