import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkJsonSchema } from './check-json-schema.ts';

type Schema = Readonly<Record<string, unknown>>;

const FILE = join(
  process.env['SITREP_SPECS_DIR'] ?? resolve(import.meta.dirname, '../../../shared/specs'),
  'discord-openapi.json',
);

/** Whether Discord's API description is here; without it the stand-in checks its own limits alone. */
export const hasDiscordSchema = existsSync(FILE);

let document: Schema | undefined;

/** What the API description says against a request's body, by the name of its schema; nothing without the description. */
export function checkDiscordSchema(name: string, body: unknown): string[] {
  if (!hasDiscordSchema) return [];
  document ??= JSON.parse(readFileSync(FILE, 'utf8')) as Schema;
  return checkJsonSchema(body, { $ref: `#/components/schemas/${name}` }, document, name);
}
