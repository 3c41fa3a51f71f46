export type PagesScore = { precision: number; recall: number; f1: number };

/** Precision, recall and F1 over shingles of four words, averaged over pages: the measure of article-extraction-benchmark. */
export function scorePages(pairs: readonly { expected: string; actual: string }[]): PagesScore {
  let precision = 0;
  let recall = 0;
  for (const { expected, actual } of pairs) {
    const wanted = shingles(expected);
    const found = shingles(actual);
    let shared = 0;
    for (const [shingle, count] of found) shared += Math.min(count, wanted.get(shingle) ?? 0);
    const [foundTotal, wantedTotal] = [total(found), total(wanted)];
    precision += foundTotal === 0 ? 0 : shared / foundTotal;
    recall += wantedTotal === 0 ? 1 : shared / wantedTotal;
  }
  precision /= pairs.length;
  recall /= pairs.length;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function shingles(text: string): Map<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let index = 0; index + 4 <= words.length; index += 1) {
    const shingle = words.slice(index, index + 4).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

function total(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((sum, count) => sum + count, 0);
}
