/** A date as news gives it: whole, in part, or seen from the day of the article. */
export type Moment =
  | { kind: 'day'; month: number; day: number; year: number | null }
  | { kind: 'month'; month: number; year: number | null }
  | { kind: 'week'; month: number; day: number; year: number | null }
  | { kind: 'weekday'; weekday: number; shift: number }
  | { kind: 'relative'; days: number }
  | { kind: 'period'; period: 'week' | 'month' | 'year'; shift: number };

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const LONG_MONTHS =
  'january february march april may june july august september october november december'.split(' ');
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const RELATIVES: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tonight', 0],
  ['tomorrow', 1],
]);
const SHIFTS: ReadonlyMap<string, number> = new Map([
  ['last', -1],
  ['this', 0],
  ['next', 1],
]);

/** The date that begins at `at`; `texts` are the words as written, which tell the month `May` from the verb. */
export function readMoment(
  words: readonly string[],
  texts: readonly string[],
  at: number,
): { moment: Moment; length: number } | null {
  const first = words[at] ?? '';
  const days = RELATIVES.get(first);
  if (days !== undefined) return { moment: { kind: 'relative', days }, length: 1 };
  const shift = SHIFTS.get(first);
  const period = /^(?:week|month|year)$/u.exec(words[at + 1] ?? '')?.[0] as
    | 'week'
    | 'month'
    | 'year'
    | undefined;
  if (shift !== undefined && period) return { moment: { kind: 'period', period, shift }, length: 2 };
  const weekday = WEEKDAYS.indexOf(words[at + (shift === undefined ? 0 : 1)] ?? '');
  if (weekday !== -1)
    return { moment: { kind: 'weekday', weekday, shift: shift ?? 0 }, length: shift === undefined ? 1 : 2 };
  if (first === 'week' && words[at + 1] === 'of') {
    const begins = readMonth(words, texts, at + 2);
    if (begins?.moment.kind === 'day')
      return { moment: { ...begins.moment, kind: 'week' }, length: begins.length + 2 };
  }
  return readMonth(words, texts, at);
}

function readMonth(
  words: readonly string[],
  texts: readonly string[],
  at: number,
): { moment: Moment; length: number } | null {
  const dayFirst = dayOf(words[at]);
  const begin = dayFirst === null ? at : words[at + 1] === 'of' ? at + 2 : at + 1;
  const month = monthOf(words[begin], texts[begin]);
  if (month === null) return null;
  // `The March Front`
  if (dayFirst === null && words[at - 1] === 'the' && /^\p{Lu}/u.test(texts[begin + 1] ?? '')) return null;
  const dayAfter = dayFirst === null ? dayOf(words[begin + 1]) : null;
  const day = dayFirst ?? dayAfter;
  let next = begin + (dayAfter === null ? 1 : 2);
  const comma = words[next] === ',' && day !== null ? 1 : 0;
  const year = /^(?:1[89]|20)\d\d$/u.exec(words[next + comma] ?? '')?.[0];
  if (year !== undefined) next += comma + 1;
  const known = year === undefined ? null : Number(year);
  return {
    moment: day === null ? { kind: 'month', month, year: known } : { kind: 'day', month, day, year: known },
    length: next - at,
  };
}

function monthOf(word: string | undefined, text: string | undefined): number | null {
  if (word === undefined || text === undefined) return null;
  const plain = word.replace(/\.$/u, '');
  const long = LONG_MONTHS.indexOf(plain);
  const short = MONTHS.indexOf(plain === 'sept' ? 'sep' : plain);
  const month = long === -1 ? short : long;
  if (month === -1) return null;
  return /^\p{Lu}/u.test(text) || (plain.length > 3 && plain !== 'march') ? month + 1 : null;
}

function dayOf(word: string | undefined): number | null {
  const day = /^(\d{1,2})(?:st|nd|rd|th)?$/u.exec(word ?? '')?.[1];
  return day !== undefined && Number(day) >= 1 && Number(day) <= 31 ? Number(day) : null;
}

const DAY_MS = 86_400_000;

/**
 * Whether a bullet may say `claimed` where its evidence says `told`: the same date, less of it, or the date that it was on, seen from
 * `publishedAt` (epoch ms, UTC). A weekday is the last one before or the next one after that day.
 */
export function isSameMoment(claimed: Moment, told: Moment, publishedAt: number | null): boolean {
  if (claimed.kind === 'month' && told.kind === 'day')
    return claimed.month === told.month && (claimed.year ?? told.year) === told.year;
  if (claimed.kind === told.kind) return isSameKind(claimed, told);
  if (publishedAt === null) return false;
  if (claimed.kind === 'week' && told.kind === 'period' && told.period === 'week') {
    const date = new Date(publishedAt);
    const monday = new Date(publishedAt + (7 * told.shift - ((date.getUTCDay() + 6) % 7)) * DAY_MS);
    return monday.getUTCDate() === claimed.day && monday.getUTCMonth() + 1 === claimed.month;
  }
  return daysOf(told, publishedAt).some((time) => {
    const date = new Date(time);
    const isYearSame = (year: number | null) => year === null || year === date.getUTCFullYear();
    if (claimed.kind === 'month') return claimed.month === date.getUTCMonth() + 1 && isYearSame(claimed.year);
    if (claimed.kind === 'weekday') return claimed.shift === 0 && claimed.weekday === date.getUTCDay();
    return (
      claimed.kind === 'day' &&
      !(told.kind === 'period') &&
      claimed.month === date.getUTCMonth() + 1 &&
      claimed.day === date.getUTCDate() &&
      isYearSame(claimed.year)
    );
  });
}

/** The year that `last year` was, or null. */
export function yearOf(told: Moment, publishedAt: number | null): number | null {
  if (told.kind === 'day' || told.kind === 'month') return told.year;
  if (told.kind !== 'period' || told.period !== 'year' || publishedAt === null) return null;
  return new Date(publishedAt).getUTCFullYear() + told.shift;
}

function isSameKind(claimed: Moment, told: Moment): boolean {
  if (claimed.kind === 'day' && told.kind === 'day')
    return (
      claimed.day === told.day &&
      claimed.month === told.month &&
      (claimed.year === null || told.year === null || claimed.year === told.year)
    );
  if (claimed.kind === 'month' && told.kind === 'month')
    return (
      claimed.month === told.month &&
      (claimed.year === null || told.year === null || claimed.year === told.year)
    );
  if (claimed.kind === 'weekday' && told.kind === 'weekday') return claimed.weekday === told.weekday;
  return JSON.stringify(claimed) === JSON.stringify(told);
}

function daysOf(told: Moment, publishedAt: number): number[] {
  const date = new Date(publishedAt);
  if (told.kind === 'relative') return [publishedAt + told.days * DAY_MS];
  if (told.kind === 'weekday') {
    const back = (date.getUTCDay() - told.weekday + 7) % 7;
    const last = publishedAt - back * DAY_MS;
    return told.shift > 0
      ? [last + 7 * DAY_MS]
      : told.shift < 0
        ? [last, last - 7 * DAY_MS]
        : [last, last + 7 * DAY_MS];
  }
  if (told.kind === 'period' && told.period === 'month')
    return [Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + told.shift, 15)];
  return [];
}
