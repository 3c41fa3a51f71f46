import { Cron } from 'croner';
import type { Schedule } from '../model/channel.ts';

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
