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
  BRT: -3,
  ART: -3,
};

/** Starts of month names in English, German, French, Spanish, Italian and Portuguese. */
const MONTHS: readonly RegExp[] = [
  /^(jan|ene|gen)/,
  /^(feb|f[eé]v)/,
  /^(mar|m[aä]r)/,
  /^(apr|abr|avr)/,
  /^(may|mai|mag)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|ago|ao[uû])/,
  /^(sep|set)/,
  /^(oct|okt|ott|out)/,
  /^nov/,
  /^(dec|dez|dic|d[eé]c)/,
];

const USUAL =
  /^[A-Z][a-z]{2}, (?:0[1-9]|[12]\d|3[01]) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d (?:GMT|[+-](?:0\d|1[0-4])[0-5]\d)$/;

const ISO =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T ]\s*(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?)?)?\s*(.*)$/;
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(.*)$/;
const CLOCK = /\b(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\b)?/i;

/**
 * Reads a feed's date: RFC 822 with four- and two-digit years, with or without weekday and zone, W3C-DTF down to the
 * year, `asctime`, and the commonest local spellings. Out comes epoch milliseconds, or null where it is no date.
 * A date without a zone is taken as UTC.
 */
export function parseDate(text: string | null | undefined): number | null {
  const trimmed = text?.trim().slice(0, 100) ?? '';
  if (trimmed === '') return null;
  // What nearly all feeds write is read by the engine, which is faster.
  if (USUAL.test(trimmed)) return Date.parse(trimmed);
  return parseIso(trimmed) ?? parseSlashed(trimmed) ?? parseNamedMonth(trimmed);
}

function parseIso(text: string): number | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '', rest = ''] =
    match;
  const offset = offsetMinutes(rest);
  if (offset === null) return null;
  const ms = Math.floor(Number(`0.${fraction || '0'}`) * 1_000);
  const parts = [year, month, day, hour, minute, second].map(Number);
  const instant = instantOf(parts, offset);
  return instant === null ? null : instant + ms;
}

function parseSlashed(text: string): number | null {
  const match = SLASHED.exec(text);
  if (!match) return null;
  const [, first = '', second = '', year, hour = '0', minute = '0', seconds = '0', rest = ''] = match;
  const offset = offsetMinutes(rest);
  if (offset === null) return null;
  // Day first, as most of the world writes; month first only where nothing else is possible.
  const isMonthFirst = Number(second) > 12;
  const [day, month] = isMonthFirst ? [second, first] : [first, second];
  return instantOf([year, month, day, hour, minute, seconds].map(Number), offset);
}

/** `Mon, 18 Jul 2022 09:42:10 +0200`, `July 18, 2022 9:42 AM EST`, `Mon Jul 18 09:42:10 PST 2022`. */
function parseNamedMonth(text: string): number | null {
  const clock = CLOCK.exec(text);
  const [, hourText = '0', minute = '0', second = '0', half] = clock ?? [];
  let hour = Number(hourText);
  if (half) hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  const afterClock = clock ? text.slice(clock.index + clock[0].length) : '';
  const dateWords = (
    clock ? `${text.slice(0, clock.index)} ${afterClock.replace(/[+-]\d{2}:?\d{2}\b/, ' ')}` : text
  )
    .toLowerCase()
    .split(/[\s,./-]+/);

  const month = dateWords.findLastIndex((word) => MONTHS.some((name) => name.test(word)));
  const numbers = dateWords
    .filter((word) => /^\d{1,4}(st|nd|rd|th)?$/.test(word))
    .map((word) => Number.parseInt(word, 10));
  if (month === -1 || numbers.length < 2) return null;
  const monthNumber = MONTHS.findIndex((name) => name.test(dateWords[month] ?? '')) + 1;
  const [a = 0, b = 0] = numbers;
  const [day, year] = a > 31 ? [b, a] : [a, b];
  const offset = offsetMinutes(
    (/[+-]\d{2}:?\d{2}\b/.exec(afterClock) ?? /\b[A-Z]{1,5}\b/.exec(afterClock))?.[0] ?? '',
  );
  return offset === null
    ? null
    : instantOf([fullYear(year), monthNumber, day, hour, Number(minute), Number(second)], offset);
}

function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** Minutes east of Greenwich; 0 where none is written, null where something else stands there. */
function offsetMinutes(text: string): number | null {
  const zone = text.trim().replace(/^(?:GMT|UTC)(?=[+-])/, '');
  if (zone === '') return 0;
  const numeric = /^([+-])(\d{2}):?(\d{2})?(?:\s*\(.*\))?$/.exec(zone);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return numeric[1] === '-' ? -minutes : minutes;
  }
  const hours = ZONES[zone.toUpperCase()];
  if (hours !== undefined) return hours * 60;
  return /^[A-Za-z]{1,5}$/.test(zone) ? 0 : null;
}

function instantOf(parts: readonly number[], offset: number): number | null {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  const instant = Date.UTC(year, month - 1, day, hour, minute, second);
  return Number.isNaN(instant) ? null : instant - offset * 60_000;
}
