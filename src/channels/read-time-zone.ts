import { AppError } from '../errors.ts';
import { nearest } from '../nearest.ts';

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
