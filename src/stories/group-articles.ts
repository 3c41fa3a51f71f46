import { HOUR } from '../clock.ts';
import { storiesTuning } from '../../config/stories-tuning.ts';
import type { Article } from '../model/article.ts';
import { linkStories } from './link-stories.ts';
import { type ComparableArticle, cosine, sameEventOdds, weighArticle } from './similarity.ts';
import { createStoryWindow, type StoryWindow, type WindowEntry } from './story-window.ts';
import { createTermStatistics, type TermStatistics } from './term-statistics.ts';
import { readTextFeatures, resemblance } from './text-features.ts';

export type GroupingArticle = Pick<
  Article,
  'id' | 'title' | 'text' | 'outletDomain' | 'url' | 'publishedAt' | 'firstSeenAt' | 'language'
>;

export type Placement = {
  kind: 'joined' | 'started';
  storyId: string;
  /** Other stories that this article bridged into `storyId`, which is the oldest of them. */
  mergedIds: string[];
  /** A copy, or nearly, of an article that is there already. */
  isSyndicated: boolean;
  /** How near it is to the others of its story, 0-1; 1 where it is the only one. */
  centrality: number;
};

export type Merge = { from: string; into: string };

/** Remembers the stories of the last days. Hand it every article once, in order of arrival. */
export type Grouper = {
  /** Decides which story an article is in. Text may be empty, long, or in any language; never throws. */
  place(article: GroupingArticle): Placement;
  /** Remembers a decision made before a restart. In order of arrival, before the first `place`. */
  restore(article: GroupingArticle, storyId: string): void;
  /**
   * Merges stories that prove to be one now that half a day of other news can be compared with them: best match first,
   * each the other's best. `now` is an instant, epoch ms. Returns the merges in order.
   */
  settle(now: number): Merge[];
  /** The article nearest its story's centre, or null when the story is not remembered any more. */
  centralArticle(storyId: string): string | null;
  /** Articles remembered. */
  readonly size: number;
};

type Options = { newId: () => string; windowArticles?: number };
type Parts = { window: StoryWindow; statistics: TermStatistics };

/** An online grouper: one pass, constant memory, no clock of its own. `newId` names new stories. */
export function createGrouper({ newId, windowArticles }: Options): Grouper {
  const window = createStoryWindow(windowArticles);
  const statistics = createTermStatistics(window.holdsTerm);
  const parts: Parts = { window, statistics };
  const links = linkStories(window);
  const unsettled: WindowEntry[] = [];

  function place(article: GroupingArticle): Placement {
    const comparable = compare(article, parts);
    window.expire(article.firstSeenAt);
    const candidates = window.findCandidates(comparable);
    const original = candidates.find((candidate) => isCopy(comparable, candidate.article));
    if (original)
      return {
        kind: 'joined',
        storyId: original.storyId,
        mergedIds: [],
        isSyndicated: true,
        centrality: cosine(comparable, original.article),
      };
    const best = links.findBest(comparable, candidates, storiesTuning.joinOdds);
    const storyId = best ?? newId();
    const entry = remember(parts, comparable, article.firstSeenAt, storyId);
    noteNear(entry, candidates);
    unsettled.push(entry);
    if (best === null) return { kind: 'started', storyId, mergedIds: [], isSyndicated: false, centrality: 1 };
    const { kept, merged } = links.bridge(storyId, storiesTuning.bridgeOdds);
    return {
      kind: 'joined',
      storyId: kept,
      mergedIds: merged,
      isSyndicated: false,
      centrality: links.centrality(entry),
    };
  }

  function settle(now: number): Merge[] {
    const due = unsettled.findIndex(({ arrivedAt }) => arrivedAt + storiesTuning.settleMs > now);
    const ripe = unsettled.splice(0, due < 0 ? unsettled.length : due);
    return ripe.flatMap(({ storyId }) => links.settle(storyId));
  }

  return {
    place,
    settle,
    restore(article, storyId) {
      const comparable = compare(article, parts);
      const candidates = window.findCandidates(comparable);
      if (candidates.some((candidate) => isCopy(comparable, candidate.article))) return;
      noteNear(remember(parts, comparable, article.firstSeenAt, storyId), candidates);
    },
    centralArticle: (storyId) => links.central(storyId)?.article.id ?? null,
    get size() {
      return window.size();
    },
  };
}

function compare(article: GroupingArticle, { statistics }: Parts): ComparableArticle {
  statistics.beat(article.firstSeenAt);
  const { id, outletDomain, firstSeenAt } = article;
  const origin = { id, outletDomain, at: instantOf(article), pace: statistics.pace(firstSeenAt) };
  return weighArticle(
    origin,
    readTextFeatures(article.title, article.text),
    statistics,
    storiesTuning.titleWeight,
  );
}

/** The feed's date where it is plausible, else when we saw it: 1970 or 2100 must not move an article. */
export function instantOf({ publishedAt, firstSeenAt }: GroupingArticle): number {
  if (publishedAt === null || publishedAt > firstSeenAt) return firstSeenAt;
  return publishedAt < firstSeenAt - storiesTuning.plausibleAgeMs ? firstSeenAt : publishedAt;
}

/** Counts the terms that are new to the story, so that a story told often does not make its own words common. */
function remember(
  { window, statistics }: Parts,
  article: ComparableArticle,
  arrivedAt: number,
  storyId: string,
): WindowEntry {
  const told = window.speakersOf(storyId).map((speaker) => new Set(speaker.article.termIds));
  const fresh = article.termIds.filter((id) => !told.some((ids) => ids.has(id)));
  statistics.add(fresh, told.length === 0, arrivedAt);
  return window.add(article, arrivedAt, storyId);
}

const isCopy = (a: ComparableArticle, b: ComparableArticle) =>
  resemblance(a.sketch, b.sketch) >= storiesTuning.copyResemblance &&
  cosine(a, b) >= storiesTuning.copyCosine;

function noteNear(entry: WindowEntry, candidates: readonly WindowEntry[]): void {
  for (const candidate of candidates) {
    if (sameEventOdds(candidate.article, entry.article) < storiesTuning.nearOdds) continue;
    candidate.near.add(entry.number);
    entry.near.add(candidate.number);
  }
}
