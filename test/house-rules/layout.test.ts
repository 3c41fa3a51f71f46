import { globSync, readFileSync } from 'node:fs';
import { dirname, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A folder with more files than this holds more than one idea. */
const MOST_FILES = 22;
/** Files that exactly one other imports: each is a door that a reader has to open. */
const MOST_DOORS = 110;

const files = globSync(['src/**/*.{ts,js}', 'commands/**/*.ts', 'config/**/*.ts']).map(normalize);
const code = files.filter((file) => !file.startsWith('config/'));

function importersOf(): Map<string, Set<string>> {
  const known = new Set(files);
  const importers = new Map<string, Set<string>>();
  for (const file of files)
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(
      /(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g,
    )) {
      const target = normalize(`${dirname(file)}/${specifier}`);
      if (known.has(target)) importers.set(target, (importers.get(target) ?? new Set()).add(file));
    }
  return importers;
}

describe('the layout', () => {
  it(`has no folder with more than ${MOST_FILES} files`, () => {
    const folders = Map.groupBy(code, (file) => dirname(file));
    const large = [...folders].filter(([, inside]) => inside.length > MOST_FILES);
    expect(large.map(([folder, inside]) => `${folder}: ${inside.length}`)).toEqual([]);
  });

  it(`has at most ${MOST_DOORS} files that exactly one other imports`, () => {
    const doors = [...importersOf()].filter(
      ([file, importers]) => importers.size === 1 && !/^(?:commands|config)\/|\/migrations\//.test(file),
    );
    expect(doors.length, doors.map(([file]) => file).join('\n')).toBeLessThanOrEqual(MOST_DOORS);
  });

  it('re-exports nothing: a name has one home', () => {
    const barrels = code.filter((file) =>
      /^export\s+(?:type\s+)?[{*][^;]*\bfrom\b/m.test(readFileSync(file, 'utf8')),
    );
    expect(barrels).toEqual([]);
  });

  it('is where CONTRIBUTING says that changes are made', () => {
    const [, section = ''] = readFileSync('CONTRIBUTING.md', 'utf8').split('## Where to change what');
    const paths = [
      ...(section.split('\n## ')[0]?.matchAll(/`((?:src|commands|config|test)\/[^`]+)`/g) ?? []),
    ];
    expect(paths.length).toBeGreaterThanOrEqual(5);
    expect(paths.map(([, path = '']) => path).filter((path) => globSync(path).length === 0)).toEqual([]);
  });
});
