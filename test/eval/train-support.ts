/**
 * Learns `config/support-weights.json`: `node test/eval/train-support.ts [--write]`, and prints what the method scores on articles
 * that it was not trained on: 10 times 10-fold cross-validation, articles kept whole, threshold taken from the other folds too.
 * Data: all of `support.jsonl`, the planted cases with an even number, and true bullets of those spoilt by the end of another.
 */
import { writeFileSync } from 'node:fs';
import { checkFacts } from '../../src/summaries/check/check-support.ts';
import { measureOverlap, OVERLAP_FEATURES } from '../../src/summaries/check/measure-overlap.ts';
import { likelihoodOf } from '../../src/summaries/check/likelihood.ts';
import { joinSplitNumbers, readClaims } from '../../src/summaries/check/read-claims.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { fitLogistic } from './fit-logistic.ts';
import { directory, readLines } from './read-highlights.ts';

type Sample = { group: string; features: number[]; isTrue: boolean; isWrongByFact: boolean };

const WEIGHTS_FILE = new URL('../../config/support-weights.json', import.meta.url);
const REPEATS = 10;
const FOLDS = 10;
/** Of the unsupported, what has to be caught; a point above the aim, since a threshold is never met exactly on other data. */
const LEAST_CAUGHT = 0.71;

function sampleOf(group: string, told: string, bullet: string, isTrue: boolean): Sample {
  const [plainTold, plainBullet] = [joinSplitNumbers(told), joinSplitNumbers(bullet)];
  const [claims, source] = [readClaims(plainBullet), readClaims(plainTold)];
  return {
    group,
    isTrue,
    features: measureOverlap(claims, source),
    isWrongByFact: checkFacts(claims, source, plainBullet, plainTold) !== null,
  };
}

/** What readers judged; the group is the article. */
function judgedSamples(): Sample[] {
  return readLines<{ id: string; source: string; sentence: string; supported: boolean }>(
    `${directory}/support.jsonl`,
  ).map((one) => sampleOf(one.source.slice(0, 80), one.source, one.sentence, one.supported));
}

/** Planted cases; a lie that the facts refuse teaches the score nothing, and a bullet that ends as another does is no longer true. */
function plantedSamples(): Sample[] {
  const cases = readLines<{ id: string; evidence: string; bullet: string; supported: boolean }>(
    new URL('../fixtures/support-cases.jsonl', import.meta.url),
  ).filter(({ id }) => Number.parseInt(id, 10) % 2 === 0);
  const truths = cases.filter(({ supported }) => supported);
  const spoilt = truths.map(({ evidence, bullet }, at) => {
    const [mine, other] = [bullet, truths[(at + 7) % truths.length]?.bullet ?? ''].map((text) =>
      text.split(' '),
    );
    const text = [
      ...(mine ?? []).slice(0, (mine?.length ?? 0) / 2),
      ...(other ?? []).slice((other?.length ?? 0) / 2),
    ];
    return sampleOf('planted', evidence, text.join(' '), false);
  });
  return [
    ...cases.map(({ evidence, bullet, supported }) => sampleOf('planted', evidence, bullet, supported)),
    ...spoilt,
  ].filter(({ isTrue, isWrongByFact }) => isTrue || !isWrongByFact);
}

/** The likelihood of each judged sample by weights that were fitted without its fold. */
function likelihoodsHeldOut(
  judged: readonly Sample[],
  planted: readonly Sample[],
  foldOf: readonly number[],
): number[] {
  const weights = Array.from({ length: FOLDS }, (_, fold) =>
    fitLogistic([...judged.filter((_sample, at) => foldOf[at] !== fold), ...planted]),
  );
  return judged.map(({ features, isWrongByFact }, at) =>
    isWrongByFact ? 0 : likelihoodOf(features, weights[foldOf[at] ?? 0] ?? []),
  );
}

function foldsOf(judged: readonly Sample[], seed: number): number[] {
  const random = seededRandom(seed);
  const groups = [...new Set(judged.map(({ group }) => group))]
    .map((group) => ({ group, rank: random() }))
    .sort((a, b) => a.rank - b.rank);
  const folds = new Map(groups.map(({ group }, at) => [group, at % FOLDS]));
  return judged.map(({ group }) => folds.get(group) ?? 0);
}

const shareOf = (values: readonly boolean[]) => values.filter(Boolean).length / Math.max(1, values.length);

function scoreAt(judged: readonly Sample[], likelihoods: readonly number[], threshold: number) {
  const answers = judged.map(({ isTrue }, at) => ({ isTrue, answer: (likelihoods[at] ?? 0) >= threshold }));
  return {
    accuracy: shareOf(answers.map(({ isTrue, answer }) => isTrue === answer)),
    caught: shareOf(answers.filter(({ isTrue }) => !isTrue).map(({ answer }) => !answer)),
  };
}

/** The threshold of the best accuracy among those that catch enough. */
function chooseThreshold(judged: readonly Sample[], likelihoods: readonly number[]): number {
  let best = { threshold: 1, accuracy: 0 };
  for (const threshold of likelihoods) {
    const { accuracy, caught } = scoreAt(judged, likelihoods, threshold);
    if (caught >= LEAST_CAUGHT && accuracy > best.accuracy) best = { threshold, accuracy };
  }
  return best.threshold;
}

function crossValidate(judged: readonly Sample[], planted: readonly Sample[]): void {
  const runs = Array.from({ length: REPEATS }, (_run, seed) => {
    const foldOf = foldsOf(judged, seed + 1);
    const likelihoods = likelihoodsHeldOut(judged, planted, foldOf);
    const answers = Array.from({ length: FOLDS }, (_fold, fold) => {
      const isOther = (_sample: unknown, at: number) => foldOf[at] !== fold;
      const threshold = chooseThreshold(judged.filter(isOther), likelihoods.filter(isOther));
      return likelihoods.map((value, at) => (foldOf[at] === fold && value >= threshold ? 1 : 0));
    });
    const held = judged.map((_sample, at) => answers.reduce((sum, one) => sum + (one[at] ?? 0), 0));
    return { ...scoreAt(judged, held, 0.5), threshold: chooseThreshold(judged, likelihoods) };
  });
  const meanOf = (pick: (run: (typeof runs)[number]) => number) =>
    runs.reduce((sum, run) => sum + pick(run), 0) / runs.length;
  console.error(
    `cross-validated: accuracy ${(100 * meanOf((run) => run.accuracy)).toFixed(1)} %, unsupported caught ${(100 * meanOf((run) => run.caught)).toFixed(1)} %, threshold ${meanOf((run) => run.threshold).toFixed(3)}`,
  );
}

const [judged, planted] = [judgedSamples(), plantedSamples()];
crossValidate(judged, planted);
const weights = fitLogistic([...judged, ...planted]);
const named = Object.fromEntries(
  OVERLAP_FEATURES.map((name, at) => [name, Number((weights[at] ?? 0).toFixed(4))]),
);
const text = `${JSON.stringify(named, null, 2)}\n`;
if (process.argv.includes('--write')) writeFileSync(WEIGHTS_FILE, text);
else process.stdout.write(text);
