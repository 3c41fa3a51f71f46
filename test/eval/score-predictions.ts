import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GoldRecord, Measurement, Prediction, Scored } from './measurements.ts';

/** A set's gold: JSON lines, or one object by id. */
export function readGold(path: string): GoldRecord[] {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.jsonl'))
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as GoldRecord);
  const byId = JSON.parse(text) as Record<string, object>;
  return Object.entries(byId).map(([id, record]) => Object.assign({}, record, { id }));
}

/** The fields of all sets that say what is to be found. */
const ANSWERS = new Set([
  'articleBody',
  'relevant',
  'sure',
  'label',
  'event',
  'reference',
  'supported',
  'licensed',
  'kind',
  'why',
]);

/** A record without what is to be found in it, so that nothing can look. */
export function withoutAnswers(record: GoldRecord): GoldRecord {
  const kept = Object.entries(record).filter(([name]) => !ANSWERS.has(name));
  return { ...Object.fromEntries(kept), id: record.id };
}

export type NamedScore = { part: string; scored: Scored };

/** Scores the predictions with the reference folder's own `score.mjs`: on the whole set and on each of its halves. */
export function scorePredictions(
  { scoreTask, file, halves }: Measurement,
  gold: readonly GoldRecord[],
  predictions: readonly Prediction[],
  folder: string,
): NamedScore[] {
  const temporary = mkdtempSync(join(tmpdir(), 'sitrep-eval-'));
  try {
    const predictionsPath = join(temporary, 'predictions.jsonl');
    writeFileSync(predictionsPath, predictions.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const score = (part: string, records: readonly GoldRecord[]): NamedScore => {
      const goldPath = join(temporary, 'gold');
      writeFileSync(goldPath, writeGold(records, file));
      const printed = execFileSync(
        process.execPath,
        [join(folder, 'score.mjs'), scoreTask, goldPath, predictionsPath],
        // Where answers rest on texts, they stand in the set's own file.
        { encoding: 'utf8', env: { ...process.env, ARTICLES: join(folder, file) } },
      );
      return { part, scored: { score: JSON.parse(printed) as Scored['score'], gold: records } };
    };
    const parts = (halves?.names ?? []).map((name, half) =>
      score(
        name,
        gold.filter((record, index) => halves?.of(record, index) === half),
      ),
    );
    return [score('all', gold), ...parts];
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function writeGold(records: readonly GoldRecord[], file: string): string {
  if (file.endsWith('.jsonl')) return records.map((record) => `${JSON.stringify(record)}\n`).join('');
  return JSON.stringify(Object.fromEntries(records.map((record) => [record.id, record])));
}
