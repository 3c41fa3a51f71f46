/** What logistic weights say of features, 0 to 1; both in the same order, the first feature being the constant 1. */
export function likelihoodOf(features: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < features.length; at += 1) sum += (features[at] ?? 0) * (weights[at] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
