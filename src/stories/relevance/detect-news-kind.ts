import { newsKinds } from '../../../config/news-kinds.ts';
import { relevanceTuning } from '../../../config/relevance-tuning.ts';
import type { NewsKind } from '../../model/article.ts';
import { buildPhraseIndex, findPhrases, readWords, type Words } from './phrase-index.ts';

export type KindInput = { title: string; text: string; url?: string | null };

/** What an article is besides news, and what showed it. */
export type KindFinding = { kind: NewsKind; name: string; by: 'address' | 'title' | 'text' };

/** `rank` is the row's place in `config/news-kinds.ts`: the lowest wins. */
type Sign = { rank: number; mustStart: boolean };

const splitTerms = (terms: string): string[] => terms.split('|').filter((term) => term !== '');
const sections = new Map(
  newsKinds.flatMap((row, rank) => splitTerms(row.sections).map((name) => [name, rank] as const)).reverse(),
);
const labels = new Map(
  newsKinds.flatMap((row, rank) => splitTerms(row.labels).map((name) => [name, rank] as const)).reverse(),
);
const titleIndex = buildPhraseIndex(listPhrases('titlePhrases'));
const textIndex = buildPhraseIndex(listPhrases('textPhrases'));

/** Whether an article is plain news, or opinion, sport, a live blog, ... from its address, title and text. */
export function detectNewsKind(input: KindInput): NewsKind {
  return findNewsKind(input)?.kind ?? 'news';
}

/** `detectNewsKind` with what showed it; null for plain news. The text is asked only where address and title say nothing. */
export function findNewsKind({ title, text, url }: KindInput): KindFinding | null {
  const byAddress = rankOfAddress(url ?? '');
  const byTitle = rankOfTitle(title.slice(0, relevanceTuning.maxModelCharacters));
  const surest = lowest([byAddress, byTitle]);
  if (surest !== null) return findingOf(surest, surest === byAddress ? 'address' : 'title');
  const byText = rankOfText(text);
  return byText === null ? null : findingOf(byText, 'text');
}

function findingOf(rank: number, by: KindFinding['by']): KindFinding | null {
  const row = newsKinds[rank];
  return row ? { kind: row.kind, name: row.name, by } : null;
}

function rankOfAddress(url: string): number | null {
  const parsed = URL.parse(url);
  if (!parsed) return null;
  const [hostLabel = ''] = parsed.hostname.split('.');
  return lowest([hostLabel, ...parsed.pathname.toLowerCase().split('/')].map((name) => sections.get(name)));
}

function rankOfTitle(title: string): number | null {
  const before = /^([^:|]{1,40})[:|]/.exec(title)?.[1] ?? '';
  const after = /(?:\||\s[-–—]\s)([^|]{1,40})$/.exec(title)?.[1] ?? '';
  const byLabel = [before, after].map((part) => labels.get(readWords(part, part.length).folded.join(' ')));
  return lowest([...byLabel, ...rankOfPhrases(titleIndex, readWords(title, title.length))]);
}

function rankOfText(text: string): number | null {
  const { kindEdgeCharacters: edge } = relevanceTuning;
  const ends = text.length > 2 * edge ? [text.slice(0, edge), text.slice(-edge)] : [text];
  return lowest(ends.flatMap((end) => rankOfPhrases(textIndex, readWords(end, end.length))));
}

function rankOfPhrases(index: typeof titleIndex, words: Words): number[] {
  return findPhrases(index, words)
    .filter(({ value, start }) => !value.mustStart || start === 0)
    .map(({ value }) => value.rank);
}

function lowest(ranks: readonly (number | null | undefined)[]): number | null {
  const found = ranks.filter((rank) => rank !== undefined && rank !== null);
  return found.length === 0 ? null : Math.min(...found);
}

function listPhrases(column: 'titlePhrases' | 'textPhrases'): (readonly [string, Sign])[] {
  return newsKinds.flatMap((row, rank) =>
    splitTerms(row[column]).map(
      (term) => [term.replace(/^\^/, ''), { rank, mustStart: term.startsWith('^') }] as const,
    ),
  );
}
