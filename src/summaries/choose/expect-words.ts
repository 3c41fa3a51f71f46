import type { Report } from './read-report.ts';
import type { Word } from '../../language/read-words.ts';
import { pairKeys } from './weigh-pairs.ts';
import { type UseWeights, wordKeys } from './weigh-words.ts';

/** What a bullet is expected to share with a reader's own summary. */
export type Expected = {
  /** How often it uses each word, and how likely the first, second ... use of it is. */
  words: ReadonlyMap<string, { times: number; uses: UseWeights }>;
  /** How likely each pair of neighbouring words is. */
  pairs: ReadonlyMap<string, number>;
};

/** Words and pairs of a bullet with their likelihoods in its report. */
export function expectWords(words: readonly Word[], report: Report): Expected {
  const keys = wordKeys(words);
  const counted = new Map<string, { times: number; uses: UseWeights }>();
  for (const key of keys) {
    const known = counted.get(key);
    if (known === undefined) counted.set(key, { times: 1, uses: report.wordWeights.get(key) ?? [] });
    else known.times += 1;
  }
  const pairs = new Map<string, number>();
  for (const pair of pairKeys(keys)) pairs.set(pair, report.pairWeights.get(pair) ?? 0);
  return { words: counted, pairs };
}

/** How many words and how many pairs of a reader's summary a bullet is expected to add to those of `others`. */
export function gainOf(
  { words, pairs }: Expected,
  others: readonly Expected[] = [],
): { words: number; pairs: number } {
  const gain = { words: 0, pairs: 0 };
  for (const [key, { times, uses }] of words) {
    let used = 0;
    for (const other of others) used += other.words.get(key)?.times ?? 0;
    for (let use = used; use < used + times; use += 1) gain.words += uses[use] ?? 0;
  }
  for (const [pair, likelihood] of pairs)
    if (!others.some((other) => other.pairs.has(pair))) gain.pairs += likelihood;
  return gain;
}
