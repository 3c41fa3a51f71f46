import { AppError } from '../errors.ts';
import type { Schedule, ScheduleSlot } from '../model/channel.ts';
import { Cron } from 'croner';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAY = /^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?s?$/;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const NAMED_DAYS: Readonly<Record<string, readonly number[]>> = {
  daily: EVERY_DAY,
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
};
const MINUTES_A_DAY = 1440;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;
const LEAST_GAP_MINUTES = 60;
const EXAMPLE =
  'for example "mon-fri 07:30,17:30", "daily 08:00", "sat,sun 10:00; mon-fri 07:30", "every 6 hours from 07:00" or "as it happens"';

const fault = (text: string, problem: string) =>
  new AppError(
    'schedule/invalid',
    `The schedule "${text.slice(0, 120)}" cannot be read: ${problem}. Write it like this: ${EXAMPLE}.`,
  );

function parseDays(text: string, whole: string): readonly number[] {
  const named = NAMED_DAYS[text];
  if (named) return named;
  const toWeekday = (day: string) => (WEEKDAY.test(day) ? WEEKDAYS.indexOf(day.slice(0, 3)) + 1 : 0);
  return text.split(',').flatMap((part) => {
    const [from = 0, to = from, ...rest] = part.split('-').map(toWeekday);
    if (!from || !to || rest.length > 0) throw fault(whole, `"${part}" is no weekday`);
    // A range may run over the weekend: fri-mon.
    const length = ((to - from + 7) % 7) + 1;
    return Array.from({ length }, (_, index) => ((from - 1 + index) % 7) + 1);
  });
}

/** `07:30` -> minutes from midnight, or null where it is no time of day. */
export function parseTime(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2]);
  return !match || hour > 23 || minute > 59 ? null : hour * 60 + minute;
}

function parseTimes(text: string, whole: string): number[] {
  return text.split(',').map((time) => {
    const minute = parseTime(time);
    if (minute === null) throw fault(whole, `"${time}" is no time between 00:00 and 23:59`);
    return minute;
  });
}

/** `every 6 hours`, with `from 07:00` or a window `20:00-04:00`: minutes from midnight; those of the next day are over 1440. */
function parseEvery(text: string, whole: string): number[] | null {
  const every = /^every (?:(\S+) )?(hours?|minutes?|min)(?: (?:from )?(\S+))?$/.exec(text);
  if (!every) return null;
  const [, count = '1', unit = '', when] = every;
  if (unit.startsWith('min'))
    throw fault(
      whole,
      'digests are at least an hour apart; "every hour" is the most often, and "as it happens" posts each story at once',
    );
  const hours = /^\d+$/.test(count) ? Number(count) : 0;
  if (hours < 1 || hours > 24) throw fault(whole, `"${count}" is not between 1 and 24 hours`);
  const [from = 0, until] = when ? parseTimes(when.replace('-', ','), whole) : [];
  // A window takes its last minute too; without one the round ends before it begins again.
  const last = until === undefined ? MINUTES_A_DAY - 1 : (until - from + MINUTES_A_DAY) % MINUTES_A_DAY;
  const minutes: number[] = [];
  for (let minute = 0; minute <= last; minute += hours * 60) minutes.push(from + minute);
  return minutes;
}

function parseGroup(group: string, whole: string): ScheduleSlot[] {
  const everyAt = group.search(/\bevery\b/);
  const every = everyAt < 0 ? null : parseEvery(group.slice(everyAt), whole);
  if (every) return slotsOf(parseDays(group.slice(0, everyAt).trim() || 'daily', whole), every);
  const words = group.split(' ');
  const [days = '', times, ...rest] = words.length === 1 ? ['daily', words[0]] : words;
  if (!times || rest.length > 0 || everyAt >= 0) throw fault(whole, `"${group}" is not DAYS TIMES`);
  return slotsOf(parseDays(days, whole), parseTimes(times, whole));
}

/** What of a window lies after midnight belongs to the next weekday. */
const slotsOf = (days: readonly number[], minutes: readonly number[]): ScheduleSlot[] =>
  days.flatMap((day) =>
    minutes.map((minute) => ({
      weekday: ((day - 1 + Math.floor(minute / MINUTES_A_DAY)) % 7) + 1,
      minute: minute % MINUTES_A_DAY,
    })),
  );

const clockTime = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function checkGaps(slots: readonly ScheduleSlot[], whole: string): void {
  const inWeek = ({ weekday, minute }: ScheduleSlot) => (weekday - 1) * MINUTES_A_DAY + minute;
  slots.forEach((slot, index) => {
    const next = slots[(index + 1) % slots.length] ?? slot;
    const gap = (inWeek(next) - inWeek(slot) + MINUTES_A_WEEK) % MINUTES_A_WEEK;
    if (slots.length > 1 && gap < LEAST_GAP_MINUTES)
      throw fault(
        whole,
        `${clockTime(slot.minute)} and ${clockTime(next.minute)} are less than an hour apart; "as it happens" posts each story at once`,
      );
  });
}

/**
 * Reads a schedule: groups of `DAYS TIMES` or `DAYS every N hours [from HH:MM | HH:MM-HH:MM]` parted by `;`, and/or
 * `as it happens`. All times are local; slots are at least an hour apart. Comes out sorted, each slot once.
 * Throws AppError `schedule/invalid` that says what is wrong and what would be right.
 */
export function parseSchedule(text: string): Schedule {
  const slots = new Map<string, ScheduleSlot>();
  let asItHappens = false;
  for (const typed of text.toLowerCase().split(';')) {
    const group = typed
      .trim()
      .replaceAll(/\s*([,-])\s*/g, '$1')
      .replaceAll(/\s+/g, ' ');
    if (group === 'as it happens') asItHappens = true;
    else for (const slot of parseGroup(group, text)) slots.set(`${slot.weekday} ${slot.minute}`, slot);
  }
  const sorted = [...slots.values()].sort((a, b) => a.weekday - b.weekday || a.minute - b.minute);
  checkGaps(sorted, text);
  return { text: text.trim(), asItHappens, slots: sorted };
}

/**
 * The first slot after an instant, epoch ms; null for a schedule without slots.
 * A local time that a clock change skips is due when the clock has jumped; one that it repeats is due once.
 */
export function nextSlot(schedule: Schedule, timeZone: string, after: number): number | null {
  const weekdaysByMinute = Map.groupBy(schedule.slots, (slot) => slot.minute);
  let next: number | null = null;
  for (const [minute, slots] of weekdaysByMinute) {
    const pattern = `${minute % 60} ${Math.floor(minute / 60)} * * ${slots.map((slot) => slot.weekday).join(',')}`;
    const run = new Cron(pattern, { timezone: timeZone, paused: true }).nextRun(new Date(after))?.getTime();
    if (run !== undefined && (next === null || run < next)) next = run;
  }
  return next;
}
