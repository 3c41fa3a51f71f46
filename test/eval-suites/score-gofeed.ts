import { existsSync, readFileSync } from 'node:fs';
import { parseForEval } from '../../src/feeds/parse/parse-feed.ts';
import { filesUnder } from './eval-data.ts';

export type Mismatch = { file: string; field: string; expected: unknown; actual: unknown };
export type GofeedScore = { files: number; matched: number; mismatches: Mismatch[] };

type Expected = Record<string, unknown>;

/** Feeds of the suite with their expected outputs: `X.xml` with `X.json`, `X.json` with `X_expected.json`. */
function pairs(dir: string): [input: string, expected: string][] {
  return filesUnder(dir).flatMap((file): [string, string][] => {
    const expected = file.endsWith('.xml')
      ? file.replace(/\.xml$/, '.json')
      : file.replace(/\.json$/, '_expected.json');
    return expected !== file && existsSync(expected) ? [[file, expected]] : [];
  });
}

/** A file matches when each title, link, id and date that it is expected to have is what was parsed. */
export async function scoreGofeed(dir: string): Promise<GofeedScore> {
  const mismatches: Mismatch[] = [];
  const all = pairs(dir);
  for (const [input, expectedPath] of all) {
    const expected = JSON.parse(readFileSync(expectedPath, 'utf8')) as Expected;
    const bodyBase64 = readFileSync(input).toString('base64');
    const actual = await parseForEval({ id: input, bodyBase64 });
    const found = compare(expected, actual);
    const [first] = found;
    if (first) mismatches.push({ ...first, file: input.slice(dir.length + 1) });
  }
  return { files: all.length, matched: all.length - mismatches.length, mismatches };
}

type Found = Omit<Mismatch, 'file'>;

function compare(expected: Expected, actual: Awaited<ReturnType<typeof parseForEval>>): Found[] {
  const found: Found[] = [];
  const check = (field: string, want: unknown, got: unknown, normal: (value: unknown) => string) => {
    if (want === undefined || want === null || want === '') return;
    if (normal(want) !== normal(got)) found.push({ field, expected: want, actual: got });
  };
  const feed = actual.feed;
  if (!feed) return [{ field: 'feed', expected: 'a feed', actual: actual.error }];
  check('feed title', expected['title'], feed.title, plain);
  check('feed link', linkOf(expected), feed.siteUrl, sameUrl);
  const items = (expected['items'] ?? expected['entries'] ?? []) as Expected[];
  check('item count', items.length, actual.items.length, String);
  items.forEach((want, index) => {
    const got = actual.items[index];
    const id = want['guid'] ?? want['id'];
    check('title', want['title'], got?.title, plain);
    check('link', linkOf(want), got?.url, sameUrl);
    check('id', typeof id === 'object' && id ? (id as Expected)['value'] : id, got?.guid, String);
    check('date', dateOf(want), got?.publishedAt, (value) => String(Date.parse(String(value))));
  });
  return found;
}

function linkOf(want: Expected): unknown {
  if (want['link'] ?? want['url'] ?? want['home_page_url'])
    return want['link'] ?? want['url'] ?? want['home_page_url'];
  const links = want['links'];
  if (!Array.isArray(links)) return undefined;
  const alternate = (links as unknown[]).find(
    (link) => typeof link === 'object' && link !== null && (link as Expected)['rel'] === 'alternate',
  );
  return (alternate as Expected | undefined)?.['href'];
}

function dateOf(want: Expected): unknown {
  return want['publishedParsed'] ?? want['date_published'] ?? want['pubDateParsed'] ?? want['updatedParsed'];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
};

/** Titles are compared as text: the suite keeps markup that Sitrep, by design, does not. */
function plain(value: unknown): string {
  const unescape = (text: string) =>
    text.replace(/&(?:lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
  const strip = (text: string) => text.replace(/<\/?[a-z][^>]*>/gi, '');
  return strip(unescape(strip(unescape(String(value)))))
    .replace(/\s+/g, ' ')
    .trim();
}

function sameUrl(value: unknown): string {
  return (URL.parse(String(value))?.href ?? String(value)).replace(/\/$/, '');
}
