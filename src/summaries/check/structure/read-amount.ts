import { matchNumber } from '../number-words.ts';

/** A number as a value: `half a million` is 500,000, `a third` is 33.3 %, `6 p.m.` is 18 hours. */
export type Amount = {
  value: number;
  unit: '' | '%' | '$' | '£' | '€' | '¥' | 'year' | 'time';
  isOrdinal: boolean;
  /** How it stands to the true number: `more than`, `at least`, `nearly`, ... */
  bound: 'above' | 'least' | 'below' | 'most' | 'near' | 'about' | null;
};

type Reading = { amount: Omit<Amount, 'bound'>; length: number };

const CURRENCIES: ReadonlyMap<string, Amount['unit']> = new Map([
  ['$', '$'],
  ['us$', '$'],
  ['£', '£'],
  ['€', '€'],
  ['¥', '¥'],
]);
const CURRENCY_WORDS: ReadonlyMap<string, Amount['unit']> = new Map([
  ['dollar', '$'],
  ['dollars', '$'],
  ['pounds', '£'],
  ['euro', '€'],
  ['euros', '€'],
  ['yen', '¥'],
]);
const PARTS: ReadonlyMap<string, number> = new Map([
  ['half', 2],
  ['halves', 2],
  ['third', 3],
  ['thirds', 3],
  ['quarter', 4],
  ['quarters', 4],
  ['fifth', 5],
  ['fifths', 5],
  ['tenth', 10],
  ['tenths', 10],
]);
const COUNTS: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
]);
const SHARE = 100;
/** Most words begin no number, which is seen at once. */
const MAY_BEGIN =
  /^(?:us)?[$£€¥\d]|^(?:a|half|dozen|hundred|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|fif|twent|for?t|eigh|nin|first|second|sixt|sevent|tenth)/u;
const NOON = 12;

/** The number that begins at `at` among the lower-case words of a sentence, with what it counts where that is a unit; or null. */
export function readAmount(words: readonly string[], at: number): Reading | null {
  if (!MAY_BEGIN.test(words[at] ?? '')) return null;
  return readClock(words, at) ?? readFraction(words, at) ?? readPlain(words, at);
}

function readClock(words: readonly string[], at: number): Reading | null {
  const found = /^(\d{1,2})(?:[:.]([0-5]\d))?(am|pm|a\.m\.?|p\.m\.?)?$/u.exec(words[at] ?? '');
  const half = found?.[3] ?? /^(?:am|pm|a\.m\.?|p\.m\.?)$/u.exec(words[at + 1] ?? '')?.[0];
  if (!found || (half === undefined && !/:/u.test(words[at] ?? ''))) return null;
  const hour = (Number(found[1]) % (half === undefined ? 24 : NOON)) + (half?.startsWith('p') ? NOON : 0);
  const value = hour + Number(found[2] ?? 0) / 60;
  const length = half !== undefined && found[3] === undefined ? 2 : 1;
  return { amount: { value, unit: 'time', isOrdinal: false }, length };
}

/** `a third`, `two thirds`, `three-quarters`, `half of`, `half a million`. */
function readFraction(words: readonly string[], at: number): Reading | null {
  const [first = '', second = '', third = ''] = words.slice(at, at + 3);
  if (first === 'half' && second === 'a' && /^(?:million|billion|trillion|dozen)$/u.test(third)) {
    const whole = matchNumber(['one', third], 0);
    return whole ? withUnit(whole.value / 2, words, at + 3, 3) : null;
  }
  const [count = '', part = ''] = first.includes('-') ? first.split('-') : [first, second];
  const length = first.includes('-') ? 1 : 2;
  const isPlainHalf = first === 'half' && /^(?:of|the|its|their|his|her|all)$/u.test(second);
  const times = isPlainHalf ? 1 : COUNTS.get(count);
  const parts = isPlainHalf ? 2 : PARTS.get(part);
  if (times === undefined || parts === undefined) return null;
  const after = words[at + (isPlainHalf ? 1 : length)] ?? '';
  // `A third man` counts on; `a third of them` is a share, and so are `two thirds`.
  if (times === 1 && after !== 'of' && !isPlainHalf) return null;
  return {
    amount: { value: (SHARE * times) / parts, unit: '%', isOrdinal: false },
    length: isPlainHalf ? 1 : length,
  };
}

function readPlain(words: readonly string[], at: number): Reading | null {
  const first = words[at] ?? '';
  const currency = CURRENCIES.get(first) ?? CURRENCIES.get(/^(?:us)?[$£€¥]/u.exec(first)?.[0] ?? '');
  const isApart = CURRENCIES.has(first);
  const begin = isApart ? at + 1 : at;
  const run = joinThousands(words.slice(begin, begin + 7));
  run.words[0] = (run.words[0] ?? '').replace(/^(?:us)?[$£€¥]/u, '').replace(/%$/u, '');
  if (/^(?:first|second|third)$/u.test(first) && words[at + 1] === 'of' && words[at - 1] === 'a') return null;
  const match = matchNumber(run.words, 0);
  if (match === null) return null;
  const length = match.length + run.extra + (isApart ? 1 : 0);
  if (currency) return { amount: { value: match.value, unit: currency, isOrdinal: false }, length };
  if (first.endsWith('%')) return { amount: { value: match.value, unit: '%', isOrdinal: false }, length };
  if (match.isOrdinal) return { amount: { value: match.value, unit: '', isOrdinal: true }, length };
  const isYear = /^(?:1[89]|20)\d\d$/u.test(first);
  return isYear
    ? { amount: { value: match.value, unit: 'year', isOrdinal: false }, length }
    : withUnit(match.value, words, at + length, length);
}

function withUnit(value: number, words: readonly string[], next: number, length: number): Reading {
  const [unit = '', second = ''] = words.slice(next, next + 2);
  const share =
    unit === '%' || unit === 'percent' || unit === 'pc' ? 1 : unit === 'per' && second === 'cent' ? 2 : 0;
  if (share > 0) return { amount: { value, unit: '%', isOrdinal: false }, length: length + share };
  const currency = CURRENCY_WORDS.get(unit) ?? (unit === 'us' ? CURRENCY_WORDS.get(second) : undefined);
  if (currency)
    return { amount: { value, unit: currency, isOrdinal: false }, length: length + (unit === 'us' ? 2 : 1) };
  return { amount: { value, unit: '', isOrdinal: false }, length };
}

/** `235 , 000` as a tokeniser leaves it. */
function joinThousands(words: readonly string[]): { words: string[]; extra: number } {
  if (/^\d{1,3}$/u.test(words[0] ?? '') && words[1] === ',' && /^\d{3}$/u.test(words[2] ?? ''))
    return { words: [`${words[0]}${words[2]}`, ...words.slice(3)], extra: 2 };
  return { words: [...words], extra: 0 };
}

const ROUNDING = 0.01;

/** Whether `claimed` says no more than `told`: the same value and unit, or rounded where it says `about`, `more than`, `nearly`. */
export function isSameAmount(claimed: Amount, told: Amount): boolean {
  const isUnitSame = claimed.unit === told.unit || claimed.unit === '' || told.unit === '';
  const isYear = (claimed.unit === 'year') !== (told.unit === 'year');
  if (!isUnitSame && !(isYear && claimed.value === told.value)) return false;
  if (claimed.isOrdinal !== told.isOrdinal && claimed.value !== told.value) return false;
  if (claimed.value === told.value) return true;
  const near = Math.abs(claimed.value - told.value) / Math.max(claimed.value, told.value);
  if (claimed.unit === '%' && near < ROUNDING * 2 && !Number.isInteger(told.value * 1)) return true;
  if (told.bound !== null) return false;
  const [least, most] = roomOf(claimed.bound);
  return told.value >= claimed.value * least && told.value <= claimed.value * most;
}

/** How far the true number may be from the one that is said. */
function roomOf(bound: Amount['bound']): readonly [number, number] {
  if (bound === 'above' || bound === 'least') return [1, 1.25];
  if (bound === 'near' || bound === 'below' || bound === 'most') return [0.9, 1];
  return bound === 'about' ? [0.95, 1.05] : [1, 1];
}

/** Whether the word before a number that says how it stands to the true one may become the other. */
export function isBoundKept(claimed: Amount, told: Amount): boolean {
  if (claimed.bound === told.bound) return true;
  if (claimed.value !== told.value) return told.bound === null;
  if (told.bound === null) return claimed.bound === 'about';
  return told.bound === 'near' && claimed.bound === 'about';
}
