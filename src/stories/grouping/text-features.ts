import { storiesTuning } from '../../../config/stories-tuning.ts';
import { explaining, lookingBack } from '../../../config/story-words.ts';
import { findRegions } from '../relevance/find-regions.ts';
import { readWords, type Word } from './read-words.ts';

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

/** FNV-1a over UTF-16 units, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
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
