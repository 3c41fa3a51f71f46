import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Article } from '../../model/article.ts';
import type { Story, StoryChange } from '../../model/story.ts';
import type { Store } from '../../store/store.ts';
import { detectChange, type StoryEvidence } from '../../stories/change/detect-change.ts';
import type { Grouper } from '../../stories/grouping/group-articles.ts';
import { findDispute } from '../../stories/change/find-dispute.ts';
import { judgeRelevance } from '../../stories/relevance/judge-relevance.ts';
import { splitSentences } from '../../language/split-sentences.ts';
import { absorbStories, joinStory, startStory, type UnweighedStory } from './build-story.ts';
import { readyAt } from './ready-at.ts';
import { createRoundStep, type Step } from '../step.ts';
import { weighStory } from './weigh-story.ts';

export type GroupingTuning = { windowMs: number; batch: number; unreadyMs: number; quietMs: number | null };

type Parts = {
  store: Store;
  newGrouper: () => Grouper;
  language: string;
  tuning: GroupingTuning;
  instanceId: string;
  idleMs: number;
  onGrouped: (article: Article, story: Story | null) => void;
  clock: Clock;
  log: Logger;
};

const HOLD = 'step:group';
/** Sentences of one article that can hold a change: news stands at the top, a note that corrects or retracts at the end. */
const SENTENCES_AN_ARTICLE = 12;
const SENTENCES_OF_A_NOTE = 3;

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

async function groupArticle(parts: Parts, grouper: Grouper, article: Article): Promise<Story | null> {
  const { store, clock } = parts;
  const relevance = judgeRelevance({ title: article.title, text: article.text, url: article.url });
  if (!relevance.isRelevant) {
    await store.articles.setAside(article.id, relevance.reason);
    return null;
  }
  const placement = grouper.place(article);
  const before = await store.stories.get(placement.storyId);
  if (!before) {
    const story = weighed(startStory(placement.storyId, article, relevance), [article], clock.now());
    await store.stories.storeGrouping({
      articleId: article.id,
      story,
      mergedIds: [],
      summaryDueAt: await summaryDueAt(story, parts),
    });
    return story;
  }
  const told = await store.articles.listOfStory(before.id);
  const merged = await loadMerged(store, placement.mergedIds);
  const bridged = await articlesOf(store, merged);
  const shown = await store.summaries.get(before.id, before.version, parts.language);
  const change = shown && before.state === 'open' ? changeBy(article, told, before, clock.now()) : null;
  const joined = joinStory(before, {
    article,
    relevance,
    isSyndicated: placement.isSyndicated,
    merged,
    change,
  });
  const story = weighed(joined, [...told, ...bridged, article], clock.now());
  await store.stories.storeGrouping({
    articleId: article.id,
    story,
    mergedIds: placement.mergedIds,
    // Without a summary yet another teller may make the story ready earlier, or able to have one.
    summaryDueAt: change ? clock.now() : shown ? null : await summaryDueAt(story, parts),
  });
  return story;
}

/** Two stories that prove to be one: nothing is new to tell, so what channels show of the survivor stands. */
async function mergeStories({ store, clock }: Parts, from: string, into: string): Promise<void> {
  const [merged, story] = await Promise.all([store.stories.get(from), store.stories.get(into)]);
  // One of them may have been merged already, or dropped from the window's memory.
  if (!merged || !story || merged.id === story.id) return;
  const articles = await articlesOf(store, [story, merged]);
  await store.stories.storeGrouping({
    articleId: null,
    story: weighed(absorbStories(story, [merged]), articles, clock.now()),
    mergedIds: [merged.id],
    summaryDueAt: null,
  });
}

/** With what follows from all of its articles: its weight, and who denies what another says. */
function weighed(story: UnweighedStory, articles: readonly Article[], now: number): Story {
  const dispute = findDispute(articles);
  return { ...story, importance: weighStory(story, articles, now), ...(dispute && { dispute }) };
}

async function loadMerged(store: Store, ids: readonly string[]): Promise<Story[]> {
  const stories = await Promise.all(ids.map((id) => store.stories.get(id)));
  return stories.filter((story) => story !== null);
}

const articlesOf = async (store: Store, stories: readonly Story[]): Promise<Article[]> =>
  (await Promise.all(stories.map(({ id }) => store.articles.listOfStory(id)))).flat();

/** When the story can first be told: what some channel wants as an alert is summarised as soon as an alert could tell it. */
async function summaryDueAt(story: Story, { store, tuning, clock }: Parts): Promise<number> {
  const threshold = (await store.alerts.leastThreshold()) ?? Number.POSITIVE_INFINITY;
  const purpose = story.importance.score >= threshold ? 'alert' : 'digest';
  return readyAt(story, purpose, { now: clock.now(), quietMs: tuning.quietMs });
}

function changeBy(article: Article, told: readonly Article[], story: Story, now: number): StoryChange | null {
  const before = evidenceOf(story.title, told);
  const after = evidenceOf(article.title, [...told, article]);
  const outcome = detectChange(before, after);
  return outcome.kind === 'none' ? null : { at: now, ...outcome.change };
}

const evidenceOf = (headline: string, articles: readonly Article[]): StoryEvidence => ({
  headline,
  sentences: articles.flatMap(({ title, text, outletDomain, firstSeenAt }) =>
    [title, ...topAndEnd(splitSentences(text)).map((sentence) => sentence.text)].map((sentence) => ({
      text: sentence,
      outletDomain,
      seenAt: firstSeenAt,
    })),
  ),
});

const topAndEnd = <Sentence>(sentences: readonly Sentence[]): Sentence[] => [
  ...sentences.slice(0, SENTENCES_AN_ARTICLE),
  ...sentences.slice(SENTENCES_AN_ARTICLE).slice(-SENTENCES_OF_A_NOTE),
];
