import { DAY, HOUR, MINUTE } from '../clock.ts';
import type { ChannelWishes } from '../model/channel.ts';
import { localTime } from './local-time.ts';
import { AppError } from '../errors.ts';
import { parseTime } from './parse-schedule.ts';

const MINUTES_A_DAY = 1440;

type QuietHours = ChannelWishes['quietHours'];

/** Whether alerts and stories as they happen wait at an instant: local minutes from `from` up to `until`, also across midnight. */
export function isQuietAt(quietHours: QuietHours, timeZone: string, at: number): boolean {
  if (!quietHours) return false;
  const { from, until } = quietHours;
  const { minute } = localTime(at, timeZone);
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

/**
 * The instant at which the quiet hours in force at `at` end, or null where it is not quiet then. By the clocks on the
 * wall: where they are changed within the quiet hours, these last an hour longer or shorter.
 */
export function quietUntil(quietHours: QuietHours, timeZone: string, at: number): number | null {
  if (!isQuietAt(quietHours, timeZone, at)) return null;
  // Clocks change by multiples of a quarter of an hour, so quarters and then minutes find the end.
  let end = Math.floor(at / MINUTE) * MINUTE;
  const latest = at + DAY + 2 * HOUR;
  const step = 15 * MINUTE;
  while (end + step < latest && isQuietAt(quietHours, timeZone, end + step)) end += step;
  while (end < latest && isQuietAt(quietHours, timeZone, end)) end += MINUTE;
  return end;
}

/**
 * The last instant at or before `at` at which quiet hours ended, or null without quiet hours. Where it is quiet at `at`
 * that is the end before these.
 */
export function quietEndedAt(quietHours: QuietHours, timeZone: string, at: number): number | null {
  if (!quietHours) return null;
  const since = (localTime(at, timeZone).minute - quietHours.until + MINUTES_A_DAY) % MINUTES_A_DAY;
  const guess = Math.floor(at / MINUTE) * MINUTE - since * MINUTE;
  // Where clocks were changed since, the guess is off by that much.
  const isEnd = (end: number) =>
    end <= at && !isQuietAt(quietHours, timeZone, end) && isQuietAt(quietHours, timeZone, end - MINUTE);
  return [0, -30, 30, -60, 60].map((shift) => guess + shift * MINUTE).find(isEnd) ?? guess;
}

/**
 * Reads quiet hours such as `22:00-07:00`, which may run across midnight; local time.
 * Throws AppError `channel/quiet-hours` that says what is wrong and what would be right.
 */
export function readQuietHours(typed: string): NonNullable<ChannelWishes['quietHours']> {
  const fault = (problem: string) =>
    new AppError(
      'channel/quiet-hours',
      `The quiet hours "${typed.slice(0, 60)}" cannot be read: ${problem}. Write them like this: 22:00-07:00, or off.`,
    );
  const ends = typed.split(/\s*(?:-|–|to)\s*/i);
  const [first = '', second = ''] = ends;
  if (ends.length !== 2) throw fault('they need a beginning and an end');
  const [from, until] = [parseTime(first), parseTime(second)];
  if (from === null || until === null)
    throw fault(`"${from === null ? first : second}" is no time between 00:00 and 23:59`);
  if (from === until) throw fault('they begin when they end');
  return { from, until };
}
