import { storiesTuning } from '../../config/stories-tuning.ts';
import type { ComparableArticle } from './similarity.ts';

export type WindowEntry = {
  number: number;
  article: ComparableArticle;
  /** When it came, epoch ms; decides when it leaves. */
  arrivedAt: number;
  storyId: string;
  /** Articles that are at all alike. */
  near: Set<number>;
};

/** The articles of the last days and the stories they are in; forgets what is old or too much. */
export type StoryWindow = {
  /** Articles that share telling terms, most alike first. */
  findCandidates(article: ComparableArticle): WindowEntry[];
  add(article: ComparableArticle, arrivedAt: number, storyId: string): WindowEntry;
  /** The articles that speak for a story: its first and its newest. */
  speakersOf(storyId: string): WindowEntry[];
  entry(number: number): WindowEntry | undefined;
  /** Moves all of a younger story's articles to the older one; returns the older one's id. */
  merge(one: string, other: string): string;
  expire(now: number): void;
  has(storyId: string): boolean;
  holdsTerm(termId: number): boolean;
  size(): number;
};

type Posting = { numbers: number[]; weights: number[] };
type StoryMembers = { order: number; numbers: number[] };

const { lookupTerms, lookupArticles, maxCandidates, maxSpeakers, windowMs } = storiesTuning;
/** Terms of an article by which it can be found: twice those that are looked up, since two articles rank them differently. */
const FINDABLE_TERMS = 2 * lookupTerms;

export function createStoryWindow(maxArticles: number = storiesTuning.windowArticles): StoryWindow {
  const entries = new Map<number, WindowEntry>();
  const postings = new Map<number, Posting>();
  const stories = new Map<string, StoryMembers>();
  let nextNumber = 0;
  let nextOrder = 0;

  function findCandidates(article: ComparableArticle): WindowEntry[] {
    const scores = new Map<number, number>();
    for (const index of mostTelling(article, lookupTerms)) {
      const posting = postings.get(article.termIds[index] ?? -1);
      if (!posting) continue;
      const weight = article.weights[index] ?? 0;
      const { numbers, weights } = posting;
      for (let at = numbers.length - 1; at >= Math.max(0, numbers.length - lookupArticles); at--) {
        const number = numbers[at] ?? -1;
        scores.set(number, (scores.get(number) ?? 0) + weight * (weights[at] ?? 0));
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, maxCandidates)
      .flatMap(([number]) => entries.get(number) ?? []);
  }

  function add(article: ComparableArticle, arrivedAt: number, storyId: string): WindowEntry {
    const entry = { number: nextNumber++, article, arrivedAt, storyId, near: new Set<number>() };
    entries.set(entry.number, entry);
    for (const index of mostTelling(article, FINDABLE_TERMS)) makeFindable(entry, index);
    const story = stories.get(storyId);
    if (story) story.numbers.push(entry.number);
    else stories.set(storyId, { order: nextOrder++, numbers: [entry.number] });
    if (entries.size > maxArticles) dropOldest();
    return entry;
  }

  function makeFindable({ article, number }: WindowEntry, index: number): void {
    const termId = article.termIds[index] ?? -1;
    let posting = postings.get(termId);
    if (!posting) {
      posting = { numbers: [], weights: [] };
      postings.set(termId, posting);
    }
    posting.numbers.push(number);
    posting.weights.push(article.weights[index] ?? 0);
    if (posting.numbers.length >= 2 * lookupArticles) keepNewest(posting);
  }

  function dropOldest(): void {
    const oldest = entries.values().next().value;
    if (oldest) drop(oldest);
  }

  function drop({ number, article, storyId }: WindowEntry): void {
    entries.delete(number);
    for (const index of mostTelling(article, FINDABLE_TERMS)) {
      const termId = article.termIds[index] ?? -1;
      const posting = postings.get(termId);
      if (posting?.numbers[0] !== number) continue;
      posting.numbers.shift();
      posting.weights.shift();
      if (posting.numbers.length === 0) postings.delete(termId);
    }
    const story = stories.get(storyId);
    if (!story) return;
    story.numbers = story.numbers.filter((member) => member !== number);
    if (story.numbers.length === 0) stories.delete(storyId);
  }

  return {
    findCandidates,
    add,
    speakersOf(storyId) {
      const numbers = stories.get(storyId)?.numbers ?? [];
      const speaking =
        numbers.length <= maxSpeakers
          ? numbers
          : [...numbers.slice(0, 2), ...numbers.slice(numbers.length - maxSpeakers + 2)];
      return speaking.flatMap((number) => entries.get(number) ?? []);
    },
    entry: (number) => entries.get(number),
    merge(one, other) {
      const isOneOlder = (stories.get(one)?.order ?? 0) < (stories.get(other)?.order ?? 0);
      const [kept, gone] = isOneOlder ? [one, other] : [other, one];
      const into = stories.get(kept);
      const from = stories.get(gone);
      if (!into || !from) return kept;
      for (const number of from.numbers) {
        const entry = entries.get(number);
        if (entry) entry.storyId = kept;
      }
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
    holdsTerm: (termId) => postings.has(termId),
    size: () => entries.size,
  };
}

function keepNewest(posting: Posting): void {
  posting.numbers = posting.numbers.slice(-lookupArticles);
  posting.weights = posting.weights.slice(-lookupArticles);
}

/** Places of the heaviest terms in an article's lists. */
function mostTelling({ weights }: ComparableArticle, howMany: number): number[] {
  const places = Array.from(weights.keys());
  if (places.length <= howMany) return places;
  return places.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0)).slice(0, howMany);
}
