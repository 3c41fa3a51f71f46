import { createRequire } from 'node:module';
import { afterAll, expect, it } from 'vitest';
import * as app from '../../src/app.ts';
import type { Clock } from '../../src/clock.ts';
import { tagWords } from '../../src/language/tag-words.ts';
import { silentLogger } from '../../src/log.ts';
import { createGroupStories } from '../../src/pipeline/tell/group-stories.ts';
import { createReadArticles } from '../../src/pipeline/read-articles.ts';
import type { Step } from '../../src/pipeline/step.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createGrouper } from '../../src/stories/grouping/group-articles.ts';
import { judgeRelevance } from '../../src/stories/relevance/judge-relevance.ts';
import type { ArticleReading } from '../../src/model/reading.ts';
import { A, poll, READING, sampleArticle } from '../store/contract/samples.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { openParser } from '../support/open-parser.ts';

const parser = openParser();
afterAll(() => parser.close());

const isLoaded = () =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('wink-eng-lite-web-model'));

it('the tagger, 36 MB, is loaded by worker processes alone while articles are read and grouped', async () => {
  expect(app.createApp).toBeTypeOf('function');
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await store.instances.start({ id: A, machine: 'm', pid: 1, now: clock.now() });
  const title = 'Kenya and Ethiopia to hold talks on border';
  const text = 'Kenya and Ethiopia plan to hold talks on their border on 13 September.';
  const makeReading = async (article: { title: string; text: string }) => {
    const outcome = await parser.task('reading').run(article);
    return outcome.kind === 'done' ? (outcome.value as ArticleReading) : null;
  };
  const common = { makeReading, instanceId: A, idleMs: 0, log: silentLogger };
  /** One step until it has nothing more to do. */
  const exhaust = async (create: (idle: Clock) => Step) => {
    const stopping = new AbortController();
    await create({ now: () => clock.now(), sleep: async () => stopping.abort() }).run(stopping.signal);
  };
  await poll(
    store,
    ['one', 'two'].map((name) =>
      sampleArticle(name, { title, teaser: text, outletDomain: `${name}.example` }),
    ),
    clock.now(),
  );
  const grouped: string[] = [];
  await exhaust((idle) =>
    createReadArticles({
      ...common,
      articles: store.articles,
      judge: judgeRelevance,
      readArticle: async () => ({ ...READING, title, text }),
      slots: 1,
      onRead: () => {},
      clock: idle,
    }),
  );
  await exhaust((idle) =>
    createGroupStories({
      ...common,
      store,
      newGrouper: () => createGrouper({ newId: () => 'talks' }),
      language: 'en',
      tuning: { windowMs: 1e9, batch: 9, unreadyMs: 1e9, quietMs: null },
      onGrouped: (_, story) => grouped.push(story?.id ?? ''),
      clock: idle,
    }),
  );
  expect(grouped).toEqual(['talks', 'talks']);
  expect(
    (await store.articles.listTold(['talks'])).map(({ reading }) => reading?.sentences[0]?.names),
  ).toEqual([
    ['Kenya', 'Ethiopia'],
    ['Kenya', 'Ethiopia'],
  ]);
  expect(isLoaded()).toBe(false);
  await store.close();

  // So that the above can fail.
  expect(tagWords('Kenya agrees.')[0]?.tag).toBe('PROPN');
  expect(isLoaded()).toBe(true);
});
