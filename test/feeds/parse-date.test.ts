import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/feeds/parse/parse-date.ts';

describe('reading dates', () => {
  it.each([
    ['Tue, 05 Sep 2023 07:30:00 GMT', '2023-09-05T07:30:00Z'],
    ['Tue, 5 Sep 23 07:30 EST', '2023-09-05T12:30:00Z'],
    ['05 Sep 2023 07:30:00 +0530', '2023-09-05T02:00:00Z'],
    ['Tue Sep  5 07:30:00 PST 2023', '2023-09-05T15:30:00Z'],
    ['Tue Sep 05 2023 07:30:00 GMT+0200 (CEST)', '2023-09-05T05:30:00Z'],
    ['2023-09-05T07:30:00.25+02:00', '2023-09-05T05:30:00.250Z'],
    ['2023-09-05 07:30', '2023-09-05T07:30:00Z'],
    ['2023-09-05', '2023-09-05T00:00:00Z'],
    ['20230905', '2023-09-05T00:00:00Z'],
    ['2023-09', '2023-09-01T00:00:00Z'],
    ['September 5, 2023 7:30 PM EDT', '2023-09-05T23:30:00Z'],
    ['5 septembre 2023, 07:30', '2023-09-05T07:30:00Z'],
    ['mar, 05 sept 2023 07:30:00 +0200', '2023-09-05T05:30:00Z'],
    ['05/09/2023 07:30', '2023-09-05T07:30:00Z'],
    ['09/25/2023', '2023-09-25T00:00:00Z'],
  ])('%s', (text, iso) => {
    const instant = parseDate(text);
    expect(instant === null ? null : new Date(instant).toISOString()).toBe(new Date(iso).toISOString());
  });

  it.each(['', 'soon', 'yesterday 5', '2023-13-40', '99/99/2023', null, undefined])(
    '%s is no date',
    (text) => {
      expect(parseDate(text)).toBeNull();
    },
  );
});
