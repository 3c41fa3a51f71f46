import { DAY } from '../../clock.ts';
import { similarityWeights } from '../../../config/story-weights.ts';
import { storiesTuning } from '../../../config/stories-tuning.ts';
import type { TermStatistics } from './term-statistics.ts';
import type { TextFeatures } from './text-features.ts';

/** An article as it is compared: its terms by ascending number, weighed by how rare they were when it came. */
export type ComparableArticle = {
  id: string;
  outletDomain: string;
  /** The instant that decides, epoch ms. */
  at: number;
  /** How busy the stream was when it came. */
  pace: number;
  termIds: Int32Array;
  /** Weights of the terms, as a vector of length 1. */
  weights: Float32Array;
  rarity: Float32Array;
  maxRarity: number;
  roles: Uint8Array;
  /** Places of its most telling terms in these lists, weightiest first. */
  telling: Int32Array;
  titleRarity: number;
  titleNorm: number;
  nameNorm: number;
  weekdays: number;
  titlePlaces: readonly string[];
  places: ReadonlySet<string>;
  isAside: boolean;
  sketch: Int32Array;
};

const IN_TITLE = 1;
const IS_NAME = 2;
const IS_NUMBER = 4;

export type SimilarityFeature = keyof typeof similarityWeights;
const FEATURES = Object.keys(similarityWeights) as SimilarityFeature[];

type Origin = { id: string; outletDomain: string; at: number; pace: number };

/** Weighs an article's terms: log of their use, titles more, times their rarity now. */
export function weighArticle(
  origin: Origin,
  features: TextFeatures,
  statistics: TermStatistics,
  titleWeight: number,
): ComparableArticle {
  const uses = [...features.terms].map(([term, use]) => ({ id: statistics.idOf(term), use }));
  uses.sort((a, b) => a.id - b.id);
  const { length } = uses;
  const termIds = new Int32Array(length);
  const weights = new Float32Array(length);
  const rarity = new Float32Array(length);
  const roles = new Uint8Array(length);
  let squares = 0;
  let titleRarity = 0;
  let titleSquares = 0;
  let nameSquares = 0;
  for (const [index, { id, use }] of uses.entries()) {
    const rare = Math.max(0, statistics.rarity(id));
    const weight = rare * Math.log(1 + titleWeight * use.inTitle + use.inLead + use.inBody);
    termIds[index] = id;
    rarity[index] = rare;
    weights[index] = weight;
    roles[index] =
      (use.inTitle > 0 ? IN_TITLE : 0) | (use.isName ? IS_NAME : 0) | (use.isNumber ? IS_NUMBER : 0);
    squares += weight * weight;
    if (use.inTitle > 0) titleRarity += rare;
    if (use.inTitle > 0) titleSquares += rare * rare;
    if (use.isName) nameSquares += weight * weight;
  }
  const norm = Math.sqrt(squares) || 1;
  for (let index = 0; index < length; index++) weights[index] = (weights[index] ?? 0) / norm;
  return {
    ...origin,
    termIds,
    weights,
    rarity,
    roles,
    telling: findTelling(weights),
    maxRarity: statistics.maxRarity(),
    titleRarity: titleRarity || 1,
    titleNorm: Math.sqrt(titleSquares) || 1,
    nameNorm: Math.sqrt(nameSquares) / norm || 1,
    weekdays: features.weekdays,
    titlePlaces: features.titlePlaces,
    places: features.places,
    isAside: features.isAside,
    sketch: features.sketch,
  };
}

function findTelling(weights: Float32Array): Int32Array {
  const places = Int32Array.from(weights.keys());
  places.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
  return places.slice(0, storiesTuning.findableTerms);
}

/** Cosine of the two weighted term vectors, 0-1. */
export function cosine(a: ComparableArticle, b: ComparableArticle): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.termIds.length && j < b.termIds.length; ) {
    const left = a.termIds[i] ?? 0;
    const right = b.termIds[j] ?? 0;
    if (left === right) sum += (a.weights[i++] ?? 0) * (b.weights[j++] ?? 0);
    else if (left < right) i += 1;
    else j += 1;
  }
  return sum;
}

type Shared = {
  cosine: number;
  titles: number;
  names: number;
  numbers: number;
  rarest: number;
  titleInOlder: number;
  titleInNewer: number;
};

/** One walk over both sorted term lists. */
function findShared(older: ComparableArticle, newer: ComparableArticle): Shared {
  const shared = { cosine: 0, titles: 0, names: 0, numbers: 0, rarest: 0, titleInOlder: 0, titleInNewer: 0 };
  for (let i = 0, j = 0; i < older.termIds.length && j < newer.termIds.length; ) {
    const left = older.termIds[i] ?? 0;
    const right = newer.termIds[j] ?? 0;
    if (left < right) i += 1;
    else if (right < left) j += 1;
    else {
      const product = (older.weights[i] ?? 0) * (newer.weights[j] ?? 0);
      const leftRole = older.roles[i] ?? 0;
      const rightRole = newer.roles[j] ?? 0;
      const leftRarity = older.rarity[i] ?? 0;
      const rightRarity = newer.rarity[j] ?? 0;
      shared.cosine += product;
      if (leftRole & rightRole & IS_NAME) shared.names += product;
      if (leftRole & rightRole & IS_NUMBER) shared.numbers += rightRarity;
      if (leftRole & rightRole & IN_TITLE) shared.titles += leftRarity * rightRarity;
      if (leftRole & IN_TITLE) shared.titleInNewer += leftRarity;
      if (rightRole & IN_TITLE) shared.titleInOlder += rightRarity;
      shared.rarest = Math.max(shared.rarest, rightRarity);
      i += 1;
      j += 1;
    }
  }
  return shared;
}

/** What two articles have in common and what parts them, each about 0-1 (or a logarithm of it). */
export function compareArticles(
  older: ComparableArticle,
  newer: ComparableArticle,
  shared: Shared = findShared(older, newer),
): Record<SimilarityFeature, number> {
  const olderTitle = shared.titleInNewer / older.titleRarity;
  const newerTitle = shared.titleInOlder / newer.titleRarity;
  const days = Math.abs(newer.at - older.at) / DAY;
  return {
    closeness: Math.log(0.03 + shared.cosine),
    titles: shared.titles / (older.titleNorm * newer.titleNorm),
    bestTitleCover: Math.max(olderTitle, newerTitle),
    leastTitleCover: Math.min(olderTitle, newerTitle),
    names: shared.names / (older.nameNorm * newer.nameNorm),
    numbers: Math.min(shared.numbers, 15) / 10,
    rarestShared: shared.rarest / (newer.maxRarity || 1),
    otherWeekday: older.weekdays && newer.weekdays && !(older.weekdays & newer.weekdays) ? 1 : 0,
    days,
    sameMoment: Math.exp(-2 * days),
    sameOutlet: older.outletDomain !== '' && older.outletDomain === newer.outletDomain ? 1 : 0,
    pace: Math.log(1 + newer.pace),
    otherPlaces: clash(older, newer) ? 1 : 0,
    noSharedPlace:
      older.places.size > 0 && newer.places.size > 0 && older.places.isDisjointFrom(newer.places) ? 1 : 0,
    onlyOneAside: older.isAside === newer.isAside ? 0 : 1,
    base: 1,
  };
}

/** Both titles name countries, and neither title's are all known to the other article. */
function clash(a: ComparableArticle, b: ComparableArticle): boolean {
  const isMissing = (from: ComparableArticle, to: ComparableArticle) =>
    from.titlePlaces.some((place) => !to.places.has(place));
  return a.titlePlaces.length > 0 && b.titlePlaces.length > 0 && isMissing(a, b) && isMissing(b, a);
}

/**
 * Log-odds that two articles tell the same event (logistic regression over `compareArticles`; weights in
 * `config/story-weights.ts`). The one similarity of the product. 0 is even.
 */
export function sameEventOdds(a: ComparableArticle, b: ComparableArticle): number {
  const [older, newer] = a.at <= b.at ? [a, b] : [b, a];
  const shared = findShared(older, newer);
  if (shared.cosine < storiesTuning.leastCosine) return storiesTuning.leastOdds;
  const features = compareArticles(older, newer, shared);
  let odds = 0;
  for (const name of FEATURES) odds += features[name] * similarityWeights[name];
  return odds;
}
