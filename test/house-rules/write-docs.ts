import { readFileSync, writeFileSync } from 'node:fs';
import { envExample, settingsTable } from './describe-settings.ts';

/** Writes what the documents repeat from the schema (`npm run docs`); a test fails when they differ. */
export function withSettingsTable(readme: string): string {
  return readme.replace(
    /(<!-- settings -->\n)[\s\S]*?(<!-- \/settings -->)/,
    (_all, start: string, end: string) => `${start}\n${settingsTable()}\n\n${end}`,
  );
}

if (import.meta.main) {
  writeFileSync('.env.example', envExample());
  writeFileSync('README.md', withSettingsTable(readFileSync('README.md', 'utf8')));
}
