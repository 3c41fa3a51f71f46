/** Hours east of Greenwich of the zone names that occur in feeds (RFC 822 and what papers write besides). */
const ZONES: Readonly<Record<string, number>> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  BST: 1,
  IST: 5.5,
  WEST: 1,
  CET: 1,
  MEZ: 1,
  CEST: 2,
  MESZ: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  EAT: 3,
  SAST: 2,
  CAT: 2,
  WAT: 1,
  PKT: 5,
  SGT: 8,
  HKT: 8,
  JST: 9,
  KST: 9,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
  AST: -4,
  ADT: -3,
  EST: -5,
  EDT: -4,
  ET: -5,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  PT: -8,
  AKST: -9,
  AKDT: -8,
  HST: -10,
  NST: -3.5,
  NDT: -2.5,
  BRT: -3,
  ART: -3,
  UYT: -3,
  CLT: -4,
  CLST: -3,
  BOT: -4,
  VET: -4,
  COT: -5,
  PET: -5,
  IDT: 3,
  TRT: 3,
  IRST: 3.5,
  GST: 4,
  UZT: 5,
  NPT: 5.75,
  MMT: 6.5,
  ICT: 7,
  WIB: 7,
  WITA: 8,
  WIT: 9,
  PHT: 8,
  MYT: 8,
  AWST: 8,
  ACST: 9.5,
  ACDT: 10.5,
};

/** Starts of month names: Latin script (en de fr es it pt nl ro id), then pl, tr, ru, uk and ar. */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|ene|gen|ian|sty|oca|янв|січ|يناير)/,
  /^(?:feb|f[eé]v|lut|şub|sub|фев|лют|فبراير|شباط)/,
  /^(?:mar|m[aä]r|mrt|maa|мар|бер|مارس|آذار)/,
  /^(?:apr|abr|avr|kwi|nis|апр|кві|أبريل|ابريل|إبريل|نيسان)/,
  /^(?:may|mai|mag|mei|maj|мая|май|тра|مايو|أيار)/,
  /^(?:jun|juin|giu|iun|cze|haz|июн|чер|يونيو|حزيران)/,
  /^(?:jul|juil|lug|iul|lip|tem|июл|лип|يوليو|تموز)/,
  /^(?:aug|ago|ao[uû]|agu|ağu|sie|авг|сер|أغسطس|اغسطس|آب)/,
  /^(?:sep|set|wrz|eyl|сен|вер|سبتمبر|أيلول)/,
  /^(?:oct|okt|ott|out|pa[zź]|eki|окт|жов|أكتوبر|اكتوبر)/,
  /^(?:nov|noi|lis|kas|ноя|лис|نوفمبر)/,
  /^(?:dec|dez|dic|d[eé]c|des|gru|ara|дек|гру|ديسمبر)/,
];

const USUAL =
  /^[A-Z][a-z]{2}, (?:0[1-9]|[12]\d|3[01]) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d (?:GMT|[+-](?:0\d|1[0-4])[0-5]\d)$/;

const ISO =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T ]?\s*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?)?)?\s*(?![\d:])(.*)$/;
/** `2025/9/4`, `2025-9-4`, `2025.09.04.`, `2025年9月4日`. */
const YEAR_FIRST = /^(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})(?!\d)[.日일]?(.*)$/;
const YEAR_LAST = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)(.*)$/;
const EPOCH = /^(\d{9,10}|\d{13}|\d{16})(?:\.\d+)?$/;
const CLOCK =
  /(?<![\d.+-])(\d{1,2})(?::|h(?=\d)|\.(?=\d\d\.\d\d(?!\d)))(\d{1,2})(?:[:.](\d{1,2})(?:[.,](\d{1,9}))?)?(?![\d:])\s*([ap]\.?\s?m\b\.?)?/i;
const WEEKDAY = /^\p{L}{2,15}\.?,\s*/u;
const OFFSET = /[+-]\d{1,2}(?::?\d{2})?(?![\d:])/;

/** Which of two numbers is the month; null where nothing says so. */
export type DateOrder = 'month-first' | 'day-first' | null;

/**
 * The order of day and month in a feed's numeric dates, told from those that can be read in one way only. Null where
 * there is none, or where they contradict each other.
 */
export function dateOrderOf(texts: readonly (string | null | undefined)[]): DateOrder {
  let [dayFirst, monthFirst] = [false, false];
  for (const text of texts) {
    const [, first, , second] =
      YEAR_LAST.exec(text?.trim().slice(0, MAX_CHARS).replace(WEEKDAY, '') ?? '') ?? [];
    dayFirst ||= Number(first) > 12;
    monthFirst ||= Number(second) > 12;
  }
  if (dayFirst === monthFirst) return null;
  return dayFirst ? 'day-first' : 'month-first';
}

/** Longer texts are no dates. */
const MAX_CHARS = 100;

/**
 * Reads a feed's date: RFC 822 with four- and two-digit years, with or without weekday and zone, W3C-DTF down to the
 * year, `asctime`, what Go and JavaScript print, epoch seconds and milliseconds, and the commonest local spellings.
 * `order` is that of the feed's other numeric dates. Out comes epoch milliseconds, or null where it is no date or in a
 * zone that is not known. A date without a zone is taken as UTC.
 */
export function parseDate(text: string | null | undefined, order: DateOrder = null): number | null {
  const trimmed = text?.trim().slice(0, MAX_CHARS) ?? '';
  if (trimmed === '') return null;
  // What nearly all feeds write is read by the engine, which is faster.
  if (USUAL.test(trimmed)) return Date.parse(trimmed);
  if (EPOCH.test(trimmed)) return parseEpoch(trimmed);
  const plain = trimmed.normalize('NFC').replace(/[\s\u200e\u200f]+/g, ' ');
  return parseIso(plain) ?? parseNumeric(plain.replace(WEEKDAY, ''), order) ?? parseNamedMonth(plain);
}

/** Before 1990 nobody published feeds; what is read as such a number is something else. */
const FIRST_EPOCH_MS = Date.UTC(1990, 0);
const LAST_EPOCH_MS = Date.UTC(2100, 0);

function parseEpoch(text: string): number | null {
  const [, digits = ''] = EPOCH.exec(text) ?? [];
  const ms = Math.floor(digits.length <= 10 ? Number(digits) * 1_000 : Number(digits.slice(0, 13)));
  return ms >= FIRST_EPOCH_MS && ms < LAST_EPOCH_MS ? ms : null;
}

function parseIso(text: string): number | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '', rest = ''] =
    match;
  const offset = offsetMinutes(rest);
  if (offset === null) return null;
  const parts = [year, month, day, hour, minute, second].map(Number);
  const instant = instantOf(parts, offset);
  return instant === null ? null : instant + milliseconds(fraction);
}

function parseNumeric(text: string, order: DateOrder): number | null {
  const yearFirst = YEAR_FIRST.exec(text);
  const yearLast = yearFirst ? null : YEAR_LAST.exec(text);
  const rest = yearFirst?.[4] ?? yearLast?.[5];
  if (rest === undefined) return null;
  const time = readTime(rest.replace(/(\d)\s*[时時시]\s*(\d{1,2})\s*[分분]/, '$1:$2'));
  if (time === null || hasOtherWords(time.before) || hasOtherWords(time.rest)) return null;
  if (yearFirst) return instantAt([yearFirst[1], yearFirst[2], yearFirst[3]], time);
  const [, first, separator, second, year = ''] = yearLast ?? [];
  // With points it is day first everywhere. With AM and PM it is nearly always an American date, but for "04/09/2025
  // 2:05 PM": programs pad the date and not the hour for readers in Australia and India, and neither for Americans.
  const isPaddedAlone = (first ?? '').startsWith('0') && /(?<!\d)[1-9]:/.test(rest);
  const isAmerican = time.isHalfDay && !isPaddedAlone;
  const usual = separator === '.' ? 'day-first' : (order ?? (isAmerican ? 'month-first' : 'day-first'));
  const isMonthFirst = Number(second) > 12 || (usual === 'month-first' && Number(first) <= 12);
  const [day, month] = isMonthFirst ? [second, first] : [first, second];
  return instantAt([fullYear(Number(year)), month, day], time);
}

/** Something stands beside a numeric date that is no clock: it may be a zone, or no date at all. */
function hasOtherWords(text: string): boolean {
  const bare = text
    .replace(BESIDE_A_CLOCK, ' ')
    .replace(/(?<![\p{L}\p{N}])(?:[A-Z]{1,5}|[+-]\d{4})(?![\p{L}\p{N}])/gu, ' ');
  return /[\p{L}\p{N}]/u.test(bare);
}

/** What a JavaScript or Go program prints behind a date, and the words that stand before or behind a clock. */
const BESIDE_A_CLOCK =
  /\([^()]*\)|\bm=[+-][\d.]+|(?<![\p{L}\p{N}])(?:at|um|kl|às|à|as|las|a|uhr|hrs?|h)(?![\p{L}\p{N}])/giu;

/** `Mon, 18 Jul 2022 09:42:10 +0200`, `July 18, 2022 9:42 AM EST`, `Mon Jul 18 09:42:10 PST 2022`. */
function parseNamedMonth(text: string): number | null {
  const time = readTime(text);
  if (time === null) return null;
  const words = `${time.before} ${time.rest}`.toLowerCase().split(/[\s,،./-]+/);
  const month = words.findLastIndex((word) => MONTHS.some((name) => name.test(word)));
  const numbers = words
    .filter((word) => /^\d{1,4}(st|nd|rd|th|er|º)?$/.test(word))
    .map((word) => Number.parseInt(word, 10));
  if (month === -1 || numbers.length < 2) return null;
  const monthNumber = MONTHS.findIndex((name) => name.test(words[month] ?? '')) + 1;
  const [a = 0, b = 0] = numbers;
  const [day, year] = a > 31 ? [b, a] : [a, b];
  return instantAt([fullYear(year), monthNumber, day], time);
}

type Time = {
  /** What stands before the clock; all of the text where there is none. */
  before: string;
  /** What stands behind the clock and is no zone. */
  rest: string;
  clock: readonly [hour: number, minute: number, second: number, ms: number];
  isHalfDay: boolean;
  offset: number;
};

const NO_CLOCK = [0, 0, 0, 0] as const;

/** Finds a clock and its zone in a text; null where the zone is not known. */
function readTime(text: string): Time | null {
  const found = CLOCK.exec(text);
  if (!found) return { before: text, rest: '', clock: NO_CLOCK, isHalfDay: false, offset: 0 };
  const [whole, hourText, minute, second = '0', fraction = '', half] = found;
  let hour = Number(hourText);
  if (half && hour <= 12) hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  const after = text.slice(found.index + whole.length);
  const zone = findZone(after);
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  return {
    before: text.slice(0, found.index),
    rest: after.replace(zone, ' '),
    clock: [hour, Number(minute), Number(second), milliseconds(fraction)],
    isHalfDay: half !== undefined,
    offset,
  };
}

/** The part behind a clock that says the zone: an offset, with or without GMT before it, else a word in capitals, else "time". */
function findZone(after: string): string {
  const numeric = new RegExp(`(?:\\b(?:GMT|UTC)\\s?)?${OFFSET.source}`).exec(after)?.[0];
  if (numeric) return numeric;
  const words =
    after.match(/(?<![\p{L}/])(?:\p{Lu}{1,5}|\p{Lu}\p{Ll}+\/\p{L}[\p{L}_/]*)(?![\p{L}/])/gu) ?? [];
  return (
    words.find((word) => !MONTHS.some((name) => name.test(word.toLowerCase())) && !DAY.test(word)) ??
    /\btime\b/i.exec(after)?.[0] ??
    ''
  );
}

const DAY = /^(?:MON|TUE|TUES|WED|THU|THUR|THURS|FRI|SAT|SUN|AD|CE)$/;

function instantAt(date: readonly (string | number | undefined)[], time: Time): number | null {
  const [hour, minute, second, ms] = time.clock;
  const instant = instantOf([...date.map(Number), hour, minute, second], time.offset);
  return instant === null ? null : instant + ms;
}

function milliseconds(fraction: string): number {
  return Math.floor(Number(`0.${fraction || '0'}`) * 1_000);
}

function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** Minutes east of Greenwich; 0 where none is written, null where something else stands there. */
function offsetMinutes(text: string): number | null {
  // Go prints the zone twice and its monotonic clock, JavaScript the zone's name in brackets.
  const zone = text
    .trim()
    .replace(/\s*\([^)]*\)?$|\s+m=[+-][\d.]+$/, '')
    .replace(/^(?:GMT|UTC)\s?(?=[+-])/, '');
  if (zone === '') return 0;
  const numeric = /^([+-])(\d{1,2})(?::?(\d{2}))?(?:\s+(?:[A-Z]{1,5}|[+-]\d{2,4}))?$/.exec(zone);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    // No zone is further from Greenwich.
    if (minutes > 14 * 60 || Number(numeric[3] ?? 0) > 59) return null;
    return numeric[1] === '-' ? -minutes : minutes;
  }
  const hours = ZONES[zone.toUpperCase()];
  return hours === undefined ? null : hours * 60;
}

function instantOf(parts: readonly number[], offset: number): number | null {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  if (month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate() || (hour === 24 && minute + second > 0))
    return null;
  const instant = Date.UTC(year, month - 1, day, hour, minute, second);
  return Number.isNaN(instant) ? null : instant - offset * 60_000;
}
