import { Cron } from 'croner';
import { AppError } from '../errors.ts';
import type { Schedule, ScheduleSlot } from '../model/channel.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const EXAMPLE =
  'for example "mon-fri 07:30,17:30", "daily 08:00", "sat,sun 10:00; mon-fri 07:30" or "as it happens"';

const fault = (text: string, problem: string) =>
  new AppError(
    'schedule/invalid',
    `The schedule "${text}" cannot be read: ${problem}. Write it like this: ${EXAMPLE}.`,
  );

function parseDays(text: string, whole: string): number[] {
  if (text === 'daily') return [1, 2, 3, 4, 5, 6, 7];
  return text.split(',').flatMap((part) => {
    const [from, to = from] = part.split('-').map((day) => WEEKDAYS.indexOf(day.slice(0, 3)) + 1);
    if (!from || !to) throw fault(whole, `"${part}" is no weekday`);
    // A range may run over the weekend: fri-mon.
    const length = ((to - from + 7) % 7) + 1;
    return Array.from({ length }, (_, index) => ((from - 1 + index) % 7) + 1);
  });
}

function parseTimes(text: string, whole: string): number[] {
  return text.split(',').map((time) => {
    const match = /^(\d{1,2}):(\d{2})$/.exec(time);
    const hour = Number(match?.[1]);
    const minute = Number(match?.[2]);
    if (!match || hour > 23 || minute > 59)
      throw fault(whole, `"${time}" is no time between 00:00 and 23:59`);
    return hour * 60 + minute;
  });
}

/**
 * Reads a schedule: groups of `DAYS TIMES` parted by `;`, and/or `as it happens`.
 * Throws AppError `schedule/invalid` that says what is wrong and what would be right.
 */
export function parseSchedule(text: string): Schedule {
  const slots = new Map<string, ScheduleSlot>();
  let asItHappens = false;
  for (const group of text.toLowerCase().split(';')) {
    const words = group
      .trim()
      .replaceAll(/\s*([,-])\s*/g, '$1')
      .split(/\s+/);
    if (words.join(' ') === 'as it happens') {
      asItHappens = true;
      continue;
    }
    const [days = '', times, ...rest] = words.length === 1 ? ['daily', words[0]] : words;
    if (!times || rest.length > 0) throw fault(text, `"${group.trim()}" is not DAYS TIMES`);
    for (const weekday of parseDays(days, text))
      for (const minute of parseTimes(times, text)) slots.set(`${weekday} ${minute}`, { weekday, minute });
  }
  return {
    text: text.trim(),
    asItHappens,
    slots: [...slots.values()].sort((a, b) => a.weekday - b.weekday || a.minute - b.minute),
  };
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
