import { readFileSync } from 'node:fs';

export const directory =
  process.env.SITREP_EVAL_DIR ?? new URL('../../../shared/eval', import.meta.url).pathname;

export function readLines<T>(file: string | URL): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}
