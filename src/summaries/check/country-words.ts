import { countries } from '../../../config/regions.ts';

/** A country that a run of words stands for; `isCapital` where only its capital was named. */
export type CountryMatch = { code: string; isCapital: boolean; length: number };

const LONGEST_PHRASE = 5;
/** `us` the pronoun and `it` the pronoun are told from the country by their capitals. */
const NEEDS_CAPITALS = new Set(['us', 'it', 'u s']);

const EXTRA = [
  ['us|usa|u s|u s a|united states of america|american|americans', 'US'],
  ['uk|u k|great britain|britain|british|britons|briton', 'GB'],
  ['north korean|north koreans|dprk', 'KP'],
  ['south korean|south koreans', 'KR'],
  ['emirati|emiratis|uae', 'AE'],
] as const;

const PARTS_OF_STATES = [
  'scotland',
  'scottish',
  'wales',
  'welsh',
  'england',
  'english',
  'northern ireland',
  'gaza',
  'west bank',
  'taiwan province',
];

const phrases = buildPhrases();
const firstWords = new Set([...phrases.keys()].map((phrase) => phrase.split(' ', 1)[0] ?? ''));

function keyOf(written: string): string {
  return written
    .toLowerCase()
    .replace(/[.’']s?(?=\s|$)|\./gu, '')
    .replace(/-/gu, ' ');
}

function buildPhrases(): ReadonlyMap<string, { code: string; isCapital: boolean }> {
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  const map = new Map<string, { code: string; isCapital: boolean }>();
  const add = (phrase: string | undefined, code: string, isCapital: boolean) => {
    for (const one of phrase?.split('|') ?? []) {
      const key = one
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      if (key !== '' && !map.has(key)) map.set(key, { code, isCapital });
    }
  };
  for (const [phrase, code] of EXTRA) add(phrase, code, false);
  for (const { code, also, people } of countries) {
    add(names.of(code), code, false);
    add(also, code, false);
    add(people, code, false);
  }
  for (const { code, capital } of countries) add(capital, code, true);
  // Parts of a state are not the same as the state, nor as each other.
  for (const part of PARTS_OF_STATES) map.delete(part);
  return map;
}

/** The longest run of words at `at` that names a country, its people or its capital; or null. `words` are as written. */
export function matchCountry(words: readonly string[], at: number): CountryMatch | null {
  if (!firstWords.has(keyOf(words[at] ?? '').split(' ', 1)[0] ?? '')) return null;
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length -= 1) {
    const written = words.slice(at, at + length).join(' ');
    const key = keyOf(written);
    const found = phrases.get(key);
    if (found && !(NEEDS_CAPITALS.has(key) && !/^\p{Lu}/u.test(written))) return { ...found, length };
  }
  return null;
}
