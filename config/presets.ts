import type { StoryFilter } from '../src/model/channel.ts';

/**
 * Ready-made filters, named as the forms show them. Regions are UN subregions and regions, topics are ids of
 * `config/topics.ts`. Importance floors keep a wide preset to what most readers would miss.
 */
export type Preset = { id: string; name: string; says: string; filter: Partial<StoryFilter> };

/** States that the United Nations counts to other regions and news counts to the Middle East. */
const MIDDLE_EAST = ['Western Asia', 'IR', 'EG'];

export const presets: readonly Preset[] = [
  { id: 'world', name: 'World', says: 'the weightiest stories from everywhere', filter: {} },
  {
    id: 'europe',
    name: 'Europe',
    says: 'Europe with Russia and Turkey',
    filter: { regions: ['Europe', 'TR'] },
  },
  {
    id: 'middle-east',
    name: 'Middle East',
    says: 'from Egypt and Turkey to Iran and Yemen',
    filter: { regions: MIDDLE_EAST },
  },
  {
    id: 'indo-pacific',
    name: 'Indo-Pacific',
    says: 'South, East and South-East Asia, Australia and the Pacific',
    filter: {
      regions: ['Eastern Asia', 'South-eastern Asia', 'IN', 'PK', 'BD', 'LK', 'NP', 'MV', 'Oceania'],
    },
  },
  {
    id: 'africa',
    name: 'Africa',
    says: 'Africa, north and south of the Sahara',
    filter: { regions: ['Africa'] },
  },
  {
    id: 'americas',
    name: 'Americas',
    says: 'North, Central and South America',
    filter: { regions: ['Americas'] },
  },
  {
    id: 'sanctions-trade',
    name: 'Sanctions & trade',
    says: 'sanctions, tariffs and trade between states',
    filter: { topics: ['sanctions', 'trade'] },
  },
  {
    id: 'nuclear',
    name: 'Nuclear',
    says: 'nuclear weapons, enrichment and inspections',
    filter: { topics: ['nuclear'] },
  },
  { id: 'cyber', name: 'Cyber', says: 'attacks and espionage by computer', filter: { topics: ['cyber'] } },
];
