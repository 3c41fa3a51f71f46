/** How the two databases differ, as data; everything else is one implementation. */
export type Flavour = {
  name: 'sqlite' | 'postgres';
  /**
   * Whether a transaction has to lock the rows it is about to change. PostgreSQL runs transactions side by side;
   * in SQLite each one has the whole file to itself from `BEGIN IMMEDIATE` on, and there is no syntax for it.
   */
  locksRows: boolean;
  /**
   * Whether a named lock keeps other processes out of a transaction that no row lock can guard, because the row
   * is not there yet (migrations, the identity of new articles). SQLite needs none, for the same reason.
   */
  locksNames: boolean;
  /** Whether a commit waits for the disk on our event loop, some ms each time; a server does it on its own. */
  syncsInProcess: boolean;
  /** SQLSTATEs after which the whole transaction is to be tried again (40P01 deadlock, 40001 serialisation). */
  retryCodes: readonly string[];
};

export const SQLITE: Flavour = {
  name: 'sqlite',
  locksRows: false,
  locksNames: false,
  syncsInProcess: true,
  retryCodes: [],
};

export const POSTGRES: Flavour = {
  name: 'postgres',
  locksRows: true,
  locksNames: true,
  syncsInProcess: false,
  retryCodes: ['40P01', '40001'],
};
