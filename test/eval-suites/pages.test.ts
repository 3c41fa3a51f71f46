import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { extractForEval } from '../../src/articles/extract-page.ts';
import { evalDir, orSkipped } from './eval-data.ts';
import { scorePages } from './score-pages.ts';

type Truth = Record<string, { articleBody: string; url?: string }>;

describe.skipIf(!evalDir)(orSkipped('pages of the reference data'), () => {
  it('are extracted with F1 of at least 96.5, on the half that was tuned on and on the other', () => {
    const dir = `${evalDir}/pages`;
    const truth = Object.entries(JSON.parse(readFileSync(`${dir}/ground-truth.json`, 'utf8')) as Truth);
    const pairs = truth.map(([id, { articleBody, url }]) => {
      const html = gunzipSync(readFileSync(`${dir}/${id}.html.gz`)).toString('utf8');
      const record = { id, html, ...(url === undefined ? {} : { url }) };
      return {
        isTuned: Number.parseInt(id[0] ?? '', 16) % 2 === 0,
        expected: articleBody,
        actual: extractForEval(record).text,
      };
    });
    expect(pairs.filter(({ actual }) => actual === '')).toEqual([]);
    for (const isTuned of [true, false]) {
      const { f1 } = scorePages(pairs.filter((pair) => pair.isTuned === isTuned));
      expect(f1, isTuned ? 'tuned half' : 'held-out half').toBeGreaterThanOrEqual(0.965);
    }
  });
});
