import learnt from '../../../config/summary-weights.json' with { type: 'json' };
import { likelihoodOf } from '../check/likelihood.ts';
import { STOP_WORDS, type Word } from '../../language/read-words.ts';
import { type UseWeights, wordKeys } from './weigh-words.ts';

/** What the likelihood of two neighbouring words is computed from, in the order of its numbers. */
export const PAIR_FEATURES = [
  'one',
  'left',
  'right',
  'lower',
  'higher',
  'both',
  'times',
  'timesLower',
  'firstDecay',
  'firstNear',
  'logPlace',
  'early',
  'names',
  'quoted',
  'leftStop',
  'rightStop',
  'noStop',
  'bothStop',
  'leftOfStop',
  'rightOfStop',
  'decayLower',
  'timesDecay',
  'leftStopTimes',
  'rightStopTimes',
  'leftDigits',
  'rightDigits',
] as const;

type Told = { place: number; words: readonly Word[]; isQuoted: boolean };
type Tally = {
  left: string;
  right: string;
  times: number;
  place: number;
  early: number;
  names: number;
  quoted: number;
};

const WEIGHTS = PAIR_FEATURES.map((feature) => learnt.pairs[feature]);
const OPENING = 3;
const DIGITS = /^\p{N}+$/u;

export const pairKey = (left: string, right: string): string => `${left} ${right}`;

/** The different pairs of neighbours among words, by their `wordKeys`. */
export function pairKeys(keys: readonly string[]): Set<string> {
  const pairs = new Set<string>();
  for (let at = 1; at < keys.length; at += 1) pairs.add(pairKey(keys[at - 1] ?? '', keys[at] ?? ''));
  return pairs;
}

/** How likely each pair of neighbouring words of some articles is to stand in a reader's own summary (logistic, trained), 0 to 1. */
export function weighPairs(
  sentences: readonly Told[],
  articleCount: number,
  wordWeights: ReadonlyMap<string, UseWeights>,
  weights: readonly number[] = WEIGHTS,
): ReadonlyMap<string, number> {
  const likelihoods = new Map<string, number>();
  for (const [key, features] of describePairs(sentences, articleCount, wordWeights))
    likelihoods.set(key, likelihoodOf(features, weights));
  return likelihoods;
}

/** One number per entry of `PAIR_FEATURES` for each pair. Counts are those of one article on average. */
export function describePairs(
  sentences: readonly Told[],
  articleCount: number,
  wordWeights: ReadonlyMap<string, UseWeights>,
): ReadonlyMap<string, number[]> {
  const articles = Math.max(1, articleCount);
  const described = new Map<string, number[]>();
  for (const [key, tally] of tallyPairs(sentences))
    described.set(
      key,
      describePair(
        tally,
        articles,
        logitOf(wordWeights.get(tally.left)),
        logitOf(wordWeights.get(tally.right)),
      ),
    );
  return described;
}

/** The likelihood of the first use as a number without bounds. */
function logitOf(uses: UseWeights | undefined): number {
  const likelihood = Math.min(0.999, Math.max(0.001, uses?.[0] ?? 0));
  return Math.log(likelihood / (1 - likelihood));
}

function describePair(tally: Tally, articles: number, left: number, right: number): number[] {
  const lower = Math.min(left, right);
  const times = Math.log(Math.max(1, tally.times / articles));
  const decay = Math.exp(-tally.place / 3);
  const leftStop = STOP_WORDS.has(tally.left) ? 1 : 0;
  const rightStop = STOP_WORDS.has(tally.right) ? 1 : 0;
  return [
    1,
    left,
    right,
    lower,
    Math.max(left, right),
    left * right,
    times,
    times * lower,
    decay,
    1 / (1 + tally.place),
    Math.log1p(tally.place),
    Math.log1p(tally.early / articles),
    tally.names / tally.times,
    tally.quoted / tally.times,
    leftStop,
    rightStop,
    (1 - leftStop) * (1 - rightStop),
    leftStop * rightStop,
    leftStop * left,
    rightStop * right,
    decay * lower,
    times * decay,
    leftStop * times,
    rightStop * times,
    DIGITS.test(tally.left) ? 1 : 0,
    DIGITS.test(tally.right) ? 1 : 0,
  ];
}

function tallyPairs(sentences: readonly Told[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { place, words, isQuoted } of sentences) {
    let left = '';
    let isName = false;
    for (const word of words) {
      for (const right of wordKeys([word])) {
        if (left !== '') {
          const key = pairKey(left, right);
          let tally = tallies.get(key);
          if (tally === undefined) {
            tally = { left, right, times: 0, place, early: 0, names: 0, quoted: 0 };
            tallies.set(key, tally);
          }
          tally.times += 1;
          tally.place = Math.min(tally.place, place);
          if (place < OPENING) tally.early += 1;
          if (isName && word.isName) tally.names += 1;
          if (isQuoted) tally.quoted += 1;
        }
        left = right;
        isName = word.isName;
      }
    }
  }
  return tallies;
}
