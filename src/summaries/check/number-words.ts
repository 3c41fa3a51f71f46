const UNITS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];
const VALUES = new Map<string, number>([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.map((word, index) => [word, 20 + 10 * index] as const),
  ['dozen', 12],
]);
const MAGNITUDES = new Map<string, number>([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['k', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['bn', 1e9],
  ['b', 1e9],
  ['tn', 1e12],
  ['dozen', 12],
]);
export type NumberMatch = { value: number; isOrdinal: boolean; length: number };

/** The number that begins at `at`, in digits or words (`2,500`, `2.5bn`, `twenty-two million`, `first`); or null. Words are lower case. */
export function matchNumber(words: readonly string[], at: number): NumberMatch | null {
  const word = words[at] ?? '';
  const digits = /^(\d[\d,]*(?:\.\d+)?)(st|nd|rd|th|k|m|mn|bn|b|tn|s)?$/u.exec(word);
  if (digits) {
    const isOrdinal = /^(?:st|nd|rd|th)$/u.test(digits[2] ?? '');
    const value =
      Number((digits[1] ?? '').replaceAll(',', '')) *
      (isOrdinal ? 1 : (MAGNITUDES.get(digits[2] ?? '') ?? 1));
    return withMagnitude({ value, isOrdinal, length: 1 }, words, at);
  }
  const ordinal = ORDINALS.indexOf(word);
  if (ordinal !== -1) return { value: ordinal + 1, isOrdinal: true, length: 1 };
  const parts = word.split('-');
  const isSpelled = parts.every((part) => VALUES.has(part) || part === 'hundred');
  if (
    word === 'a' &&
    (words[at + 1] === 'dozen' ||
      words[at + 1] === 'hundred' ||
      words[at + 1] === 'thousand' ||
      words[at + 1] === 'million')
  )
    return { value: MAGNITUDES.get(words[at + 1] ?? '') ?? 1, isOrdinal: false, length: 2 };
  if (!isSpelled || word === 'dozen' || word === 'hundred') return null;
  let value = parts.reduce((sum, part) => sum + (VALUES.get(part) ?? 0), 0);
  let length = 1;
  const next = VALUES.get(words[at + 1] ?? '');
  if (value >= 20 && value % 10 === 0 && next !== undefined && next > 0 && next < 10) {
    value += next;
    length = 2;
  }
  return withMagnitude({ value, isOrdinal: false, length }, words, at);
}

function withMagnitude(match: NumberMatch, words: readonly string[], at: number): NumberMatch {
  let { value, length } = match;
  for (
    let next = MAGNITUDES.get(words[at + length] ?? '');
    next !== undefined;
    next = MAGNITUDES.get(words[at + length] ?? '')
  ) {
    if ((words[at + length] ?? '').length < 3 && value >= 1_000) break;
    value *= next;
    length += 1;
  }
  return { ...match, value, length };
}
