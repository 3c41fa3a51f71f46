import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extractForEval } from '../../src/articles/extract-page.ts';
import { formatTable } from '../eval/format-table.ts';

/** Reads the reference pages one after another and prints pages a second; F1 of the same pages is in `npm run eval`. */
export async function benchExtract(): Promise<void> {
  const folder = join(process.env['SITREP_EVAL_DIR'] ?? '../shared/eval', 'pages');
  if (!existsSync(folder)) {
    console.log(`\nextract: no reference pages in ${folder}; set SITREP_EVAL_DIR to measure this`);
    return;
  }
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith('.html.gz'))
    .map((name) => ({ id: name, html: gunzipSync(readFileSync(join(folder, name))).toString('utf8') }));
  // Once to warm up, as a process that runs for weeks is.
  for (const page of pages) extractForEval(page);
  const tookMs = pages.map((page) => {
    const startedAt = performance.now();
    extractForEval(page);
    return performance.now() - startedAt;
  });
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  const sum = tookMs.reduce((total, one) => total + one, 0);
  console.log(`\nextract: ${pages.length} reference pages on one core`);
  console.log(
    formatTable([
      ['pages/s', 'p50 ms', 'p95 ms', 'longest ms'],
      [(pages.length / (sum / 1_000)).toFixed(1), at(0.5), at(0.95), at(1)],
    ]),
  );
}
