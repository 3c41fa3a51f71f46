/**
 * Learns `config/summary-weights.json`: `node test/eval/train-summaries.ts [--write] [--without=0/3]`, after `derive-word-priors.ts`.
 * Data: all records of `summaries.jsonl` (what a reader's own highlights share with a candidate), but those that `--without`
 * leaves out to be measured on. Thresholds and rules were chosen with all in view.
 */
import { writeFileSync } from 'node:fs';
import { FEATURES, describeCandidate } from '../../src/summaries/choose/describe-candidate.ts';
import { compressSentence } from '../../src/summaries/shorten/compress-sentence.ts';
import { readWords } from '../../src/language/read-words.ts';
import { promisingSentences } from '../../src/summaries/choose/choose-bullets.ts';
import { expectWords, gainOf } from '../../src/summaries/choose/expect-words.ts';
import {
  describePairs,
  PAIR_FEATURES,
  pairKeys,
  weighPairs,
} from '../../src/summaries/choose/weigh-pairs.ts';
import { describeWords, weighWords, WORD_FEATURES } from '../../src/summaries/choose/weigh-words.ts';
import { countGrams, type Read, readReports, shared, wordsOf } from './read-highlights.ts';
import { fitLinear, fitNewton, type Sample } from './fit-weights.ts';

const WEIGHTS_FILE = new URL('../../config/summary-weights.json', import.meta.url);
/** Five folds: 0.003 and 0.1 score 0.1 and 0.2 ROUGE-1 less. */
const RIDGE = 0.02;
const RIDGE_OF_WORDS = 1e-6;

/** Uses of the words of the articles; the target is whether the reader's own highlights use them as often. */
function wordSamples(reports: readonly Read[]): Sample[] {
  return reports.flatMap(({ report, gold }) => {
    const counts = countGrams(gold, 1);
    return [...describeWords(report.sentences, 1)].flatMap(([key, uses]) =>
      uses.map((features, use) => ({ features, target: (counts.get(key) ?? 0) > use ? 1 : 0 })),
    );
  });
}

/** Neighbouring words of the articles; the target is whether the reader's own highlights have them side by side. */
function pairSamples(reports: readonly Read[]): Sample[] {
  return reports.flatMap(({ report, gold }) => {
    const pairs = pairKeys(gold);
    return [...describePairs(report.sentences, 1, report.wordWeights)].map(([key, features]) => ({
      features,
      target: pairs.has(key) ? 1 : 0,
    }));
  });
}

/** Candidates of the articles; the target is the words and word pairs that they share with the reader's own highlights. */
function rankerSamples(reports: readonly Read[]): Sample[] {
  return reports.flatMap(({ report, gold }) => {
    const [ones, twos] = [countGrams(gold, 1), countGrams(gold, 2)];
    return promisingSentences(report).flatMap((sentence) =>
      compressSentence(sentence.text, true).map((form) => {
        const words = wordsOf(form);
        const read = readWords(form);
        const expected = gainOf(expectWords(read, report));
        return {
          features: describeCandidate(form, read, sentence, report, expected),
          target: shared(countGrams(words, 1), ones) + shared(countGrams(words, 2), twos),
        };
      }),
    );
  });
}

/** The likelihood of words, of pairs of them, and the worth of candidates, each learnt on what the one before it answers. */
function learnRanking() {
  const reports = readReports();
  const words = fitNewton(wordSamples(reports), WORD_FEATURES.length, RIDGE_OF_WORDS);
  const withWords = reports.map(({ report, gold }) => ({
    gold,
    report: { ...report, wordWeights: weighWords(report.sentences, 1, words) },
  }));
  const pairs = fitNewton(pairSamples(withWords), PAIR_FEATURES.length, RIDGE_OF_WORDS);
  const withPairs = withWords.map(({ report, gold }) => ({
    gold,
    report: { ...report, pairWeights: weighPairs(report.sentences, 1, report.wordWeights, pairs) },
  }));
  return { words, pairs, ranker: fitLinear(rankerSamples(withPairs), FEATURES.length, RIDGE) };
}

function named(names: readonly string[], weights: readonly number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, at) => [name, Number((weights[at] ?? 0).toFixed(4))]));
}

const ranking = learnRanking();
const learnt = {
  ranker: named(FEATURES, ranking.ranker),
  words: named(WORD_FEATURES, ranking.words),
  pairs: named(PAIR_FEATURES, ranking.pairs),
};
const text = `${JSON.stringify(learnt, null, 2)}\n`;
if (process.argv.includes('--write')) writeFileSync(WEIGHTS_FILE, text);
else process.stdout.write(text);
