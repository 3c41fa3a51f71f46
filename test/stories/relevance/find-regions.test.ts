import { describe, expect, it } from 'vitest';
import { countries, nameLanguages, unRegionOf } from '../../../config/regions.ts';
import { findRegions, regionName } from '../../../src/stories/relevance/find-regions.ts';

describe('findRegions', () => {
  it.each([
    ['by name', 'Talks between Ecuador and Peru resumed', ['EC', 'PE']],
    ['by demonym', 'A Norwegian envoy met Ethiopian officials', ['NO', 'ET']],
    ['by capital', 'Nairobi answered Kampala', ['KE', 'UG']],
    ['by leader', 'Macron called Erdoğan', ['FR', 'TR']],
    ['by leader without accents', 'Macron called Erdogan', ['FR', 'TR']],
    ['by place of conflict', 'Aid reached Tigray while the Donbas burned', ['ET', 'UA']],
    ['by possessive', "Israel's cabinet and Lebanon’s army", ['IL', 'LB']],
    ['by abbreviation in capitals', 'The US and the U.K. signed', ['US', 'GB']],
    ['by the longest name', 'South Sudan, Guinea-Bissau and Papua New Guinea', ['SS', 'GW', 'PG']],
    ['in a dateline', 'KYIV, 5 September - nothing else', ['UA']],
  ])('finds countries %s', (_, text, codes) => {
    expect(findRegions(text).codes).toEqual(codes);
  });

  it('puts the most mentioned first', () => {
    expect(findRegions('Chile spoke. Bolivia replied, and Bolivian miners cheered.').codes).toEqual([
      'BO',
      'CL',
    ]);
  });

  it.each([
    'let us go and cook a turkey',
    'She grew up on Rhode Island in New Jersey',
    'Michael Jordan watched the game',
    'Georgia lawmakers pass a school bill in Atlanta',
    'The cubans-style sandwich of an iranology fan',
    '',
  ])('finds no country in: %s', (text) => {
    expect(findRegions(text).codes.filter((code) => code !== 'US')).toEqual([]);
  });

  it('reads a shared name by its company', () => {
    expect(findRegions('Georgia recalls its envoy from Russia').codes).toEqual(['GE', 'RU']);
    expect(findRegions('Georgia and Alabama play on Saturday').codes).toEqual([]);
  });

  it('names bodies and the UN regions above countries', () => {
    const regions = findRegions('ASEAN leaders meet the EU; Vietnam and Thailand attend');
    expect(regions.bodies).toEqual(['ASEAN', 'EU']);
    expect(regions.unRegions.slice(0, 2)).toEqual(['South-eastern Asia', 'Asia']);
    expect(regions.unRegions).toContain('Europe');
  });

  it.each([
    ['fr', 'Le Royaume-Uni et les Émirats arabes unis'],
    ['de', 'Frankreich und die Vereinigten Staaten'],
    ['es', 'España y los Estados Unidos'],
    ['ru', 'Президент России прибыл в Китай'],
    ['uk', 'Україна та Польща'],
    ['ar', 'روسيا والصين'],
    ['hi', 'रूस और भारत'],
    ['zh', '俄罗斯总统访问朝鲜'],
    ['ja', 'ロシアと北朝鮮'],
    ['ko', '러시아는 우크라이나를'],
    ['tr', 'Rusya ve Almanya'],
    ['sv', 'Sverige och Frankrike'],
    ['pl', 'Niemcy i Ukraina'],
  ])('finds two countries in %s', (_, text) => {
    expect(findRegions(text).codes).toHaveLength(2);
  });

  it('finds almost every country by its name in every language listed', () => {
    expect(nameLanguages.length).toBeGreaterThanOrEqual(12);
    for (const language of nameLanguages) {
      const names = new Intl.DisplayNames(language, { type: 'region' });
      const missed = countries.filter(({ code }) => {
        const name = (names.of(code) ?? '').replace(/\s*[(（].*$/u, '');
        const { codes } = findRegions(name);
        return !codes.includes(code);
      });
      expect(missed.length, `${language}: ${missed.map(({ code }) => code).join(' ')}`).toBeLessThanOrEqual(
        12,
      );
    }
  });

  it('looks only at the start of an endless text', () => {
    expect(findRegions(`Norway ${'and so on '.repeat(200_000)} Sweden`).codes).toEqual(['NO']);
  });
});

describe('regionName', () => {
  it('gives name and flag', () => {
    expect(regionName('KP')).toEqual({ name: 'North Korea', flag: '🇰🇵' });
    expect(regionName('CD').name).toBe('DR Congo');
    expect(regionName('Western Asia')).toEqual({ name: 'Western Asia', flag: '' });
  });
});

describe('config/regions', () => {
  it('puts every country in a known UN subregion, once', () => {
    const codes = countries.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThanOrEqual(195);
    for (const { code, within } of countries) {
      if (code !== 'AQ') expect(unRegionOf[within], code).toBeDefined();
    }
  });
});
