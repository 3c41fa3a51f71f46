import { storiesTuning } from '../../../config/stories-tuning.ts';
import {
  explaining,
  lookingBack,
  months,
  numberWords,
  sameIdea,
  stopWords,
  weekdays,
} from '../../../config/story-words.ts';
import { findRegions } from '../relevance/find-regions.ts';
import { hashText, isUnspacedWord, placeWords } from '../../language/cut-words.ts';
import { stemGently } from '../../language/read-words.ts';

export type TermUse = {
  inTitle: number;
  inLead: number;
  inBody: number;
  /** Written with a capital inside a sentence. */
  isName: boolean;
  isNumber: boolean;
};

/** What an article's words say, before it is known how rare they are. */
export type TextFeatures = {
  terms: ReadonlyMap<string, TermUse>;
  /** Bits of the weekdays named; the first is Monday. */
  weekdays: number;
  /** Countries that the title names, ISO 3166-1 alpha-2. */
  titlePlaces: readonly string[];
  /** Countries that title or text names. */
  places: ReadonlySet<string>;
  /** Looks back at an old event, or explains: not itself a telling of news. */
  isAside: boolean;
  /** Smallest hashes of the text's shingles, ascending; equal texts have equal sketches. */
  sketch: Int32Array;
};

const { maxTextCharacters, leadCharacters, shingleWords, sketchSize } = storiesTuning;

/** Reads title and text (plain, any length and language; only the start of a long text counts). Never throws. */
export function readTextFeatures(title: string, text: string): TextFeatures {
  const head = title.slice(0, 500);
  const start = text.slice(0, maxTextCharacters);
  const titleWords = readWords(head);
  const textWords = readWords(start);
  const terms = new Map<string, TermUse>();
  for (const word of titleWords) count(terms, word, 'inTitle');
  for (const word of textWords) count(terms, word, word.at < leadCharacters ? 'inLead' : 'inBody');
  const all = [...titleWords, ...textWords];
  return {
    terms,
    weekdays: all.reduce((bits, word) => bits | word.weekday, 0),
    titlePlaces: findRegions(head).codes,
    places: new Set(findRegions(`${head}\n${start.slice(0, 1_500)}`).codes),
    isAside: [...lookingBack, ...explaining].some((pattern) => pattern.test(head)),
    sketch: sketchOf(textWords.length >= 2 * shingleWords ? textWords : all),
  };
}

function count(terms: Map<string, TermUse>, word: Word, where: 'inTitle' | 'inLead' | 'inBody'): void {
  if (word.term === null) return;
  let use = terms.get(word.term);
  if (!use) {
    use = { inTitle: 0, inLead: 0, inBody: 0, isName: false, isNumber: word.isNumber };
    terms.set(word.term, use);
  }
  use[where] += 1;
  if (where !== 'inTitle' && word.isCapital && !word.isOpening && !word.isNumber) use.isName = true;
}

/** Bottom-k sketch (Broder 1997): the k smallest hashes of all runs of `shingleWords` words. */
function sketchOf(words: readonly Word[]): Int32Array {
  const hashes = words.map(({ plain }) => hashText(plain));
  const shingles = new Set<number>();
  const runs = Math.max(1, hashes.length - shingleWords + 1);
  for (let start = 0; start < runs && hashes.length > 0; start++) {
    let hash = 17;
    for (let at = start; at < start + shingleWords && at < hashes.length; at++)
      hash = Math.imul(hash, 31) ^ (hashes[at] ?? 0);
    shingles.add(mix(hash));
  }
  return Int32Array.from(shingles).sort().slice(0, sketchSize);
}

/** The finaliser of MurmurHash3: neighbouring inputs end far apart. */
function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

/** Share of shingles that two sketches have in common, 0-1 (estimates the Jaccard index). */
export function resemblance(a: Int32Array, b: Int32Array): number {
  const wanted = Math.min(storiesTuning.sketchSize, Math.max(a.length, b.length));
  let i = 0;
  let j = 0;
  let seen = 0;
  let shared = 0;
  while (seen < wanted && (i < a.length || j < b.length)) {
    const left = a[i] ?? Number.POSITIVE_INFINITY;
    const right = b[j] ?? Number.POSITIVE_INFINITY;
    if (left === right) shared += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
    seen += 1;
  }
  return seen === 0 ? 0 : shared / seen;
}

type Word = {
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

const SENTENCE_BREAK = /[.!?:;\n"“”]/u;
const CAPITAL = /^\p{Lu}/u;
const DIGIT = /^\p{N}/u;

const ideas = new Map(sameIdea.flatMap((line) => line.map((word) => [word, line[0] ?? word] as const)));
const weekdayBits = new Map(weekdays.map((day, index) => [day, 1 << index]));
const monthNames = new Set(months.filter((month) => month !== 'may' && month !== 'march'));

/** Makes initials one word and numbers comparable: `U.N.` -> `UN`, `1,200` -> `1200`, `COVID-19` -> `COVID`. */
function unify(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\b(\p{Lu})\.(\p{Lu})\.(?:(\p{Lu})\.)?/gu, '$1$2$3')
    .replace(/(\d)[,.](?=\d{3}\b)/gu, '$1')
    .replace(/(\d)[.,](?=\d)/gu, '$1p')
    .replace(/\bCOVID-19\b/giu, 'COVID');
}

/** The words of a text in order. Scripts without spaces come as pairs of neighbouring characters. */
function readWords(text: string): Word[] {
  const unified = unify(text);
  const found: Word[] = [];
  let end = 0;
  let run = '';
  const closeRun = () => {
    if (run !== '') found.push(...readUnspaced(run, end - run.length));
    run = '';
  };
  for (const { text: word, at } of placeWords(unified)) {
    if (at > end || !isUnspacedWord(word)) closeRun();
    if (isUnspacedWord(word)) run += word;
    else found.push(readWord(word, at, found.length === 0 || SENTENCE_BREAK.test(unified.slice(end, at))));
    end = at + word.length;
  }
  closeRun();
  return found;
}

function readWord(raw: string, at: number, isOpening: boolean): Word {
  const plain = raw.toLowerCase();
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

const termOf = (plain: string): string =>
  ideas.get(plain) ?? ideas.get(stemGently(plain)) ?? stemGently(plain);

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
