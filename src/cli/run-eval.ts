import type { Readable, Writable } from 'node:stream';
import { detectLanguage } from '../articles/detect-language.ts';
import { extractForEval } from '../articles/extract-page.ts';
import { DEFAULT_LANGUAGE } from '../../config/tuning.ts';
import { AppError } from '../errors.ts';
import { parseForEval } from '../feeds/parse/parse-feed.ts';
import { guardForEval } from '../outbound/judge-address.ts';
import { groupForEval } from '../stories/grouping/group-for-eval.ts';
import { relevanceForEval } from '../stories/relevance/judge-relevance.ts';
import { type EvalQuestion, summariseForEval } from '../summaries/summarise-for-eval.ts';
import { supportForEval } from '../summaries/check/support-for-eval.ts';

// Records come from outside: each task checks by its own types what it uses.
type Line = never;

/** One record in, one out. */
const ONE_BY_ONE: Readonly<Record<string, (record: Line) => unknown>> = {
  extract: extractForEval,
  parse: parseForEval,
  relevance: relevanceForEval,
  summarise: summariseInItsLanguage,
  support: supportForEval,
  guard: guardForEval,
};

/** As `sitrep summary` does with a text. */
function summariseInItsLanguage(record: EvalQuestion) {
  const text = record.text ?? record.articles?.[0]?.text ?? '';
  return summariseForEval({ ...record, language: detectLanguage(text) ?? DEFAULT_LANGUAGE });
}

export const EVAL_TASKS = [...Object.keys(ONE_BY_ONE), 'group'];

function readRecord(line: string, number: number): Line {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record !== 'object' || record === null || !('id' in record)) throw new TypeError('no id');
    return record as Line;
  } catch (cause) {
    throw new AppError('eval/bad-record', `Line ${number} is not a JSON object with an "id".`, { cause });
  }
}

/** Split at line feeds only: JSON strings may hold U+2028 and U+2029 as they stand, which `readline` takes for ends of lines. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of input.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

/**
 * Runs one stage over JSON lines with the code and thresholds of production: `sitrep eval TASK < in.jsonl > out.jsonl`.
 * `group` answers at the end, when merged stories are known. Throws AppError `eval/unknown-task` or `eval/bad-record`.
 */
export async function runEval(task: string, input: Readable, output: Writable): Promise<void> {
  const handle = ONE_BY_ONE[task];
  if (!handle && task !== 'group')
    throw new AppError(
      'eval/unknown-task',
      `There is no eval task "${task}". There are: ${EVAL_TASKS.join(', ')}.`,
    );
  const kept: Line[] = [];
  let number = 0;
  for await (const line of linesOf(input)) {
    number += 1;
    if (line.trim() === '') continue;
    const record = readRecord(line, number);
    if (handle) output.write(`${JSON.stringify(await handle(record))}\n`);
    else kept.push(record);
  }
  if (!handle) for (const placed of groupForEval(kept)) output.write(`${JSON.stringify(placed)}\n`);
}
