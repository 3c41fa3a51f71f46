import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { summariseForEval } from '../../src/summaries/summarise-for-eval.ts';
import { formatTable } from '../eval/format-table.ts';

/** Writes three bullets over each reference article, without a model; articles a second of processor time, so on one core. */
export function benchSummarise(): Promise<void> {
  const file = join(process.env['SITREP_EVAL_DIR'] ?? '../shared/eval', 'summaries.jsonl');
  if (!existsSync(file)) {
    console.log(`\nsummarise: no reference articles in ${file}; set SITREP_EVAL_DIR to measure this`);
    return Promise.resolve();
  }
  const records = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: string; text: string });
  // Once to warm up, as a process that runs for weeks is.
  for (const record of records.slice(0, 100)) summariseForEval(record);
  const before = process.cpuUsage();
  for (const record of records) summariseForEval(record);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  console.log(`\nsummarise: ${records.length} reference articles, without a model`);
  console.log(
    formatTable([
      ['articles/s', 'ms an article'],
      [(records.length / seconds).toFixed(0), ((seconds * 1_000) / records.length).toFixed(1)],
    ]),
  );
  return Promise.resolve();
}
