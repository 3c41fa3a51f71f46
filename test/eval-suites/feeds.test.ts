import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseForEval } from '../../src/feeds/parse-feed.ts';
import { evalDir, filesUnder, orSkipped } from './eval-data.ts';
import { scoreGofeed } from './score-gofeed.ts';

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
    const wrong: unknown[] = [];
    let items = 0;
    for (const file of readdirSync(`${dir}/rss-parser/test/input`)) {
      const expectedPath = `${dir}/rss-parser/test/output/${file.replace(/\.\w+$/, '.json')}`;
      if (!existsSync(expectedPath)) continue;
      const expected = (JSON.parse(readFileSync(expectedPath, 'utf8')) as Expected).feed.items;
      const actual = await parseFile(`${dir}/rss-parser/test/input/${file}`);
      expected.forEach((want, index) => {
        items += 1;
        const got = actual.items[index];
        if (!isSameTitle(want.title, got?.title) || !isSameLink(want.link, got?.url))
          wrong.push([file, index, want, got]);
      });
    }
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

type Expected = { feed: { items: { title?: string; link?: string }[] } };

/**
 * Titles are compared as plain text. Where the suite read a text in the wrong encoding, as it does with U+FFFD in
 * its own outputs, the character counts as any.
 */
function isSameTitle(want: string | undefined, got: string | undefined): boolean {
  const plain = (want ?? '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x0*([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/\s+/g, ' ')
    .trim();
  const pattern = plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ ?\ufffd+ ?/g, '.{1,3}');
  return new RegExp(`^${pattern}$`, 'u').test(got ?? '');
}

/** A relative link is the same as the one it was resolved to. */
function isSameLink(want: string | undefined, got: string | null | undefined): boolean {
  if (!want?.trim()) return true;
  const absolute = URL.parse(want.trim());
  return absolute ? absolute.href === got : (got ?? '').endsWith(want.trim());
}
