import { solve } from './fit-weights.ts';

export type LogisticSample = { features: readonly number[]; isTrue: boolean };

/** Pulls weights of standardised features towards 0; 2 to 10 score the same on articles not trained on. */
const RIDGE = 5;
/** A feature that hardly varies is not stretched further, so that a few samples cannot give it a large weight. */
const LEAST_SPREAD = 0.3;
const STEPS = 10;

/** Weights per feature (the first is the constant 1), by Newton's method with a ridge penalty on standardised features. */
export function fitLogistic(samples: readonly LogisticSample[]): number[] {
  const size = samples[0]?.features.length ?? 0;
  const column = (at: number) => samples.map(({ features }) => features[at] ?? 0);
  const mean = Array.from({ length: size }, (_, at) => (at === 0 ? 0 : meanOf(column(at))));
  const spread = mean.map((middle, at) =>
    at === 0
      ? 1
      : Math.max(LEAST_SPREAD, Math.sqrt(meanOf(column(at).map((value) => (value - middle) ** 2)))),
  );
  const rows = samples.map(({ features, isTrue }) => ({
    x: features.map((value, at) => (value - (mean[at] ?? 0)) / (spread[at] ?? 1)),
    y: isTrue ? 1 : 0,
  }));
  let weights = mean.map(() => 0);
  for (let step = 0; step < STEPS; step += 1) weights = improve(weights, rows);
  const raw = weights.map((weight, at) => weight / (spread[at] ?? 1));
  raw[0] = (weights[0] ?? 0) - raw.reduce((sum, weight, at) => sum + weight * (mean[at] ?? 0), 0);
  return raw;
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function improve(weights: readonly number[], rows: readonly { x: readonly number[]; y: number }[]): number[] {
  const size = weights.length;
  const slope: number[] = weights.map((weight, at) => (at === 0 ? 0 : -RIDGE * weight));
  const bend: number[][] = weights.map((_, i) => weights.map((_weight, j) => (i === j && i > 0 ? RIDGE : 0)));
  for (const { x, y } of rows) {
    const likely = likelihoodOf(x, weights);
    for (let i = 0; i < size; i += 1) {
      slope[i] = (slope[i] ?? 0) + (y - likely) * (x[i] ?? 0);
      const row = bend[i] ?? [];
      for (let j = 0; j < size; j += 1)
        row[j] = (row[j] ?? 0) + likely * (1 - likely) * (x[i] ?? 0) * (x[j] ?? 0);
    }
  }
  const change = solve(
    bend.map((row, at) => row.concat(slope[at] ?? 0)),
    size,
  );
  return weights.map((weight, at) => weight + (change[at] ?? 0));
}

/** What logistic weights say of features, 0 to 1; both in the same order, the first feature being the constant 1. */
function likelihoodOf(features: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < features.length; at += 1) sum += (features[at] ?? 0) * (weights[at] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
