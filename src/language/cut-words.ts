/** Scripts that write no spaces between words. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');
/** The same for texts that hold nothing beyond Latin letters, several times as fast. */
const LATIN_WORD =
  /[A-Za-z0-9\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+/g;
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** A word where it stands: `text.slice(at, at + word.text.length)`. */
export type PlacedWord = { text: string; at: number };

/**
 * The words of a text in order, as written: runs of letters, marks and digits. Punctuation, apostrophes and hyphens part words,
 * so that `Guinea-Bissau` and `Israel's` are two each; of scripts without spaces each character stands alone, so that a
 * phrase of them is found within a sentence. Any text; linear in its length.
 */
export function cutWords(text: string): string[] {
  return text.match(patternFor(text)) ?? [];
}

/** `cutWords` with their places. */
export function placeWords(text: string): PlacedWord[] {
  return [...text.matchAll(patternFor(text))].map((match) => ({ text: match[0], at: match.index }));
}

/** Whether a word is a character of a script without spaces. */
export const isUnspacedWord = (word: string): boolean => STARTS_UNSPACED.test(word);

/** Text as it is searched: without case, accents and compatibility forms. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** A text's words as people type them: folded, also letters that no accent parts from their plain form; `'s` left out. */
export function foldWords(text: string): string[] {
  return cutWords(text.replace(/(?<=[\p{L}\p{N}])['’][sS](?![\p{L}\p{N}])/gu, ''))
    .map((word) =>
      foldText(word).replaceAll('ł', 'l').replaceAll('ı', 'i').replaceAll('ß', 'ss').replaceAll('ø', 'o'),
    )
    .filter((word) => word !== '');
}

/** Nothing beyond Latin Extended-B but general punctuation and currency signs. */
function patternFor(text: string): RegExp {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x24f && (unit < 0x2000 || unit > 0x20cf)) return WORD;
  }
  return LATIN_WORD;
}

/** FNV-1a over UTF-16 units, 32 bits: equal texts have equal hashes, and others hardly ever. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
