import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../../shared/eval', import.meta.url));

/** Where the reference data is, or null where it is not present. */
export const evalDir: string | null =
  [process.env['SITREP_EVAL_DIR'], beside].find(
    (dir): dir is string => dir !== undefined && existsSync(dir),
  ) ?? null;

/** For `describe.skipIf`: the reason stands in the suite's name. */
export const orSkipped = (name: string) =>
  evalDir ? name : `${name} [skipped: reference data not present, set SITREP_EVAL_DIR]`;

export function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}
