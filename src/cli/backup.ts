import { dirname, join } from 'node:path';
import { AppError } from '../errors.ts';
import { backUpFile } from '../store/engine/back-up-file.ts';

/**
 * `sitrep backup [FILE]`: a copy of the database file while the bot runs; without a name beside the database, named by
 * the instant (UTC). Opens nothing else, so that it also serves before an upgrade. Throws AppError with what to do.
 */
export function backUp(
  databaseUrl: string,
  file: string | undefined,
  { now, print }: { now: number; print: (line: string) => void },
): void {
  if (!databaseUrl.startsWith('sqlite:'))
    throw new AppError(
      'backup/server',
      'This database is PostgreSQL, whose own tool backs it up while Sitrep runs: pg_dump --format=custom --file=sitrep.dump "$DATABASE_URL". pg_restore brings it back.',
    );
  const source = databaseUrl.slice('sqlite:'.length);
  if (source === ':memory:')
    throw new AppError('backup/memory', 'This database is in memory only; there is no file to back up.');
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const backup = backUpFile(source, file ?? join(dirname(source), `sitrep-${stamp}.db`));
  const size = (backup.bytes / 1_000_000).toFixed(1);
  print(`Written to ${backup.path}: ${backup.stories} stories, ${size} MB, checked.`);
  print(
    `To restore it: stop Sitrep, delete ${source}-wal and ${source}-shm, put the copy in the place of ${source}.`,
  );
}
