import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envExample } from './describe-settings.ts';
import { withSettingsTable } from './write-docs.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'DECISIONS.md', 'CHANGELOG.md'];

describe('documents', () => {
  it('.env.example is the schema', () => {
    expect(read('.env.example')).toBe(envExample());
  });

  it('the README lists the settings of the schema', () => {
    const readme = read('README.md');
    expect(readme).toContain('<!-- settings -->');
    expect(withSettingsTable(readme)).toBe(readme);
  });

  it.each(DOCUMENTS)('%s names only files that exist', (document) => {
    const named = [
      ...read(document).matchAll(/(?:`|\]\()((?:src|commands|config|test|bin|\.ci)\/[\w./*-]+?)(?:`|\))/g),
    ].map(([, path]) => path ?? '');
    expect(named.filter((path) => !/[*]|NAME/.test(path) && !existsSync(path))).toEqual([]);
  });

  it.each(DOCUMENTS)('%s names only npm scripts that exist', (document) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(document).matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
