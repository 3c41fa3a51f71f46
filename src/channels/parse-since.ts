import { DAY, HOUR, MINUTE } from '../clock.ts';
import { AppError } from '../errors.ts';
import { localTime } from './local-time.ts';

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const fault = (text: string, problem = 'is neither a span nor a day') =>
  new AppError(
    'command/bad-option',
    `"${text.slice(0, 40)}" ${problem}. "since" takes a span (90m, 24h, 2d, 1w), or a day with or without a time: friday, yesterday 18:00, 1 Sep, 2026-09-01 07:30.`,
  );

/** Days as counted by UTC midnights; only the calendar matters, so no zone comes into it. */
type CalendarDay = number;

const calendarDay = (day: string): CalendarDay => Date.parse(`${day}T00:00:00Z`);

/**
 * The instant (epoch ms) at which the clocks of a zone show a time of a day. A time that a clock change skips is read as
 * the clock stood before it, so it comes out after the jump; of a repeated one the first is taken.
 */
function instantOf(day: CalendarDay, minute: number, timeZone: string): number {
  const wall = day + minute * MINUTE;
  const offsetAt = (at: number) => {
    const local = localTime(at, timeZone);
    return calendarDay(local.day) + local.minute * MINUTE - Math.floor(at / MINUTE) * MINUTE;
  };
  const before = wall - offsetAt(wall - DAY);
  const after = wall - offsetAt(wall + DAY);
  return before + offsetAt(before) === wall || after + offsetAt(after) !== wall ? before : after;
}

function readTime(text: string, whole: string): number {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59)
    throw fault(whole, `has "${text}", which is no time between 00:00 and 23:59`);
  return Number(hour) * 60 + Number(minute);
}

function dayOf(year: number, month: number, date: number): CalendarDay | null {
  const day = Date.UTC(year, month, date);
  // The 31st of a short month would roll over into the next.
  return new Date(day).getUTCDate() === date && new Date(day).getUTCMonth() === month ? day : null;
}

/** `friday`, `1 sep`, `sep 1 2026`, `2026-09-01`, before or on `today`; null for anything else. */
function readDay(words: readonly string[], today: CalendarDay): CalendarDay | null {
  const [word = '', second = '', third = ''] = words;
  if (words.length === 1) {
    if (word === 'today') return today;
    if (word === 'yesterday') return today - DAY;
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word);
    if (iso) return dayOf(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
    const weekday = word.length >= 3 ? WEEKDAYS.indexOf(word.slice(0, 3)) : -1;
    if (weekday < 0 || !/^(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?$/.test(word))
      return null;
    // On a Friday "since friday" means a week ago; for the day itself there is "today".
    return today - (((new Date(today).getUTCDay() - weekday + 6) % 7) + 1) * DAY;
  }
  const [date, month] = /^\d/.test(word) ? [word, second] : [second, word];
  const monthIndex = /^[a-z]{3,9}$/.test(month) ? MONTHS.indexOf(month.slice(0, 3)) : -1;
  if (monthIndex < 0 || !/^\d{1,2}(?:st|nd|rd|th)?$/.test(date) || words.length > 3) return null;
  const year = new Date(today).getUTCFullYear();
  if (third !== '')
    return /^\d{4}$/.test(third) ? dayOf(Number(third), monthIndex, parseInt(date, 10)) : null;
  const thisYear = dayOf(year, monthIndex, parseInt(date, 10));
  return thisYear !== null && thisYear <= today ? thisYear : dayOf(year - 1, monthIndex, parseInt(date, 10));
}

/**
 * `90m`, `2d`, `friday`, `yesterday 18:00`, `18:00`, `1 Sep`, `2026-09-01 07:30` on the clocks of a zone -> epoch ms before
 * `now`. Throws AppError `command/bad-option` that says what would be right.
 */
export function parseSince(text: string, now: number, timeZone: string): number {
  const words = text.trim().toLowerCase().replaceAll(',', ' ').split(/\s+/);
  const span = /^(\d{1,3})\s?([mhdw])$/.exec(words.join(' '));
  if (span) return now - Number(span[1]) * (UNITS[span[2] ?? ''] ?? 0);

  const last = words.at(-1) ?? '';
  const minute = last.includes(':') ? readTime(last, text) : null;
  const dayWords = words.slice(0, minute === null ? undefined : -1);
  const today = calendarDay(localTime(now, timeZone).day);
  const day = dayWords.length === 0 && minute !== null ? today : readDay(dayWords, today);
  if (day === null) throw fault(text);
  const at = instantOf(day, minute ?? 0, timeZone);
  if (at <= now) return at;
  // A time alone that is still to come was meant of yesterday.
  if (dayWords.length === 0) return instantOf(day - DAY, minute ?? 0, timeZone);
  throw fault(text, 'is still to come');
}
