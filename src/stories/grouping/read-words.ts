import { months, numberWords, sameIdea, stopWords, weekdays } from '../../../config/story-words.ts';

export type Word = {
  /** What is compared: lower case, without endings, one word for one idea. Null where the word tells nothing. */
  term: string | null;
  isCapital: boolean;
  /** Opens a sentence, so that its capital says nothing. */
  isOpening: boolean;
  isNumber: boolean;
  /** Bit of the weekday named, or 0. */
  weekday: number;
  /** Lower case as written. */
  plain: string;
  /** Characters from the start. */
  at: number;
};

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const WORD = new RegExp(
  String.raw`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\p{L}\p{N}\p{M}])+(?:['’]\p{L}+)?`,
  'gu',
);
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const SENTENCE_BREAK = /[.!?:;\n"“”]/u;
const CAPITAL = /^\p{Lu}/u;
const DIGIT = /^\p{N}/u;

const ideas = new Map(sameIdea.flatMap((line) => line.map((word) => [word, line[0] ?? word] as const)));
const weekdayBits = new Map(weekdays.map((day, index) => [day, 1 << index]));
const monthNames = new Set(months.filter((month) => month !== 'may' && month !== 'march'));

const ENDINGS: readonly (readonly [ending: string, minLength: number, instead: string])[] = [
  ['ies', 6, 'y'],
  ['sses', 5, 'ss'],
  ['s', 4, ''],
];
const MORE_ENDINGS: readonly (readonly [ending: string, minLength: number, instead: string])[] = [
  ['ing', 7, ''],
  ['ed', 6, ''],
  ['ation', 9, ''],
  ['tion', 8, 't'],
  ['ment', 9, ''],
  ['ly', 6, ''],
];

/** Cuts common English endings so that `votes`, `voted` and `voting` meet. Words of other languages are left nearly alone. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  let stemmed = word;
  if (!/(?:ss|us|is)$/u.test(stemmed)) stemmed = cut(stemmed, ENDINGS);
  stemmed = cut(stemmed, MORE_ENDINGS);
  if (stemmed.length > 4 && stemmed.endsWith('e')) stemmed = stemmed.slice(0, -1);
  return stemmed.length > 4 && stemmed.at(-1) === stemmed.at(-2) && !/[sl]$/u.test(stemmed)
    ? stemmed.slice(0, -1)
    : stemmed;
}

function cut(word: string, endings: typeof ENDINGS): string {
  for (const [ending, minLength, instead] of endings)
    if (word.length >= minLength && word.endsWith(ending)) return word.slice(0, -ending.length) + instead;
  return word;
}

/** Makes initials one word and numbers comparable: `U.N.` -> `UN`, `1,200` -> `1200`, `COVID-19` -> `COVID`. */
function unify(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\b(\p{Lu})\.(\p{Lu})\.(?:(\p{Lu})\.)?/gu, '$1$2$3')
    .replace(/(\d)[,.](?=\d{3}\b)/gu, '$1')
    .replace(/(\d)[.,](?=\d)/gu, '$1p')
    .replace(/\bCOVID-19\b/giu, 'COVID');
}

/**
 * The words of a text in order. Scripts without spaces come as pairs of neighbouring characters.
 * Any text in any language; never throws.
 */
export function readWords(text: string): Word[] {
  const unified = unify(text);
  const found: Word[] = [];
  let end = 0;
  for (const match of unified.matchAll(WORD)) {
    const gap = unified.slice(end, match.index);
    end = match.index + match[0].length;
    if (STARTS_UNSPACED.test(match[0])) found.push(...readUnspaced(match[0], match.index));
    else found.push(readWord(match[0], match.index, found.length === 0 || SENTENCE_BREAK.test(gap)));
  }
  return found;
}

function readWord(raw: string, at: number, isOpening: boolean): Word {
  const plain = raw.toLowerCase().replace(/['’]s$/u, '');
  const spelled = numberWords.get(plain);
  const isNumber = spelled !== undefined || DIGIT.test(plain);
  const weekday = weekdayBits.get(plain) ?? 0;
  const isEmpty = weekday !== 0 || plain.length < 2 || stopWords.has(plain) || monthNames.has(plain);
  const term = spelled === undefined ? (isNumber ? plain : termOf(plain)) : String(spelled);
  return {
    term: isEmpty && !isNumber ? null : term,
    isCapital: CAPITAL.test(raw),
    isOpening,
    isNumber,
    weekday,
    plain,
    at,
  };
}

const termOf = (plain: string): string => ideas.get(plain) ?? ideas.get(stem(plain)) ?? stem(plain);

function readUnspaced(raw: string, at: number): Word[] {
  const characters = Array.from(raw);
  const pairs = characters.length < 2 ? [raw] : characters.slice(1).map((next, i) => characters[i] + next);
  return pairs.map((pair, index) => ({
    term: pair,
    isCapital: false,
    isOpening: true,
    isNumber: false,
    weekday: 0,
    plain: pair,
    at: at + index,
  }));
}
