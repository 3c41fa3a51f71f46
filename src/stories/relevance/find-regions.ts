import { relevanceTuning } from '../../../config/relevance-tuning.ts';
import {
  ambiguousNames,
  areas,
  bodies,
  countries,
  displayNames,
  nameLanguages,
  notNames,
  notPlaces,
  unRegionOf,
} from '../../../config/regions.ts';
import {
  buildPhraseIndex,
  findPhrases,
  foldWord,
  type PhraseMatch,
  readWords,
  type Words,
} from './phrase-index.ts';

export type Regions = {
  /** ISO 3166-1 alpha-2, most mentioned first; equal counts in order of mention. */
  codes: string[];
  /** United Nations subregions and the regions above them, most mentioned first. */
  unRegions: string[];
  /** Alliances and international bodies by id (`NATO`, `EU`), most mentioned first. */
  bodies: string[];
};

/** What a phrase stands for; `by` tells a leader, office or army from the country's own names. */
export type Place =
  | { kind: 'country'; code: string; by: 'name' | 'leader' }
  | { kind: 'ambiguous'; code: string; beside: readonly string[] }
  | { kind: 'body'; id: string; within: readonly string[] }
  | { kind: 'area'; within: readonly string[] }
  | { kind: 'nothing' };

const subregionOf = new Map(countries.map(({ code, within }) => [code, within]));
const bodyIds = new Set(bodies.map(({ id }) => id));
const englishNames = new Intl.DisplayNames('en', { type: 'region' });
const placeIndex = buildPhraseIndex(listPlaces());

/**
 * Countries, UN regions and international bodies that a text (plain, any of `nameLanguages`) names as whole words:
 * by name, demonym, capital, leader or place. Looks at the first `maxRegionCharacters` characters. Never throws.
 */
export function findRegions(text: string): Regions {
  return findRegionsIn(readWords(text, relevanceTuning.maxRegionCharacters));
}

/** The places that words name, in order of mention. */
export function findPlaces(words: Words): PhraseMatch<Place>[] {
  return findPhrases(placeIndex, words);
}

/** `findRegions` over words already split. */
export function findRegionsIn(words: Words): Regions {
  const places = findPlaces(words).map(({ value }) => value);
  const counts = {
    codes: new Map<string, number>(),
    within: new Map<string, number>(),
    bodies: new Map<string, number>(),
  };
  const certain = new Set<string>();
  for (const place of places) {
    if (place.kind === 'country') certain.add(place.code);
    if (place.kind === 'body') certain.add(place.id);
  }
  for (const place of places) {
    if (
      place.kind === 'country' ||
      (place.kind === 'ambiguous' && place.beside.some((key) => certain.has(key)))
    ) {
      count(counts.codes, place.code);
      countWithin(counts.within, subregionOf.get(place.code) ?? '');
    } else if (place.kind === 'body' || place.kind === 'area') {
      if (place.kind === 'body') count(counts.bodies, place.id);
      for (const name of place.within) countWithin(counts.within, name);
    }
  }
  return { codes: ranked(counts.codes), unRegions: ranked(counts.within), bodies: ranked(counts.bodies) };
}

/** Whether an id of `findRegions` is that of an alliance or international body. */
export const isBody = (id: string): boolean => bodyIds.has(id);

/** English display name and flag of an ISO 3166-1 alpha-2 code; a UN region's or body's name is its own, without flag. */
export function regionName(code: string): { name: string; flag: string } {
  if (!/^[A-Z]{2}$/.test(code) || !subregionOf.has(code)) return { name: code, flag: '' };
  const name = displayNames[code] ?? englishNames.of(code) ?? code;
  const flag = String.fromCodePoint(0x1f1e6 + code.charCodeAt(0) - 65, 0x1f1e6 + code.charCodeAt(1) - 65);
  return { name, flag };
}

function* listPlaces(): Generator<readonly [string, Place]> {
  for (const phrase of notPlaces.split('|')) yield [phrase, { kind: 'nothing' }];
  for (const { name, code, beside } of ambiguousNames)
    yield [name, { kind: 'ambiguous', code, beside: beside.split('|') }];
  for (const { id, names, within } of bodies) {
    for (const name of names.split('|')) yield [name, { kind: 'body', id, within: within?.split('|') ?? [] }];
  }
  for (const { names, within } of areas) {
    for (const name of names.split('|')) yield [name, { kind: 'area', within: [within] }];
  }
  for (const { code, also, people, capital, leaders, places } of countries) {
    for (const column of [also, people, capital, places]) {
      for (const name of column?.split('|') ?? []) yield [name, { kind: 'country', code, by: 'name' }];
    }
    for (const name of leaders?.split('|') ?? []) yield [name, { kind: 'country', code, by: 'leader' }];
  }
  yield* listNamesAbroad();
}

function* listNamesAbroad(): Generator<readonly [string, Place]> {
  const excluded = new Set(notNames.split('|').map(foldWord));
  for (const language of nameLanguages) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const { code } of countries) {
      // Locale data adds a second name in brackets: "Myanmar (Birmanie)".
      const name = names.of(code)?.replace(/\s*[(（].*$/u, '') ?? '';
      if (name !== '' && !excluded.has(foldWord(name))) yield [name, { kind: 'country', code, by: 'name' }];
    }
  }
}

function countWithin(counts: Map<string, number>, name: string): void {
  if (name === '') return;
  count(counts, name);
  const above = unRegionOf[name];
  if (above !== undefined) count(counts, above);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Map order is order of mention and the sort is stable. */
function ranked(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
}
