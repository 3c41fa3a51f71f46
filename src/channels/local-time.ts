import { AppError } from '../errors.ts';
import { nearest } from '../nearest.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a format takes far longer than using it, and a round asks for many channels of few zones.
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

/** Day (`2026-03-29`) and minutes from midnight on the clocks of an IANA zone at an instant, epoch ms. */
export function localTime(at: number, timeZone: string): { day: string; minute: number } {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const simple = (name: string): string => name.toLowerCase().replaceAll(/[\s_]+/g, '_');
const byName = new Map(zones.map((zone) => [simple(zone), zone]));
const cityOf = (zone: string): string => simple(zone.split('/').at(-1) ?? zone);

/** Zones that a typed name may have meant, at most three. */
function suggest(typed: string): string[] {
  const name = simple(typed);
  const sameCity = zones.filter((zone) => cityOf(zone) === cityOf(name));
  if (sameCity.length > 0) return sameCity.slice(0, 3);
  const near = nearest(name, [...byName.keys()]) ?? nearest(cityOf(name), zones.map(cityOf));
  const nearby = zones.filter((zone) => simple(zone) === near || cityOf(zone) === near);
  const within = name.length > 2 ? zones.filter((zone) => simple(zone).includes(name)) : [];
  return [...new Set([...nearby, ...within])].slice(0, 3);
}

/** Older names that the runtime still knows, such as `Asia/Calcutta`; no offsets and no abbreviations, which know no summer. */
function isKnown(typed: string): boolean {
  if (!/^[a-z_]+(\/[a-z0-9_+-]+)+$/i.test(typed) || /^etc\//i.test(typed)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: typed }));
  } catch {
    return false;
  }
}

/**
 * Reads an IANA zone, in any case and with spaces for underscores: `america/new york` -> `America/New_York`.
 * Throws AppError `channel/unknown-zone` with zones that may have been meant.
 */
export function readTimeZone(typed: string): string {
  const name = typed.trim();
  const known = byName.get(simple(name));
  if (known) return known;
  if (isKnown(name)) return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  const near = suggest(name);
  const hint =
    near.length > 0
      ? `Did you mean ${near.join(' or ')}?`
      : 'Write it as continent and city, for example Europe/Berlin.';
  throw new AppError('channel/unknown-zone', `There is no time zone "${name.slice(0, 60)}". ${hint}`);
}
