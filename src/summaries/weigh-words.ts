import weights from '../../config/summary-weights.json' with { type: 'json' };
import { STOP_WORDS, type Word } from './read-words.ts';

/** What the likelihood of a word is computed from, in the order of its numbers. */
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
] as const;

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

const WEIGHTS = WORD_FEATURES.map((feature) => weights.words[feature]);
/** Sentences from here on are no longer the opening. */
const OPENING = 3;

/** How a word is looked up in the answer of `weighWords`. */
export const wordKey = (word: Word): string => word.text.toLowerCase();

/** How likely each word of some articles is to stand in a reader's own summary of them (logistic, trained), 0 to 1. */
export function weighWords(sentences: readonly Told[], articleCount: number): ReadonlyMap<string, number> {
  const likelihoods = new Map<string, number>();
  for (const [key, features] of describeWords(sentences, articleCount)) {
    let sum = 0;
    for (let at = 0; at < features.length; at += 1) sum += (features[at] ?? 0) * (WEIGHTS[at] ?? 0);
    likelihoods.set(key, 1 / (1 + Math.exp(-sum)));
  }
  return likelihoods;
}

/** One number per entry of `WORD_FEATURES` for each word. Counts are those of one article on average. */
export function describeWords(
  sentences: readonly Told[],
  articleCount: number,
): ReadonlyMap<string, number[]> {
  const tallies = tallyWords(sentences);
  const articles = Math.max(1, articleCount);
  const length = sentences.reduce((sum, { words }) => sum + words.length, 0) / articles;
  const described = new Map<string, number[]>();
  for (const [key, tally] of tallies) {
    const times = Math.log1p(tally.times / articles);
    const isStop = STOP_WORDS.has(key) ? 1 : 0;
    described.set(key, [
      1,
      times,
      Math.log1p(tally.sentences / articles),
      (100 * tally.times) / articles / Math.max(1, length),
      Math.exp(-tally.place / 3),
      1 / (1 + tally.place),
      times / (1 + tally.place),
      Math.log1p(tally.at / articles),
      Math.log1p(sentences.length / articles),
      Math.log1p(tally.early / articles),
      tally.capitals / tally.times,
      /^\p{N}+$/u.test(key) ? 1 : 0,
      tally.quoted / tally.times,
      isStop,
      isStop * times,
    ]);
  }
  return described;
}

function tallyWords(sentences: readonly Told[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  let at = 0;
  for (const { place, words, isQuoted } of sentences) {
    const seen = new Set<string>();
    for (const word of words) {
      const key = wordKey(word);
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
  return tallies;
}
