import { AppError } from '../../errors.ts';

const BUSY = 5;
const LOCKED = 6;

/** SQLite's primary result codes (https://sqlite.org/rescode.html) that a person can mend. */
const SQLITE_FAULTS: Record<number, { code: string; sentence: (path: string) => string }> = {
  [BUSY]: {
    code: 'store/busy',
    sentence: (path) => `Another program keeps ${path} locked. Close database tools that have it open.`,
  },
  [LOCKED]: {
    code: 'store/busy',
    sentence: (path) => `Another program keeps ${path} locked. Close database tools that have it open.`,
  },
  8: { code: 'store/read-only', sentence: (path) => unwritable(path) },
  10: {
    code: 'store/disk-fault',
    sentence: (path) =>
      `The disk failed while ${path} was read or written. Check the disk, then restore a backup.`,
  },
  11: { code: 'store/corrupt', sentence: (path) => corrupt(path) },
  13: {
    code: 'store/disk-full',
    sentence: (path) => `The disk that holds ${path} is full. Make room; nothing stored so far is lost.`,
  },
  14: { code: 'store/unwritable', sentence: (path) => unwritable(path) },
  26: { code: 'store/corrupt', sentence: (path) => corrupt(path) },
};

function unwritable(path: string): string {
  return `The database file ${path} cannot be opened for writing. Give this user write access to it and its folder, or set DATABASE_URL to another place.`;
}

function corrupt(path: string): string {
  return `${path} is damaged or not a Sitrep database. Restore a backup, or set DATABASE_URL to another file.`;
}

function resultCodeOf(error: unknown): number | null {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null;
  // The low byte is the primary code, the rest says more about it.
  return typeof code === 'number' ? code & 0xff : null;
}

/** Whether another connection has the lock right now. */
export function isBusy(error: unknown): boolean {
  const code = resultCodeOf(error);
  return code === BUSY || code === LOCKED;
}

/** The fault as an AppError where a person can mend it, else as it is. */
export function explainSqliteFault(error: unknown, path: string): unknown {
  const fault = SQLITE_FAULTS[resultCodeOf(error) ?? -1];
  return fault ? new AppError(fault.code, fault.sentence(path), { cause: error }) : error;
}

/** `store/unwritable`: the folder of the database file cannot be made. */
export function explainFolderFault(error: unknown, path: string): AppError {
  return new AppError('store/unwritable', unwritable(path), { cause: error });
}

const POSTGRES_FAULTS: Record<string, { code: string; sentence: (place: string) => string }> = {
  '28P01': { code: 'store/refused', sentence: refused },
  '28000': { code: 'store/refused', sentence: refused },
  '3D000': {
    code: 'store/no-database',
    sentence: (place) =>
      `PostgreSQL has no database ${place}. Create it, or correct the name in DATABASE_URL.`,
  },
  '42501': {
    code: 'store/refused',
    sentence: (place) =>
      `The user of DATABASE_URL may not create tables in ${place}. Grant it that, or make it the owner.`,
  },
};

function refused(place: string): string {
  return `PostgreSQL at ${place} refused the user or password. Correct them in DATABASE_URL.`;
}

/** Five characters with a digit among them; the system's own codes (`ECONNREFUSED`, `EPIPE`) are not like that. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;

/**
 * A fault of the first contact with a server; `place` is host, port and database, never the user or password.
 * What the server itself reports (an SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html)
 * and is not in the table stays as it is.
 */
export function explainPostgresFault(error: unknown, place: string): unknown {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const fault = POSTGRES_FAULTS[code];
  if (fault) return new AppError(fault.code, fault.sentence(place), { cause: error });
  // Class 57 and 53: starting up, shutting down, no connection left.
  if (SQLSTATE.test(code) && !/^5[37]/.test(code)) return error;
  return new AppError(
    'store/unreachable',
    `PostgreSQL at ${place} does not answer. Start it, or correct the host and port in DATABASE_URL.`,
    { cause: error },
  );
}
