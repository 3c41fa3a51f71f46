import { MAX_SEARCH_WORDS, MAX_WORD_CHARS, MIN_PREFIX_CHARS } from '../../../config/search-tuning.ts';
import { stopWords } from '../../../config/story-words.ts';
import { foldWords } from '../../language/cut-words.ts';

/** One word of a query with the other forms it may have in a text. */
export type SearchTerm = { word: string; forms: readonly string[]; isPrefix: boolean };

/** The words of a text as they are indexed. */
export function wordsOf(text: string): string[] {
  return foldWords(text).map((word) => word.slice(0, MAX_WORD_CHARS));
}

/** Short words that name something: the United States, the World Health Organization. */
const NAMES: ReadonlySet<string> = new Set(['us', 'who']);

/**
 * What a query asks for: each of its words in either number, the last one also as a beginning. Words that stand in
 * every text are left out, unless there are no others.
 */
export function termsOf(words: readonly string[]): SearchTerm[] {
  const all = words.flatMap(wordsOf);
  const telling = all.filter((word) => NAMES.has(word) || !stopWords.has(word));
  const kept = (telling.length > 0 ? telling : all).slice(0, MAX_SEARCH_WORDS);
  return kept.map((word, index) => ({
    word,
    forms: formsOf(word),
    isPrefix: index === kept.length - 1 && word.length >= MIN_PREFIX_CHARS,
  }));
}

function formsOf(word: string): string[] {
  if (word.length <= 3 || /\p{N}/u.test(word)) return [];
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return [word.slice(0, -2)];
  if (/[^s]s$/.test(word)) return [word.slice(0, -1)];
  return [`${word}${/(?:s|x|z|ch|sh)$/.test(word) ? 'es' : 's'}`];
}
