import { AppError } from '../errors.ts';
import type { ChannelWishes } from '../model/channel.ts';
import { parseTime } from './parse-schedule.ts';

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
