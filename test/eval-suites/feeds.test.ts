import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseForEval } from '../../src/feeds/parse/parse-feed.ts';
import { evalDir, filesUnder, orSkipped } from './eval-data.ts';
import { scoreGofeed } from './score-gofeed.ts';
import { scoreRssParser } from './score-rss-parser.ts';

const parseFile = (path: string) =>
  parseForEval({ id: path, bodyBase64: readFileSync(path).toString('base64') });

describe.skipIf(!evalDir)(orSkipped('feeds of the reference data'), () => {
  const dir = `${evalDir}/feeds`;

  it('match what gofeed expects in at least 97 % of the files', async () => {
    const score = await scoreGofeed(`${dir}/gofeed`);
    expect(score.files).toBeGreaterThan(200);
    expect(score.matched / score.files, JSON.stringify(score.mismatches)).toBeGreaterThanOrEqual(0.97);
  });

  it("match rss-parser's own outputs in every title and link", async () => {
    const { items, wrong } = await scoreRssParser(`${dir}/rss-parser/test`);
    expect(items).toBeGreaterThan(1_000);
    expect(wrong).toEqual([]);
  });

  it('are all answered without a crash: items or a named failure', async () => {
    for (const file of filesUnder(dir)) {
      const answer = await parseFile(file);
      expect(answer.feed !== null || answer.error !== undefined, file).toBe(true);
    }
  });

  it('of captured news are read as feeds, with titles', async () => {
    for (const file of filesUnder(`${dir}/real-news`).filter((path) => path.endsWith('.xml'))) {
      const answer = await parseFile(file);
      expect(answer.feed, file).not.toBeNull();
      expect(
        answer.items.every(({ title, teaser }) => title !== '' || teaser !== ''),
        file,
      ).toBe(true);
    }
  });
});
