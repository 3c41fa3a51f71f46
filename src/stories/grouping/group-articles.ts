import { storiesTuning } from '../../../config/stories-tuning.ts';
import type { Article } from '../../model/article.ts';
import { centralityOf, findMatch } from './match-stories.ts';
import { bridgeStories, type Merge, settleStory } from './match-stories.ts';
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

/** Remembers the stories of the last days. Hand it every article once, in order of arrival. */
export type Grouper = {
  /** Decides which story an article is in. Text may be empty, long, or in any language; never throws. */
  place(article: GroupingArticle): Placement;
  /** Remembers a decision made before a restart. In order of arrival, before the first `place`. */
  restore(article: GroupingArticle, storyId: string): void;
  /**
   * Merges stories that prove to be one, now that no article joined either for `settleMs` and other news can be compared:
   * each the other's best. `now` is an instant, epoch ms. Cheap when nothing is due. Returns the merges in order.
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
  const statistics = createTermStatistics((id) => window.holdsTerm(id));
  const parts: Parts = { window, statistics };
  const unsettled: WindowEntry[] = [];

  function place(article: GroupingArticle): Placement {
    window.expire(article.firstSeenAt);
    const { entry, original } = meet(parts, article);
    if (original)
      return {
        kind: 'joined',
        storyId: original.storyId,
        mergedIds: [],
        isSyndicated: true,
        centrality: cosine(entry.article, original.article),
      };
    const best = findMatch(window, [entry], entry.storyId, storiesTuning.joinOdds)?.storyId ?? null;
    const storyId = best ?? newId();
    remember(parts, entry, storyId);
    unsettled.push(entry);
    if (best === null) return { kind: 'started', storyId, mergedIds: [], isSyndicated: false, centrality: 1 };
    const { kept, merged } = bridgeStories(window, storyId, storiesTuning.bridgeOdds);
    return {
      kind: 'joined',
      storyId: kept,
      mergedIds: merged,
      isSyndicated: false,
      centrality: centralityOf(window, entry),
    };
  }

  function settle(now: number): Merge[] {
    const due = unsettled.findIndex(({ arrivedAt }) => arrivedAt + storiesTuning.settleMs > now);
    const ripe = unsettled.splice(0, due < 0 ? unsettled.length : due);
    return ripe.flatMap(({ storyId }) => settleStory(window, storyId, now - storiesTuning.settleMs));
  }

  return {
    place,
    settle,
    restore(article, storyId) {
      const { entry, original } = meet(parts, article);
      if (original) return;
      remember(parts, entry, storyId);
      unsettled.push(entry);
      // What was due by the time this one came was settled before the restart.
      const settledAt = entry.arrivedAt - storiesTuning.settleMs;
      while ((unsettled[0]?.arrivedAt ?? Number.POSITIVE_INFINITY) <= settledAt) unsettled.shift();
    },
    centralArticle(storyId) {
      const ranked = window
        .speakersOf(storyId)
        .map((entry) => ({ id: entry.article.id, centrality: centralityOf(window, entry) }));
      return ranked.length === 0 ? null : ranked.reduce((a, b) => (b.centrality > a.centrality ? b : a)).id;
    },
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

type Meeting = { entry: WindowEntry; original: WindowEntry | undefined };

/** Reads an article and compares it with those it could belong with. */
function meet(parts: Parts, article: GroupingArticle): Meeting {
  const entry = parts.window.admit(compare(article, parts), article.firstSeenAt);
  const candidates = parts.window.findCandidates(entry.article);
  const original = candidates.find((candidate) => isCopy(entry.article, candidate.article));
  if (!original)
    for (const { number, article: other } of candidates) {
      const odds = sameEventOdds(other, entry.article);
      if (odds >= storiesTuning.nearOdds) entry.near.set(number, 1 / (1 + Math.exp(-odds)));
    }
  return { entry, original };
}

/**
 * Puts an article into a story and counts its terms, each by the chance that no earlier article of the same event brought
 * it: a story told often must not make its own words common.
 */
function remember({ window, statistics }: Parts, entry: WindowEntry, storyId: string): void {
  const tellings = new Map<number, number>();
  let told = 0;
  for (const [number, chance] of entry.near) {
    const other = window.entry(number);
    if (!other) continue;
    told += chance;
    if (other.near.size < storiesTuning.maxNear) other.near.set(entry.number, chance);
    for (const id of other.article.termIds) tellings.set(id, (tellings.get(id) ?? 0) + chance);
  }
  const { termIds } = entry.article;
  statistics.add(termIds, (id) => 1 / (1 + (tellings.get(id) ?? 0)), 1 / (1 + told), entry.arrivedAt);
  window.add(entry, storyId);
}

const isCopy = (a: ComparableArticle, b: ComparableArticle) =>
  resemblance(a.sketch, b.sketch) >= storiesTuning.copyResemblance &&
  cosine(a, b) >= storiesTuning.copyCosine;
