/**
 * Fits the weights of the similarity: `node test/stories/fit-group-weights.ts [0|1]` prints them for pairs of articles
 * whose events are in half 0 or 1 of the reference sets, or in both. Logistic regression by Newton's method, L2 = 1.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { storiesTuning } from '../../../config/stories-tuning.ts';
import { similarityWeights } from '../../../config/story-weights.ts';
import { instantOf } from '../../../src/stories/grouping/group-articles.ts';
import { type GroupRecord, readGroupRecords } from '../../../src/stories/grouping/group-for-eval.ts';
import {
  type ComparableArticle,
  compareArticles,
  cosine,
  weighArticle,
} from '../../../src/stories/grouping/similarity.ts';
import { createTermStatistics } from '../../../src/stories/grouping/term-statistics.ts';
import { readTextFeatures } from '../../../src/stories/grouping/text-features.ts';

const SETS = ['allsides', 'dense', 'wikinews'];
const NAMES = Object.keys(similarityWeights) as (keyof typeof similarityWeights)[];
const L2 = 1;

type Half = 0 | 1 | null;
export type Pair = { values: number[]; isSame: boolean };

/** Which half of the events an event belongs to; by hash, so that neighbours in time are parted at random. */
export function halfOf(event: string): 0 | 1 {
  let hash = 2166136261;
  for (let at = 0; at < event.length; at++) hash = Math.imul(hash ^ event.charCodeAt(at), 16777619);
  return ((hash >>> 0) % 2) as 0 | 1;
}

export function readSet(name: string): GroupRecord[] {
  const folder =
    process.env['SITREP_EVAL_DIR'] ?? new URL('../../../../shared/eval', import.meta.url).pathname;
  return readFileSync(`${folder}/stories-${name}.jsonl`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as GroupRecord);
}

type Seen = { article: ComparableArticle; event: string; number: number };

/** A set's articles in order, terms weighed as if every earlier article were in its right story. */
export function readArticles(records: readonly GroupRecord[]): Seen[] {
  const statistics = createTermStatistics(() => true);
  const toldBy = new Map<string, Set<number>>();
  return readGroupRecords(records).map((article, number) => {
    const event = String(records[number]?.['event']);
    const { id, outletDomain, firstSeenAt } = article;
    statistics.beat(firstSeenAt);
    const comparable = weighArticle(
      { id, outletDomain, at: instantOf(article), pace: statistics.pace(firstSeenAt) },
      readTextFeatures(article.title, article.text),
      statistics,
      storiesTuning.titleWeight,
    );
    const told = toldBy.get(event);
    const fresh = comparable.termIds.filter((term) => !told?.has(term));
    statistics.add(fresh, () => 1, told ? 0 : 1, firstSeenAt);
    toldBy.set(event, new Set([...(told ?? []), ...fresh]));
    return { article: comparable, event, number };
  });
}

const isIn = (half: Half, { event }: Seen): boolean => half === null || halfOf(event) === half;

function* walkPairs(articles: readonly Seen[]): Generator<[older: Seen, newer: Seen]> {
  for (const newer of articles)
    for (const older of articles.slice(0, newer.number))
      if (newer.article.at - older.article.at <= storiesTuning.windowMs) yield [older, newer];
}

/** Pairs of a half with what `compareArticles` says of them. */
export function readPairs(articles: readonly Seen[], half: Half): Pair[] {
  return [...walkPairs(articles)].flatMap(([older, newer]) => {
    const isSame = older.event === newer.event;
    if (!isIn(half, older) || !isIn(half, newer)) return [];
    if (!isSame && cosine(older.article, newer.article) < storiesTuning.leastCosine) return [];
    const features = compareArticles(older.article, newer.article);
    return [{ values: NAMES.map((name) => features[name]), isSame }];
  });
}

/** Weights that make the pairs likeliest; the last value is the constant and is not held back. */
export function fit(pairs: readonly Pair[]): number[] {
  const size = pairs[0]?.values.length ?? 0;
  const zeros = Array.from({ length: size }, () => 0);
  let weights = zeros;
  for (let pass = 0; pass < 25; pass++) {
    const gradient = weights.map((weight, k) => (k === size - 1 ? 0 : L2 * weight));
    const curvature = zeros.map((_, a) =>
      zeros.map((__, b) => (a === b ? (a === size - 1 ? 1e-6 : L2) : 0) as number),
    );
    for (const { values, isSame } of pairs) {
      const odds = values.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0);
      const chance = 1 / (1 + Math.exp(-odds));
      const slope = Math.max(chance * (1 - chance), 1e-9);
      for (const [a, value] of values.entries()) {
        gradient[a] = (gradient[a] ?? 0) + (chance - Number(isSame)) * value;
        const row = curvature[a] ?? [];
        for (const [b, other] of values.entries()) row[b] = (row[b] ?? 0) + slope * value * other;
      }
    }
    const step = solve(curvature, gradient);
    weights = weights.map((weight, k) => weight - (step[k] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-6) break;
  }
  return weights;
}

/** Gauss-Jordan elimination with row exchange. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (let column = 0; column < rows.length; column++) {
    const best = rows
      .map((row, index) => ({ index, size: index < column ? -1 : Math.abs(row[column] ?? 0) }))
      .reduce((a, b) => (b.size > a.size ? b : a)).index;
    [rows[column], rows[best]] = [rows[best] ?? [], rows[column] ?? []];
    const pivot = rows[column] ?? [];
    for (const [index, row] of rows.entries()) {
      if (index === column) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      if (factor !== 0)
        for (let k = column; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  return rows.map((row, index) => (row.at(-1) ?? 0) / (row[index] ?? 1));
}

const round = (value: number | undefined): number => Math.round(100 * (value ?? 0)) / 100;

export function fitWeights(half: Half): typeof similarityWeights {
  const weights = fit(SETS.flatMap((name) => readPairs(readArticles(readSet(name)), half)));
  return Object.fromEntries(NAMES.map((name, k) => [name, round(weights[k])])) as typeof similarityWeights;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const half = process.argv[2] === '0' ? 0 : process.argv[2] === '1' ? 1 : null;
  process.stdout.write(`${JSON.stringify(fitWeights(half), null, 2)}\n`);
}
