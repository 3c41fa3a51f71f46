import { presets } from '../../config/presets.ts';
import { countries, displayNames, unRegionOf } from '../../config/regions.ts';
import { topics } from '../../config/topics.ts';

const englishNames = new Intl.DisplayNames('en', { type: 'region' });
const topicNames = new Map(topics.map(({ id, name }) => [id, name.toLowerCase()]));

/** The English name of a country code; UN regions are names already. */
export const regionName = (region: string): string =>
  /^[A-Z]{2}$/.test(region) ? (displayNames[region] ?? englishNames.of(region) ?? region) : region;

/** A topic's name as it stands within a sentence; an unknown id is its own name. */
export const topicName = (id: string): string => topicNames.get(id) ?? id;

/** The names by which people choose, as they are shown; `readNames` and `readTimeZone` read each of them back. */
export const CHOOSABLE_NAMES = {
  preset: presets.map(({ name }) => name),
  region: [
    ...new Set([
      ...presets.filter(({ filter }) => filter.regions).map(({ name }) => name),
      ...Object.values(unRegionOf),
      ...Object.keys(unRegionOf),
      ...countries.map(({ code }) => regionName(code)),
    ]),
  ],
  topic: topics.map(({ name }) => name),
  zone: ['UTC', ...Intl.supportedValuesOf('timeZone')],
} as const;
