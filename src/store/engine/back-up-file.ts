import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../errors.ts';
import { explainFolderFault, explainSqliteFault } from './explain-fault.ts';

export type Backup = { path: string; bytes: number; stories: number };

/**
 * Copies a SQLite file as it is at this instant, while others read and write it (`VACUUM INTO`,
 * https://sqlite.org/lang_vacuum.html), and checks the copy. The target appears whole or not at all; only this user may
 * read it. Throws AppError: `backup/no-database`, `backup/exists`, `backup/damaged`, or the store's own codes.
 */
export function backUpFile(source: string, target: string): Backup {
  const [from, to] = [resolve(source), resolve(target)];
  if (!existsSync(from))
    throw new AppError(
      'backup/no-database',
      `There is no database at ${from} yet. Start Sitrep once, then back it up.`,
    );
  if (existsSync(to))
    throw new AppError('backup/exists', `${to} is there already. Name another file, or move that one away.`);
  try {
    mkdirSync(dirname(to), { recursive: true });
  } catch (error) {
    throw explainFolderFault(error, to);
  }
  const part = `${to}.part`;
  rmSync(part, { force: true });
  try {
    copy(from, part);
    const stories = check(part);
    chmodSync(part, 0o600);
    renameSync(part, to);
    return { path: to, bytes: statSync(to).size, stories };
  } finally {
    rmSync(part, { force: true });
  }
}

function copy(from: string, to: string): void {
  try {
    const database = new DatabaseSync(from, { readOnly: true });
    try {
      database.prepare('vacuum into ?').run(to);
    } finally {
      database.close();
    }
  } catch (error) {
    throw explainSqliteFault(error, from);
  }
}

/** Returns how many stories the copy holds. */
function check(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const verdict = Object.values(database.prepare('pragma quick_check').get() ?? {})[0];
    if (verdict !== 'ok')
      throw new AppError(
        'backup/damaged',
        `The database is damaged (${String(verdict)}), so no backup was written. Restore an earlier one.`,
      );
    return Number(database.prepare('select count(*) as count from stories').get()?.['count']);
  } finally {
    database.close();
  }
}
