import { readFileSync } from 'node:fs';
import { type Report, readReport } from '../../src/summaries/choose/read-report.ts';

export const directory =
  process.env.SITREP_EVAL_DIR ?? new URL('../../../shared/eval', import.meta.url).pathname;

export function readLines<T>(file: string | URL): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

export const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

export function countGrams(words: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + size <= words.length; at += 1) {
    const gram = words.slice(at, at + size).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

export function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  return [...a].reduce((sum, [gram, count]) => sum + Math.min(count, b.get(gram) ?? 0), 0);
}

type Highlighted = { text: string; reference: string[] };
export type Read = { report: Report; gold: string[] };

/** `--without=2/5`: the articles whose place leaves 2 when divided by 5 are not learnt from, to be measured on. */
const [left, parts] = (process.argv.find((one) => one.startsWith('--without='))?.slice(10) ?? '1/1')
  .split('/')
  .map(Number);

/** The articles to learn from, with the words of the reader's own highlights. */
export function readReports(): Read[] {
  return readLines<Highlighted>(`${directory}/summaries.jsonl`)
    .filter((_, at) => at % (parts ?? 1) !== left)
    .map(({ text, reference }) => ({
      gold: reference.flatMap(wordsOf),
      report: readReport([
        { id: '', title: '', text, outletName: '', url: null, language: 'en', publishedAt: null },
      ]),
    }));
}
