import { describe, expect, it } from 'vitest';
import { parseSince } from '../../src/channels/parse-since.ts';

/** A Thursday, 01:30 in Berlin and still Wednesday in New York. */
const NOW = Date.parse('2026-04-01T23:30:00Z');
const since = (text: string, timeZone = 'Europe/Berlin', now = NOW) =>
  new Date(parseSince(text, now, timeZone)).toISOString();

describe('parseSince', () => {
  it.each([
    ['90m', '2026-04-01T22:00:00.000Z'],
    ['24h', '2026-03-31T23:30:00.000Z'],
    ['2 d', '2026-03-30T23:30:00.000Z'],
    ['1w', '2026-03-25T23:30:00.000Z'],
    ['today', '2026-04-01T22:00:00.000Z'],
    ['Yesterday', '2026-03-31T22:00:00.000Z'],
    ['yesterday 18:00', '2026-04-01T16:00:00.000Z'],
    ['00:15', '2026-04-01T22:15:00.000Z'],
    ['18:00', '2026-04-01T16:00:00.000Z'],
    ['wed', '2026-03-31T22:00:00.000Z'],
    // Today is Thursday: the one of a week ago, before the clocks went forward.
    ['thursday', '2026-03-25T23:00:00.000Z'],
    ['Friday 07:30', '2026-03-27T06:30:00.000Z'],
    ['1 March', '2026-02-28T23:00:00.000Z'],
    ['mar 1, 2025', '2025-02-28T23:00:00.000Z'],
    ['3rd Apr', '2025-04-02T22:00:00.000Z'],
    ['2026-03-29 02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29 03:30', '2026-03-29T01:30:00.000Z'],
  ])('reads %s in Berlin', (text, instant) => {
    expect(since(text)).toBe(instant);
  });

  it('reads days on the clocks of the zone', () => {
    expect(since('today', 'America/New_York')).toBe('2026-04-01T04:00:00.000Z');
    expect(since('yesterday', 'Asia/Kathmandu')).toBe('2026-03-31T18:15:00.000Z');
    // The first of the two 01:30 in New York's autumn.
    expect(since('2025-11-02 01:30', 'America/New_York')).toBe('2025-11-02T05:30:00.000Z');
  });

  it.each([
    'yesterday-ish',
    'monkey',
    '',
    '2026-02-31',
    '31 feb',
    '99:00',
    'friday 25:00',
    'tomorrow',
    '2027-01-01',
    'x 1 2 3',
  ])('refuses "%s" with what would be right', (text) => {
    expect(() => since(text)).toThrow(/"since" takes a span \(90m, 24h, 2d, 1w\), or a day/);
  });
});
