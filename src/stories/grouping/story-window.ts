import { storiesTuning } from '../../../config/stories-tuning.ts';
import type { ComparableArticle } from './similarity.ts';

export type WindowEntry = {
  number: number;
  article: ComparableArticle;
  /** When it came, epoch ms; decides when it leaves. */
  arrivedAt: number;
  storyId: string;
  /** Articles that are at all alike, and the chance that each tells the same event. */
  near: Map<number, number>;
};

/** The articles of the last days and the stories they are in; forgets what is old or too much. */
export type StoryWindow = {
  /** An article with a number, not yet in a story nor to be found. */
  admit(article: ComparableArticle, arrivedAt: number): WindowEntry;
  add(entry: WindowEntry, storyId: string): void;
  /** Articles that share telling terms, most alike first. */
  findCandidates(article: ComparableArticle): WindowEntry[];
  /** The articles that speak for a story: its first and its newest. */
  speakersOf(storyId: string): WindowEntry[];
  entry(number: number): WindowEntry | undefined;
  /** Moves all of a younger story's articles to the older one; returns the older one's id. */
  merge(one: string, other: string): string;
  /** Forgets articles that came more than `windowMs` before `now`. */
  expire(now: number): void;
  has(storyId: string): boolean;
  holdsTerm(termId: number): boolean;
  size(): number;
};

type Members = { order: number; numbers: number[] };

const { maxSpeakers, windowMs } = storiesTuning;
const FIRST_SPEAKERS = 2;

export function createStoryWindow(maxArticles: number = storiesTuning.windowArticles): StoryWindow {
  const entries = new Map<number, WindowEntry>();
  const stories = new Map<string, Members>();
  const index = createArticleIndex();
  let nextNumber = 0;
  let nextOrder = 0;

  const findEntries = (numbers: readonly number[]) => numbers.flatMap((number) => entries.get(number) ?? []);

  function drop(entry: WindowEntry): void {
    entries.delete(entry.number);
    index.remove(entry.number, entry.article);
    for (const number of entry.near.keys()) entries.get(number)?.near.delete(entry.number);
    const members = stories.get(entry.storyId);
    if (!members) return;
    members.numbers = members.numbers.filter((number) => number !== entry.number);
    if (members.numbers.length === 0) stories.delete(entry.storyId);
  }

  return {
    admit: (article, arrivedAt) => ({
      number: nextNumber++,
      article,
      arrivedAt,
      storyId: '',
      near: new Map(),
    }),
    add(entry, storyId) {
      entry.storyId = storyId;
      entries.set(entry.number, entry);
      index.add(entry.number, entry.article);
      const members = stories.get(storyId);
      if (members) members.numbers.push(entry.number);
      else stories.set(storyId, { order: nextOrder++, numbers: [entry.number] });
      const oldest = entries.size > maxArticles ? entries.values().next().value : undefined;
      if (oldest) drop(oldest);
    },
    findCandidates: (article) => findEntries(index.find(article)),
    speakersOf: (storyId) => findEntries(chooseSpeakers(stories.get(storyId)?.numbers ?? [])),
    entry: (number) => entries.get(number),
    merge(one, other) {
      const [kept, gone] = olderFirst(stories, one, other);
      const into = stories.get(kept);
      const from = stories.get(gone);
      if (!into || !from) return kept;
      for (const entry of findEntries(from.numbers)) entry.storyId = kept;
      into.numbers = [...into.numbers, ...from.numbers].sort((a, b) => a - b);
      stories.delete(gone);
      return kept;
    },
    expire(now) {
      for (const entry of entries.values()) {
        if (entry.arrivedAt >= now - windowMs) break;
        drop(entry);
      }
    },
    has: (storyId) => stories.has(storyId),
    holdsTerm: (termId) => index.holds(termId),
    size: () => entries.size,
  };
}

function chooseSpeakers(numbers: readonly number[]): readonly number[] {
  if (numbers.length <= maxSpeakers) return numbers;
  return [
    ...numbers.slice(0, FIRST_SPEAKERS),
    ...numbers.slice(numbers.length - maxSpeakers + FIRST_SPEAKERS),
  ];
}

const olderFirst = (stories: ReadonlyMap<string, Members>, one: string, other: string): [string, string] =>
  (stories.get(one)?.order ?? 0) < (stories.get(other)?.order ?? 0) ? [one, other] : [other, one];

/** Which articles hold a term: the inverted index. Only an article's most telling terms lead to it. */
export type ArticleIndex = {
  add(number: number, article: ComparableArticle): void;
  remove(number: number, article: ComparableArticle): void;
  /** Numbers of articles that share telling terms, most alike first. */
  find(article: ComparableArticle): number[];
  holds(termId: number): boolean;
};

/** The articles of a term, oldest first, and the term's weight in each. */
type Posting = { numbers: number[]; weights: number[] };

const { candidateShare, lookupTerms, lookupArticles, maxCandidates } = storiesTuning;

export function createArticleIndex(): ArticleIndex {
  const postings = new Map<number, Posting>();

  return {
    add(number, article) {
      for (const [termId, weight] of tellingTerms(article)) {
        const posting = postings.get(termId);
        if (!posting) postings.set(termId, { numbers: [number], weights: [weight] });
        else {
          posting.numbers.push(number);
          posting.weights.push(weight);
          if (posting.numbers.length >= 2 * lookupArticles) keepNewest(posting);
        }
      }
    },
    remove(number, article) {
      for (const [termId] of tellingTerms(article)) {
        const posting = postings.get(termId);
        // The oldest leaves first, so that it is the head of its lists or was cut from them already.
        if (posting?.numbers[0] !== number) continue;
        posting.numbers.shift();
        posting.weights.shift();
        if (posting.numbers.length === 0) postings.delete(termId);
      }
    },
    find(article) {
      const scores = new Map<number, number>();
      for (const [termId, weight] of tellingTerms(article).take(lookupTerms)) {
        const { numbers, weights } = postings.get(termId) ?? { numbers: [], weights: [] };
        for (let at = Math.max(0, numbers.length - lookupArticles); at < numbers.length; at++) {
          const number = numbers[at] ?? -1;
          scores.set(number, (scores.get(number) ?? 0) + weight * (weights[at] ?? 0));
        }
      }
      let best = 0;
      for (const score of scores.values()) best = Math.max(best, score);
      return [...scores]
        .filter(([, score]) => score >= candidateShare * best)
        .sort((a, b) => b[1] - a[1])
        .slice(0, maxCandidates)
        .map(([number]) => number);
    },
    holds: (termId) => postings.has(termId),
  };
}

/** Number and weight of the terms an article is found by, weightiest first. */
function* tellingTerms({
  telling,
  termIds,
  weights,
}: ComparableArticle): Generator<[number, number], undefined> {
  for (const place of telling) yield [termIds[place] ?? -1, weights[place] ?? 0];
  return undefined;
}

function keepNewest(posting: Posting): void {
  posting.numbers = posting.numbers.slice(-lookupArticles);
  posting.weights = posting.weights.slice(-lookupArticles);
}
