import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseForEval } from '../../src/feeds/parse/parse-feed.ts';

export type RssParserScore = { items: number; wrong: readonly unknown[] };

type Expected = { feed: { items: { title?: string; link?: string }[] } };

/** How many items of rss-parser's own suite (its folder `test`) have the title and link that it expects. */
export async function scoreRssParser(dir: string): Promise<RssParserScore> {
  const wrong: unknown[] = [];
  let items = 0;
  for (const file of readdirSync(`${dir}/input`)) {
    const expectedPath = `${dir}/output/${file.replace(/\.\w+$/, '.json')}`;
    if (!existsSync(expectedPath)) continue;
    const expected = (JSON.parse(readFileSync(expectedPath, 'utf8')) as Expected).feed.items;
    const bodyBase64 = readFileSync(`${dir}/input/${file}`).toString('base64');
    const actual = await parseForEval({ id: file, bodyBase64 });
    expected.forEach((want, index) => {
      items += 1;
      const got = actual.items[index];
      if (!isSameTitle(want.title, got?.title) || !isSameLink(want.link, got?.url))
        wrong.push([file, index, want, got]);
    });
  }
  return { items, wrong };
}

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
