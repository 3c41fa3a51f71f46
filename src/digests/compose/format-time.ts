import { DAY, HOUR, MINUTE } from '../../clock.ts';

// American English has the three-letter months (British has "Sept"); the order of the parts is ours.
const format = (at: number, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  formatOf('en-US', { timeZone, hourCycle: 'h23', ...options }).format(at);

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times as long as using it, and there are few: one a zone, locale and shape. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** `Tue 5 Sep, 07:30` in the zone. */
export const dateAndTime = (at: number, timeZone: string) =>
  `${weekday(at, timeZone)} ${format(at, timeZone, { day: 'numeric' })} ${format(at, timeZone, { month: 'short' })}, ${time(at, timeZone)}`;

/** `07:30` in the zone. */
export const time = (at: number, timeZone: string) =>
  format(at, timeZone, { hour: '2-digit', minute: '2-digit' });

/** `Mon` in the zone. */
export const weekday = (at: number, timeZone: string) => format(at, timeZone, { weekday: 'short' });

/** `Mon` within the last six days, else `29 Aug`. */
export const dayFrom = (at: number, now: number, timeZone: string) =>
  now - at < 6 * DAY
    ? weekday(at, timeZone)
    : `${format(at, timeZone, { day: 'numeric' })} ${format(at, timeZone, { month: 'short' })}`;

/** The zone's short name at that instant: `SAST`, `CEST`, `GMT+5:45`. */
export function zoneName(at: number, timeZone: string): string {
  // British English knows European abbreviations, American English the American ones.
  const names = ['en-GB', 'en-US', 'en-ZA', 'en-AU', 'en-IN'].map(
    (locale) =>
      formatOf(locale, { timeZone, timeZoneName: 'short' })
        .formatToParts(at)
        .find((part) => part.type === 'timeZoneName')?.value ?? timeZone,
  );
  return names.find((name) => !/^(GMT|UTC)[+-]/.test(name)) ?? names[0] ?? timeZone;
}

/** `just now`, `12 min ago`, `2 h ago`, `3 d ago`. */
export function age(at: number, now: number): string {
  const ms = Math.max(0, now - at);
  if (ms < 2 * MINUTE) return 'just now';
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < 2 * DAY) return `${Math.round(ms / HOUR)} h ago`;
  return `${Math.round(ms / DAY)} d ago`;
}

/** `07:30` on the same local day, else `Wed 07:30`. */
export function timeFrom(at: number, now: number, timeZone: string): string {
  const day = (instant: number) => format(instant, timeZone, { dateStyle: 'short' });
  return day(at) === day(now) ? time(at, timeZone) : `${weekday(at, timeZone)} ${time(at, timeZone)}`;
}
