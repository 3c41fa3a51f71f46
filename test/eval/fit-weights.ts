export type Sample = { features: readonly number[]; target: number };

const zeros = (size: number): number[] => Array.from({ length: size }, () => 0);

/** Least squares with a small penalty, by Gaussian elimination on scaled features. */
export function fitLinear(samples: readonly Sample[], size: number, ridge: number): number[] {
  const scale = scalesOf(samples, size);
  const rows = Array.from({ length: size }, () => zeros(size + 1));
  for (const { features, target } of samples) {
    const scaled = features.map((value, at) => value / (scale[at] ?? 1));
    for (const [i, row] of rows.entries()) {
      for (let j = 0; j < size; j += 1) row[j] = (row[j] ?? 0) + (scaled[i] ?? 0) * (scaled[j] ?? 0);
      row[size] = (row[size] ?? 0) + (scaled[i] ?? 0) * target;
    }
  }
  for (const [i, row] of rows.entries()) row[i] = (row[i] ?? 0) + ridge * samples.length;
  return solve(rows, size).map((weight, at) => weight / (scale[at] ?? 1));
}

function scalesOf(samples: readonly Sample[], size: number): number[] {
  return Array.from({ length: size }, (_, at) => {
    const sum = samples.reduce((total, { features }) => total + (features[at] ?? 0) ** 2, 0);
    return Math.sqrt(sum / samples.length) || 1;
  });
}

/** Solves a positive definite system by Gaussian elimination; the right side is each row's last number. */
export function solve(rows: number[][], size: number): number[] {
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

/** Logistic regression by Newton's steps: for many samples of few features. `ridge` is a small penalty on scaled features. */
export function fitNewton(samples: readonly Sample[], size: number, ridge: number): number[] {
  const scale = scalesOf(samples, size);
  const scaled = samples.map(({ features }) =>
    Float64Array.from(features, (value, at) => value / (scale[at] ?? 1)),
  );
  let weights = zeros(size);
  for (let round = 0; round < NEWTON_ROUNDS; round += 1) {
    const rows = Array.from({ length: size }, () => new Float64Array(size + 1));
    for (const [which, features] of scaled.entries()) {
      let sum = 0;
      for (let at = 0; at < size; at += 1) sum += features[at]! * weights[at]!;
      const likelihood = 1 / (1 + Math.exp(-sum));
      const curve = likelihood * (1 - likelihood) + 1e-9;
      const pull = curve * sum + (samples[which]?.target ?? 0) - likelihood;
      for (let i = 0; i < size; i += 1) {
        const row = rows[i]!;
        const value = features[i]!;
        if (value === 0) continue;
        for (let j = 0; j < size; j += 1) row[j]! += curve * value * features[j]!;
        row[size]! += value * pull;
      }
    }
    for (const [i, row] of rows.entries()) row[i]! += ridge * samples.length;
    weights = solve(
      rows.map((row) => Array.from(row)),
      size,
    );
  }
  return weights.map((weight, at) => weight / (scale[at] ?? 1));
}

const NEWTON_ROUNDS = 8;
