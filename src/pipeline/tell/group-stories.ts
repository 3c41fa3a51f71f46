import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Article, ReadArticle, ToldArticle } from '../../model/article.ts';
import { type ArticleReading, EMPTY_READING } from '../../model/reading.ts';
import type { Story, StoryChange } from '../../model/story.ts';
import type { Grouping, Store } from '../../store/store.ts';
import { detectChange } from '../../stories/change/detect-change.ts';
import type { Grouper } from '../../stories/grouping/group-articles.ts';
import { findDispute } from '../../stories/change/find-dispute.ts';
import { judgeRelevance } from '../../stories/relevance/judge-relevance.ts';
import { absorbStories, joinStory, startStory, type UnweighedStory } from './build-story.ts';
import { readyAt } from './ready-at.ts';
import type { MakeReading } from '../read-articles.ts';
import { createRoundStep, type Step } from '../step.ts';
import { weighStory } from './weigh-story.ts';

export type GroupingTuning = { windowMs: number; batch: number; unreadyMs: number; quietMs: number | null };

type Parts = {
  store: Store;
  newGrouper: () => Grouper;
  /** For articles that were stored without a reading. */
  makeReading: MakeReading;
  language: string;
  tuning: GroupingTuning;
  instanceId: string;
  idleMs: number;
  onGrouped: (article: Article, story: Story | null) => void;
  clock: Clock;
  log: Logger;
};

const HOLD = 'step:group';

/**
 * Articles read -> stories, one by one in order of arrival. One instance at a time does this, because each decision
 * rests on all before it; what it remembers is rebuilt from the stored rows.
 */
export function createGroupStories(parts: Parts): Step {
  const { store, newGrouper, tuning, instanceId, onGrouped, clock, log } = parts;
  let grouper: Grouper | null = null;

  async function rebuild(): Promise<Grouper> {
    const fresh = newGrouper();
    for (const article of await store.articles.listGrouped(clock.now() - tuning.windowMs))
      if (article.storyId) fresh.restore(article, article.storyId);
    return fresh;
  }

  async function round(stopping: AbortSignal): Promise<number> {
    const articles = await store.articles.listRead(tuning.batch);
    if (articles.length === 0) return 0;
    if (!(await store.instances.hold(HOLD, instanceId, clock.now()))) {
      grouper = null;
      return 0;
    }
    grouper ??= await rebuild();
    await store.stories.dropUnready(
      clock.now() - tuning.unreadyMs,
      'no three supported bullets within a day',
    );
    let handled = 0;
    try {
      for (const article of articles) {
        if (stopping.aborted) break;
        onGrouped(article, await groupArticle(parts, grouper, article));
        handled += 1;
      }
      for (const { from, into } of grouper.settle(clock.now())) await mergeStories(parts, from, into);
    } catch (error) {
      // What the grouper remembers and what is stored may now differ: remember afresh next time.
      grouper = null;
      log.error({ error }, 'grouping failed');
    }
    return handled;
  }

  return createRoundStep('group-stories', round, { clock, log, idleMs: parts.idleMs });
}

async function groupArticle(parts: Parts, grouper: Grouper, article: ReadArticle): Promise<Story | null> {
  const { store, clock } = parts;
  const relevance = judgeRelevance({ title: article.title, text: article.text, url: article.url });
  if (!relevance.isRelevant) {
    await store.articles.setAside(article.id, relevance.reason);
    return null;
  }
  const placement = grouper.place(article);
  const before = await store.stories.get(placement.storyId);
  if (!before) {
    const { readings, made } = await readAll([article], parts);
    const started = startStory(placement.storyId, article, relevance);
    const story = weighed(started, { known: [], fresh: readings, now: clock.now() });
    await store.stories.storeGrouping({
      articleId: article.id,
      story,
      mergedIds: [],
      summaryDueAt: await summaryDueAt(story, parts),
      readings: made,
    });
    return story;
  }
  const merged = await loadMerged(store, placement.mergedIds);
  const told = await store.articles.listTold([before.id]);
  const bridged = await store.articles.listTold(merged.map(({ id }) => id));
  const { readings, made } = await readAll([...told, ...bridged, article], parts);
  const known = readings.slice(0, told.length);
  const fresh = readings.slice(told.length);
  const shown = await store.summaries.get(before.id, before.version, parts.language);
  const change = shown && before.state === 'open' ? changeBy(known, fresh.at(-1), clock.now()) : null;
  const joined = joinStory(before, {
    article,
    relevance,
    isSyndicated: placement.isSyndicated,
    merged,
    change,
  });
  const story = weighed(joined, { known, fresh, now: clock.now() });
  await store.stories.storeGrouping({
    articleId: article.id,
    story,
    mergedIds: placement.mergedIds,
    // Without a summary yet another teller may make the story ready earlier, or able to have one.
    summaryDueAt: change ? clock.now() : shown ? null : await summaryDueAt(story, parts),
    readings: made,
  });
  return story;
}

/** Two stories that prove to be one: nothing is new to tell, so what channels show of the survivor stands. */
async function mergeStories(parts: Parts, from: string, into: string): Promise<void> {
  const { store, clock } = parts;
  const [merged, story] = await Promise.all([store.stories.get(from), store.stories.get(into)]);
  // One of them may have been merged already, or dropped from the window's memory.
  if (!merged || !story || merged.id === story.id) return;
  const told = await store.articles.listTold([story.id]);
  const joining = await store.articles.listTold([merged.id]);
  const { readings, made } = await readAll([...told, ...joining], parts);
  await store.stories.storeGrouping({
    articleId: null,
    story: weighed(absorbStories(story, [merged]), {
      known: readings.slice(0, told.length),
      fresh: readings.slice(told.length),
      now: clock.now(),
    }),
    mergedIds: [merged.id],
    summaryDueAt: null,
    readings: made,
  });
}

type ReadTold = Pick<ToldArticle, 'url' | 'outletDomain' | 'firstSeenAt'> & { reading: ArticleReading };
type Read = { readings: ReadTold[]; made: NonNullable<Grouping['readings']> };

/**
 * Articles with their readings. What was stored by an earlier version of the program, or changed its title since, is read
 * now; what cannot be read says nothing this time.
 */
async function readAll(
  articles: readonly (ReadArticle | ToldArticle)[],
  { makeReading }: Parts,
): Promise<Read> {
  const made: { articleId: string; reading: ArticleReading }[] = [];
  const readings = await Promise.all(
    articles.map(async (article) => {
      if (article.reading !== null) return { ...article, reading: article.reading };
      const reading = await makeReading({ title: article.title, text: article.text ?? '' });
      if (reading) made.push({ articleId: article.id, reading });
      return { ...article, reading: reading ?? EMPTY_READING };
    }),
  );
  return { readings, made };
}

type Tellings = { known: readonly ReadTold[]; fresh: readonly ReadTold[]; now: number };

/** With what follows from all of its articles: its weight, and who denies what another says. */
function weighed(story: UnweighedStory, { known, fresh, now }: Tellings): Story {
  const claimsOf = (articles: readonly ReadTold[]) => articles.map(({ reading }) => reading.claims);
  const dispute = story.dispute ?? findDispute(claimsOf(known), claimsOf(fresh));
  const importance = weighStory(story, [...known, ...fresh], now);
  return { ...story, importance, ...(dispute && { dispute }) };
}

async function loadMerged(store: Store, ids: readonly string[]): Promise<Story[]> {
  const stories = await Promise.all(ids.map((id) => store.stories.get(id)));
  return stories.filter((story) => story !== null);
}

/** When the story can first be told: what some channel wants as an alert is summarised as soon as an alert could tell it. */
async function summaryDueAt(story: Story, { store, tuning, clock }: Parts): Promise<number> {
  const threshold = (await store.alerts.leastThreshold()) ?? Number.POSITIVE_INFINITY;
  const purpose = story.importance.score >= threshold ? 'alert' : 'digest';
  return readyAt(story, purpose, { now: clock.now(), quietMs: tuning.quietMs });
}

function changeBy(told: readonly ReadTold[], article: ReadTold | undefined, now: number): StoryChange | null {
  const known = told.map(({ reading }) => reading);
  const outcome = detectChange(known, article?.reading ?? EMPTY_READING);
  return outcome.kind === 'none' ? null : { at: now, ...outcome.change };
}
