import { cutWords } from '../../language/cut-words.ts';

/** Words of a text in order: as written, and folded to lower case without accents for look-up. */
export type Words = { raw: readonly string[]; folded: readonly string[] };

export type PhraseMatch<T> = { value: T; start: number; length: number };

type LetterCase = 'any' | 'initial' | 'exact';
type Candidate<T> = {
  raw: readonly string[];
  folded: readonly string[];
  cases: readonly LetterCase[];
  value: T;
};

/** Phrases by their first folded word, longest first. */
export type PhraseIndex<T> = ReadonlyMap<string, readonly Candidate<T>[]>;

// Korean hangs particles on a word: each syllable stands alone, so that a name is found before them.
const HANGUL = /^\p{Script=Hangul}/u;
// Arabic writes and, by, so and like onto the article: "والصين" is "and China".
const arabicPrefix = /^[وبفك](?=ال)/;
const cyrillicEnding = /(?:ами|ями|ом|ем|ам|ах|ях|[аяоеиіыуюьє]){1,3}$/;

/** The words of a text as `cutWords` cuts them; at most its first `maxCharacters` characters are looked at. */
export function readWords(text: string, maxCharacters: number): Words {
  const words = cutWords(text.length > maxCharacters ? text.slice(0, maxCharacters) : text);
  const raw = words.some((word) => HANGUL.test(word))
    ? words.flatMap((word) => (HANGUL.test(word) ? Array.from(word) : word))
    : words;
  return { raw, folded: raw.map(foldWord) };
}

/** Lower case without accents; Russian and Ukrainian case endings are cut, so that "России" finds "Россия". */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower;
  const folded = lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .normalize('NFC')
    .replace(arabicPrefix, '');
  return folded.length > 4 && /^[\u0400-\u04ff]/.test(folded) ? folded.replace(cyrillicEnding, '') : folded;
}

/** Builds the look-up; a phrase given twice keeps its first value. */
export function buildPhraseIndex<T>(entries: Iterable<readonly [phrase: string, value: T]>): PhraseIndex<T> {
  const index = new Map<string, Candidate<T>[]>();
  const seen = new Set<string>();
  for (const [phrase, value] of entries) {
    const words = readWords(phrase, phrase.length);
    const first = words.folded[0];
    const key = words.raw.join(' ');
    if (first === undefined || seen.has(key)) continue;
    seen.add(key);
    const bucket = index.get(first);
    const candidate = { ...words, cases: words.raw.map(caseOf), value };
    if (bucket) bucket.push(candidate);
    else index.set(first, [candidate]);
  }
  for (const bucket of index.values()) bucket.sort((a, b) => b.folded.length - a.folded.length);
  return index;
}

/** Longest phrases from left to right; matches never overlap. Linear in the words for a given index. */
export function findPhrases<T>(index: PhraseIndex<T>, words: Words): PhraseMatch<T>[] {
  const found: PhraseMatch<T>[] = [];
  for (let at = 0; at < words.folded.length; ) {
    const hit = index.get(words.folded[at] ?? '')?.find((candidate) => isAt(words, at, candidate));
    if (hit) found.push({ value: hit.value, start: at, length: hit.folded.length });
    at += hit?.folded.length ?? 1;
  }
  return found;
}

function isAt<T>(words: Words, at: number, { raw, folded, cases }: Candidate<T>): boolean {
  for (let i = 0; i < folded.length; i++) {
    if (folded[i] !== words.folded[at + i]) return false;
    const given = words.raw[at + i] ?? '';
    if (cases[i] === 'exact' && given !== raw[i]) return false;
    if (cases[i] === 'initial' && given[0] === given[0]?.toLowerCase()) return false;
  }
  return true;
}

/** "US" is only "US"; "Turkey" is "Turkey" or "TURKEY" but not "turkey"; "missile" is any of them. */
function caseOf(word: string): LetterCase {
  if (word[0] === word[0]?.toLowerCase()) return 'any';
  return word.length > 1 && word === word.toUpperCase() ? 'exact' : 'initial';
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
