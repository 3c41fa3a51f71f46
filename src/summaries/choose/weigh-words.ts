import learnt from '../../../config/summary-weights.json' with { type: 'json' };
import { likelihoodOf } from '../check/likelihood.ts';
import { STOP_WORDS, type Word } from '../../language/read-words.ts';
import { priorOf } from './word-priors.ts';

/** What the likelihood of a word's first, second ... use is computed from, in the order of its numbers. */
export const WORD_FEATURES = [
  'one',
  'times',
  'sentences',
  'share',
  'firstDecay',
  'firstNear',
  'timesNearStart',
  'firstWord',
  'textLength',
  'early',
  'capital',
  'digits',
  'quoted',
  'stop',
  'stopTimes',
  'prior',
  'secondUse',
  'thirdUse',
  'shareOfUses',
] as const;

/** Likelihoods, 0 to 1, that a reader's own summary has a word once, twice ...; later uses are not expected at all. */
export type UseWeights = readonly number[];

type Told = { place: number; words: readonly Word[]; isQuoted: boolean };
type Tally = {
  times: number;
  sentences: number;
  place: number;
  at: number;
  early: number;
  capitals: number;
  quoted: number;
};

const WEIGHTS = WORD_FEATURES.map((feature) => learnt.words[feature]);
/** Sentences from here on are no longer the opening. */
const OPENING = 3;
/** A summary has `the` several times, but a name or noun hardly more than twice. */
const MOST_USES = { stop: 4, content: 2 };

const MARKS = /[^\p{L}\p{N}]+/u;

/** How the words are looked up in the answer of `weighWords`, in order: `drink-drive` is two. */
export function wordKeys(words: readonly Word[]): string[] {
  return words.flatMap(keysOf);
}

function keysOf({ text }: Word): string[] {
  const lower = text.toLowerCase();
  return MARKS.test(lower) ? lower.split(MARKS) : [lower];
}

/** How likely each word of some articles is to stand in a reader's own summary of them (logistic, trained). */
export function weighWords(
  sentences: readonly Told[],
  articleCount: number,
  weights: readonly number[] = WEIGHTS,
): ReadonlyMap<string, UseWeights> {
  const likelihoods = new Map<string, UseWeights>();
  for (const [key, uses] of describeWords(sentences, articleCount))
    likelihoods.set(
      key,
      uses.map((features) => likelihoodOf(features, weights)),
    );
  return likelihoods;
}

/** For each word and use of it one number per entry of `WORD_FEATURES`. Counts are those of one article on average. */
export function describeWords(
  sentences: readonly Told[],
  articleCount: number,
): ReadonlyMap<string, number[][]> {
  const tallies = tallyWords(sentences);
  const articles = Math.max(1, articleCount);
  const length = sentences.reduce((sum, { words }) => sum + words.length, 0) / articles;
  const described = new Map<string, number[][]>();
  for (const [key, tally] of tallies) {
    const perArticle = tally.times / articles;
    const times = Math.log1p(perArticle);
    const isStop = STOP_WORDS.has(key);
    const word = [
      1,
      times,
      Math.log1p(tally.sentences / articles),
      (100 * perArticle) / Math.max(1, length),
      Math.exp(-tally.place / 3),
      1 / (1 + tally.place),
      times / (1 + tally.place),
      Math.log1p(tally.at / articles),
      Math.log1p(sentences.length / articles),
      Math.log1p(tally.early / articles),
      tally.capitals / tally.times,
      /^\p{N}+$/u.test(key) ? 1 : 0,
      tally.quoted / tally.times,
      isStop ? 1 : 0,
      isStop ? times : 0,
      priorOf(key),
    ];
    const most = Math.min(isStop ? MOST_USES.stop : MOST_USES.content, Math.ceil(perArticle));
    described.set(
      key,
      Array.from({ length: most }, (_, use) => [
        ...word,
        use > 0 ? 1 : 0,
        use > 1 ? 1 : 0,
        (use + 1) / perArticle,
      ]),
    );
  }
  return described;
}

function tallyWords(sentences: readonly Told[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  let at = 0;
  for (const { place, words, isQuoted } of sentences) {
    const seen = new Set<string>();
    for (const word of words) {
      for (const key of keysOf(word)) {
        let tally = tallies.get(key);
        if (tally === undefined) {
          tally = { times: 0, sentences: 0, place, at, early: 0, capitals: 0, quoted: 0 };
          tallies.set(key, tally);
        }
        at += 1;
        tally.times += 1;
        tally.place = Math.min(tally.place, place);
        if (!seen.has(key)) tally.sentences += 1;
        if (place < OPENING) tally.early += 1;
        if (word.isName) tally.capitals += 1;
        if (isQuoted) tally.quoted += 1;
        seen.add(key);
      }
    }
  }
  return tallies;
}
