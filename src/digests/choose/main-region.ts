import { countries, unRegionOf } from '../../../config/regions.ts';
import type { Story } from '../../model/story.ts';

const withinOf = new Map(countries.map(({ code, within }) => [code, within]));

/** The UN subregion that a story is about most: that of its first country, else the first one it names; null without any. */
export function mainRegion({ regions }: Pick<Story, 'regions'>): string | null {
  for (const region of regions) {
    const within = withinOf.get(region);
    if (within) return within;
  }
  return regions.find((region) => region in unRegionOf) ?? regions[0] ?? null;
}
