import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/clock.ts';
import { isQuietAt, quietUntil } from '../../src/channels/quiet-hours.ts';

const at = (iso: string) => Date.parse(iso);
const night = { from: 22 * 60, until: 7 * 60 };

describe('quiet hours', () => {
  it('run across midnight, from the first minute to before the last', () => {
    const quiet = (iso: string) => isQuietAt(night, 'Europe/Berlin', at(iso));
    expect(quiet('2026-01-10T20:59:59Z')).toBe(false);
    expect(quiet('2026-01-10T21:00:00Z')).toBe(true);
    expect(quiet('2026-01-11T05:59:59Z')).toBe(true);
    expect(quiet('2026-01-11T06:00:00Z')).toBe(false);
  });

  it('may lie within a day, and none are never quiet', () => {
    const siesta = { from: 13 * 60, until: 15 * 60 };
    expect(isQuietAt(siesta, 'UTC', at('2026-01-10T14:00:00Z'))).toBe(true);
    expect(isQuietAt(siesta, 'UTC', at('2026-01-10T15:00:00Z'))).toBe(false);
    expect(isQuietAt(null, 'UTC', at('2026-01-10T14:00:00Z'))).toBe(false);
    expect(quietUntil(null, 'UTC', at('2026-01-10T14:00:00Z'))).toBeNull();
    expect(quietUntil(siesta, 'UTC', at('2026-01-10T12:00:00Z'))).toBeNull();
  });

  it('end by the clocks on the wall, also in the night in which these are changed', () => {
    // Berlin puts its clocks forward at 01:00 UTC on 29 March 2026 and back on 25 October.
    expect(quietUntil(night, 'Europe/Berlin', at('2026-03-28T23:00:00Z'))).toBe(at('2026-03-29T05:00:00Z'));
    expect(quietUntil(night, 'Europe/Berlin', at('2026-10-24T22:00:00Z'))).toBe(at('2026-10-25T06:00:00Z'));
  });

  it.each(['America/New_York', 'Africa/Cairo', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Santiago'])(
    'in %s end at the first minute that is not quiet, on each day of a year',
    (zone) => {
      for (let now = at('2026-01-01T00:10:00Z'); now < at('2027-01-01T00:00:00Z'); now += DAY - HOUR) {
        const end = quietUntil(night, zone, now);
        if (end === null) continue;
        expect(isQuietAt(night, zone, end)).toBe(false);
        expect(isQuietAt(night, zone, end - MINUTE)).toBe(true);
        expect(end).toBeGreaterThan(now);
      }
    },
  );
});
