import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/clock.ts';
import { parseSchedule, nextSlot } from '../../src/channels/parse-schedule.ts';

const at = (iso: string) => Date.parse(iso);

describe('parseSchedule', () => {
  it('reads weekday ranges with several times', () => {
    const schedule = parseSchedule('mon-fri 07:30,17:30');
    expect(schedule.slots).toHaveLength(10);
    expect(schedule.slots[0]).toEqual({ weekday: 1, minute: 450 });
    expect(schedule.asItHappens).toBe(false);
  });

  it('reads groups, ranges over the weekend, daily, and as it happens', () => {
    expect(parseSchedule('fri-mon 09:00').slots.map((slot) => slot.weekday)).toEqual([1, 5, 6, 7]);
    expect(parseSchedule('08:00').slots).toHaveLength(7);
    expect(parseSchedule('sat, sun 10:00; as it happens')).toMatchObject({
      asItHappens: true,
      slots: [{ weekday: 6 }, { weekday: 7 }],
    });
  });

  const times = (text: string) =>
    parseSchedule(text)
      .slots.filter(({ weekday }) => weekday === 2)
      .map(({ minute }) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`)
      .join(' ');

  it.each([
    ['every 6 hours', '0:00 6:00 12:00 18:00'],
    ['Every 6 Hours from 07:30', '1:30 7:30 13:30 19:30'],
    ['every 5 hours', '0:00 5:00 10:00 15:00 20:00'],
    ['daily every 2 hours 20:00-02:00', '0:00 2:00 20:00 22:00'],
    ['tue every 2 hours 20:00-02:00', '20:00 22:00'],
    ['mon every 2 hours 20:00-02:00', '0:00 2:00'],
    ['weekdays 07:30', '7:30'],
    ['weekends 07:30', ''],
    ['tuesday 07:30; thursdays 08:00', '7:30'],
    ['every 24 hours from 09:00', '9:00'],
  ])('reads "%s": on Tuesdays %s', (text, expected) => {
    expect(times(text)).toBe(expected);
  });

  it('reads every hour as 24 times a day', () => {
    expect(parseSchedule('every hour').slots).toHaveLength(168);
  });

  it.each([
    ['mon 25:00', '"25:00" is no time between 00:00 and 23:59'],
    ['mon 7:60', '"7:60" is no time between 00:00 and 23:59'],
    ['someday 07:30', '"someday" is no weekday'],
    ['monkey 07:30', '"monkey" is no weekday'],
    ['mon-wed-fri 07:30', '"mon-wed-fri" is no weekday'],
    ['mon-fri', 'is no time'],
    ['mon 07:30 extra', '"mon 07:30 extra" is not DAYS TIMES'],
    ['', '"" is not DAYS TIMES'],
    ['every minute', 'digests are at least an hour apart'],
    ['every 5 minutes', 'digests are at least an hour apart'],
    ['every 0 hours', '"0" is not between 1 and 24 hours'],
    ['every 25 hours', '"25" is not between 1 and 24 hours'],
    ['every so often', '"every so often" is not DAYS TIMES'],
    ['daily 07:30,07:31', '07:30 and 07:31 are less than an hour apart'],
    ['sun 23:45; mon 00:15', '23:45 and 00:15 are less than an hour apart'],
  ])('refuses "%s": %s', (text, problem) => {
    expect(() => parseSchedule(text)).toThrow(problem);
    expect(() => parseSchedule(text)).toThrow(/Write it like this: for example "mon-fri 07:30,17:30"/);
  });
});

describe('nextSlot', () => {
  it('gives the next local time in the zone', () => {
    const schedule = parseSchedule('mon-fri 07:30,17:30');
    // Friday 10:00 in Johannesburg (UTC+2) -> 17:30 the same day -> Monday 07:30.
    const friday = nextSlot(schedule, 'Africa/Johannesburg', at('2023-09-08T08:00:00Z'));
    expect(friday).toBe(at('2023-09-08T15:30:00Z'));
    expect(nextSlot(schedule, 'Africa/Johannesburg', friday ?? 0)).toBe(at('2023-09-11T05:30:00Z'));
  });

  it('is null without slots', () => {
    expect(nextSlot(parseSchedule('as it happens'), 'UTC', 0)).toBeNull();
  });

  it.each([
    ['America/New_York', '2026-01-01T00:00:00Z'],
    ['Africa/Cairo', '2026-01-01T00:00:00Z'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z'],
    ['Australia/Lord_Howe', '2026-01-01T00:00:00Z'],
    ['America/Santiago', '2026-01-01T00:00:00Z'],
  ])('fires once a local day over a year in %s, also when clocks change', (zone, start) => {
    // 02:15 and 00:10 fall into the skipped or repeated hour somewhere in these zones.
    for (const time of ['02:15', '00:10', '01:45']) {
      const schedule = parseSchedule(`daily ${time}`);
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
      const seen = new Map<string, number>();
      for (let now = at(start); ; ) {
        const next = nextSlot(schedule, zone, now);
        if (next === null || next > at(start) + 365 * DAY) break;
        expect(next).toBeGreaterThan(now);
        expect(next - now).toBeLessThanOrEqual(DAY + 2 * HOUR);
        seen.set(day.format(next), (seen.get(day.format(next)) ?? 0) + 1);
        now = next;
      }
      expect([...seen.values()].filter((times) => times !== 1)).toEqual([]);
      expect(seen.size).toBeGreaterThanOrEqual(364);
    }
  });
});
