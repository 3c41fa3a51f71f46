/** Words of a text in order: as written, and folded to lower case without accents for look-up. */
export type Words = { raw: readonly string[]; folded: readonly string[] };

export type PhraseMatch<T> = { value: T; start: number; length: number };

type Candidate<T> = { raw: readonly string[]; folded: readonly string[]; value: T };

/** Phrases by their first folded word, longest first. */
export type PhraseIndex<T> = ReadonlyMap<string, readonly Candidate<T>[]>;

// Scripts that write no spaces, or hang particles on a word (Hangul): each character stands alone.
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\p{L}\p{M}\p{N}])+/gu;
const plainWordPattern = /[A-Za-z0-9\u00c0-\u024f]+/g;
// Arabic writes and, by, so and like onto the article: "والصين" is "and China".
const arabicPrefix = /^[وبفك](?=ال)/;
const cyrillicEnding = /(?:ами|ями|ом|ем|ам|ах|ях|[аяоеиіыуюьє]){1,3}$/;

/**
 * Splits text into whole words; at most its first `maxCharacters` characters are looked at.
 * Punctuation, apostrophes and hyphens part words, so that "Guinea-Bissau" and "Israel's" are two each.
 */
export function readWords(text: string, maxCharacters: number): Words {
  const bounded = text.length > maxCharacters ? text.slice(0, maxCharacters) : text;
  const raw = bounded.match(isLatin(bounded) ? plainWordPattern : wordPattern) ?? [];
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
    if (bucket) bucket.push({ ...words, value });
    else index.set(first, [{ ...words, value }]);
  }
  for (const bucket of index.values()) bucket.sort((a, b) => b.folded.length - a.folded.length);
  return index;
}

/** Longest phrases from left to right; matches never overlap. Linear in the words for a given index. */
export function findPhrases<T>(index: PhraseIndex<T>, words: Words): PhraseMatch<T>[] {
  const found: PhraseMatch<T>[] = [];
  for (let at = 0; at < words.folded.length; ) {
    const candidates = index.get(words.folded[at] ?? '');
    const hit = candidates?.find((candidate) => isAt(words, at, candidate));
    if (hit) found.push({ value: hit.value, start: at, length: hit.folded.length });
    at += hit?.folded.length ?? 1;
  }
  return found;
}

function isAt<T>(words: Words, at: number, candidate: Candidate<T>): boolean {
  return candidate.folded.every(
    (folded, offset) =>
      folded === words.folded[at + offset] &&
      hasCaseOf(candidate.raw[offset] ?? '', words.raw[at + offset] ?? ''),
  );
}

/** "US" is only "US"; "Turkey" is "Turkey" or "TURKEY" but not "turkey"; "missile" is any of them. */
function hasCaseOf(wanted: string, given: string): boolean {
  const first = wanted[0] ?? '';
  if (first === first.toLowerCase()) return true;
  if (wanted.length > 1 && wanted === wanted.toUpperCase()) return given === wanted;
  const initial = given[0] ?? '';
  return initial !== initial.toLowerCase();
}

/** Nothing beyond Latin Extended-B but general punctuation and currency signs. */
function isLatin(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x24f && (unit < 0x2000 || unit > 0x20cf)) return false;
  }
  return true;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
