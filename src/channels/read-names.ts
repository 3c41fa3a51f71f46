import { outlets } from '../../config/outlets.ts';
import { presets } from '../../config/presets.ts';
import { areas, countries, displayNames, unRegionOf } from '../../config/regions.ts';
import { topics } from '../../config/topics.ts';
import { AppError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { foldWords } from '../language/cut-words.ts';

const fold = (name: string): string => foldWords(name).join(' ');

/** What names stand for, by the folded name. */
type NameTable = ReadonlyMap<string, readonly string[]>;

const englishNames = new Intl.DisplayNames('en', { type: 'region' });

function* listCountryNames(): Generator<readonly [string, readonly string[]]> {
  for (const { code, also } of countries) {
    const names = [code, displayNames[code] ?? '', englishNames.of(code) ?? '', ...(also?.split('|') ?? [])];
    for (const name of names) yield [fold(name), [code]];
  }
}

function* listRegionNames(): Generator<readonly [string, readonly string[]]> {
  for (const { names, within } of areas) for (const name of names.split('|')) yield [fold(name), [within]];
  for (const name of [...Object.keys(unRegionOf), ...Object.values(unRegionOf)]) yield [fold(name), [name]];
  yield* listCountryNames();
  // A preset's name stands for its regions: news counts Iran and Egypt to the Middle East, the United Nations do not.
  for (const { name, filter } of presets) if (filter.regions) yield [fold(name), filter.regions];
}

const regionTable: NameTable = new Map(listRegionNames());
const countryTable: NameTable = new Map(listCountryNames());
const topicTable: NameTable = new Map(
  topics.flatMap(({ id, name }) => [[fold(id), [id]] as const, [fold(name), [id]] as const]),
);
const outletTable: NameTable = new Map(
  outlets.flatMap(({ name, family }) => [[fold(family), [family]] as const, [fold(name), [name]] as const]),
);
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
const languageTable: NameTable = new Map(
  LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).flatMap((code) => {
    const name = languageNames.of(code);
    return name ? [[code, [code]] as const, [fold(name), [code]] as const] : [];
  }),
);

const KINDS = {
  region: { table: regionTable, noun: 'country or region', example: 'Iran, Middle East, Europe' },
  country: { table: countryTable, noun: 'country', example: 'Germany, India' },
  topic: {
    table: topicTable,
    noun: 'topic',
    example: topics
      .slice(0, 4)
      .map(({ id }) => id)
      .join(', '),
  },
  outlet: { table: outletTable, noun: 'known outlet', example: 'BBC, Reuters' },
  language: { table: languageTable, noun: 'language', example: 'en, fr' },
} as const;

/**
 * Reads a list of names parted by commas, in any case and with or without accents, e.g. `iran, middle east`: codes and
 * names as a filter has them, each once. Throws AppError `channel/unknown-name` with what is near, or an example.
 */
export function readNames(kind: keyof typeof KINDS, typed: string): string[] {
  const { table, noun, example } = KINDS[kind];
  const names = typed
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length === 0) throw unknown(`Name a ${noun}`, `, for example: ${example}.`);
  return [
    ...new Set(
      names.flatMap((name) => {
        const found = table.get(fold(name));
        if (found) return found;
        const near = nearest(
          fold(name),
          [...table.keys()].filter((known) => known.length > 2),
        );
        const hint = near ? ` Did you mean "${near}"?` : ` For example: ${example}.`;
        throw unknown(`There is no ${noun} "${name.slice(0, 60)}".`, hint);
      }),
    ),
  ];
}

const unknown = (problem: string, hint: string) => new AppError('channel/unknown-name', `${problem}${hint}`);
