import { storiesTuning } from '../../../config/stories-tuning.ts';
import type { ComparableArticle } from './similarity.ts';

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
