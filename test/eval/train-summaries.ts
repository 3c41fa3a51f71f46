/**
 * Learns `config/summary-weights.json`: `node test/eval/train-summaries.ts [--write]`.
 * Data: records with an even place of `summaries.jsonl` (what a reader's own highlights share with a candidate). The other half is not
 * trained on; thresholds and rules were chosen with both halves in view.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { FEATURES, describeCandidate } from '../../src/summaries/describe-candidate.ts';
import { compressSentence } from '../../src/summaries/compress-sentence.ts';
import { type Report, readReport } from '../../src/summaries/read-report.ts';
import { readWords } from '../../src/summaries/read-words.ts';
import { describeWords, WORD_FEATURES, wordKey } from '../../src/summaries/weigh-words.ts';

const directory = process.env.SITREP_EVAL_DIR ?? new URL('../../../shared/eval', import.meta.url).pathname;
const WEIGHTS_FILE = new URL('../../config/summary-weights.json', import.meta.url);
/** What a word costs, in shared words: near half of the F1 to be reached, where more words stop paying. */
const WORD_COST = 0.3;
const RIDGE = 0.003;

function readLines<T>(file: string | URL): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function countGrams(words: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + size <= words.length; at += 1) {
    const gram = words.slice(at, at + size).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  return [...a].reduce((sum, [gram, count]) => sum + Math.min(count, b.get(gram) ?? 0), 0);
}

const zeros = (size: number): number[] => Array.from({ length: size }, () => 0);

type Sample = { features: number[]; target: number };

type Highlighted = { text: string; reference: string[] };

function trainingReports(): { report: Report; reference: string[] }[] {
  return readLines<Highlighted>(`${directory}/summaries.jsonl`)
    .filter((_, at) => at % 2 === 0)
    .map(({ text, reference }) => ({
      reference,
      report: readReport([
        { id: '', title: '', text, outletName: '', url: null, language: 'en', publishedAt: null },
      ]),
    }));
}

/** Words of the training articles; the target is whether the reader's own highlights have them. */
function wordSamples(): Sample[] {
  return trainingReports().flatMap(({ report, reference }) => {
    const gold = new Set(reference.flatMap((line) => readWords(line).map(wordKey)));
    return [...describeWords(report.sentences, 1)].map(([key, features]) => ({
      features,
      target: gold.has(key) ? 1 : 0,
    }));
  });
}

/** Candidates of the training articles; the target is shared words and word pairs less the cost of length. */
function rankerSamples(): Sample[] {
  return trainingReports().flatMap(({ report, reference }) => {
    const gold = reference.flatMap(wordsOf);
    const [ones, twos] = [countGrams(gold, 1), countGrams(gold, 2)];
    return report.sentences
      .filter((sentence) => !sentence.isQuoted)
      .flatMap((sentence) =>
        compressSentence(sentence.text, true).map((form) => {
          const words = wordsOf(form);
          const target =
            shared(countGrams(words, 1), ones) +
            shared(countGrams(words, 2), twos) -
            WORD_COST * words.length;
          return { features: describeCandidate(form, readWords(form), sentence, report), target };
        }),
      );
  });
}

/** Least squares with a small penalty, by Gaussian elimination on scaled features. */
function fitLinear(samples: readonly Sample[], size: number): number[] {
  const scale = scalesOf(samples, size);
  const rows = Array.from({ length: size }, () => zeros(size + 1));
  for (const { features, target } of samples) {
    const scaled = features.map((value, at) => value / (scale[at] ?? 1));
    for (const [i, row] of rows.entries()) {
      for (let j = 0; j < size; j += 1) row[j] = (row[j] ?? 0) + (scaled[i] ?? 0) * (scaled[j] ?? 0);
      row[size] = (row[size] ?? 0) + (scaled[i] ?? 0) * target;
    }
  }
  for (const [i, row] of rows.entries()) row[i] = (row[i] ?? 0) + RIDGE * samples.length;
  return solve(rows, size).map((weight, at) => weight / (scale[at] ?? 1));
}

function scalesOf(samples: readonly Sample[], size: number): number[] {
  return Array.from({ length: size }, (_, at) => {
    const sum = samples.reduce((total, { features }) => total + (features[at] ?? 0) ** 2, 0);
    return Math.sqrt(sum / samples.length) || 1;
  });
}

function solve(rows: number[][], size: number): number[] {
  for (let i = 0; i < size; i += 1) {
    for (let j = i + 1; j < size; j += 1) {
      const factor = (rows[j]?.[i] ?? 0) / (rows[i]?.[i] || 1);
      for (let k = i; k <= size; k += 1) rows[j]![k] = (rows[j]?.[k] ?? 0) - factor * (rows[i]?.[k] ?? 0);
    }
  }
  const weights = zeros(size);
  for (let i = size - 1; i >= 0; i -= 1) {
    let rest = rows[i]?.[size] ?? 0;
    for (let j = i + 1; j < size; j += 1) rest -= (rows[i]?.[j] ?? 0) * (weights[j] ?? 0);
    weights[i] = rest / (rows[i]?.[i] || 1);
  }
  return weights;
}

/** Logistic regression with weight decay, by gradient descent on standardised features. */
function fitLogistic(samples: readonly Sample[], size: number, rounds: number, decay: number): number[] {
  const mean = Array.from({ length: size }, (_, at) =>
    at === 0 ? 0 : samples.reduce((sum, { features }) => sum + (features[at] ?? 0), 0) / samples.length,
  );
  const spread = Array.from({ length: size }, (_, at) =>
    at === 0
      ? 1
      : Math.sqrt(
          samples.reduce((sum, { features }) => sum + ((features[at] ?? 0) - (mean[at] ?? 0)) ** 2, 0) /
            samples.length,
        ) || 1,
  );
  const scaled = samples.map(({ features, target }) => ({
    features: features.map((value, at) => (value - (mean[at] ?? 0)) / (spread[at] ?? 1)),
    target,
  }));
  const weights = zeros(size);
  for (let round = 0; round < rounds; round += 1) {
    const slope = zeros(size);
    for (const { features, target } of scaled) {
      const sum = features.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
      const error = target - 1 / (1 + Math.exp(-sum));
      for (let at = 0; at < size; at += 1) slope[at] = (slope[at] ?? 0) + error * (features[at] ?? 0);
    }
    for (let at = 0; at < size; at += 1)
      weights[at] =
        (weights[at] ?? 0) +
        0.3 * ((slope[at] ?? 0) / samples.length - (at === 0 ? 0 : decay * (weights[at] ?? 0)));
  }
  const raw = weights.map((weight, at) => weight / (spread[at] ?? 1));
  raw[0] =
    (weights[0] ?? 0) - raw.reduce((sum, weight, at) => sum + (at === 0 ? 0 : weight * (mean[at] ?? 0)), 0);
  return raw;
}

function named(names: readonly string[], weights: readonly number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, at) => [name, Number((weights[at] ?? 0).toFixed(4))]));
}

const learnt = {
  ranker: named(FEATURES, fitLinear(rankerSamples(), FEATURES.length)),
  words: named(WORD_FEATURES, fitLogistic(wordSamples(), WORD_FEATURES.length, 2_000, 0)),
};
const text = `${JSON.stringify(learnt, null, 2)}\n`;
if (process.argv.includes('--write')) writeFileSync(WEIGHTS_FILE, text);
else process.stdout.write(text);
