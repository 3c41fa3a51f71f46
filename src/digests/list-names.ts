import { presets } from '../../config/presets.ts';
import { countries, displayNames, unRegionOf } from '../../config/regions.ts';
import { topics } from '../../config/topics.ts';

const englishNames = new Intl.DisplayNames('en', { type: 'region' });

/** The names by which people choose, as they are shown; `readNames` and `readTimeZone` read each of them back. */
export const CHOOSABLE_NAMES = {
  preset: presets.map(({ name }) => name),
  region: [
    ...new Set([
      ...presets.filter(({ filter }) => filter.regions).map(({ name }) => name),
      ...Object.values(unRegionOf),
      ...Object.keys(unRegionOf),
      ...countries.map(({ code }) => displayNames[code] ?? englishNames.of(code) ?? code),
    ]),
  ],
  topic: topics.map(({ name }) => name),
  zone: ['UTC', ...Intl.supportedValuesOf('timeZone')],
} as const;
