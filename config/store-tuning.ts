/** Product numbers of the store, each with its reason. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * A claim older than this is free though its instance lives: the work threw before it stored an outcome.
 * Every step has a deadline far below it (a page 15 s, a model call about a minute).
 */
export const CLAIM_MAX_MS = 10 * MINUTE;

/** SQLite waits for another process's lock on the event loop: long enough for one commit, too short to be felt. */
export const SQLITE_BUSY_MS = 50;

/** Between two tries for SQLite's write lock, when the short wait was not enough; this wait blocks nothing. */
export const SQLITE_RETRY_MS = 20;

/** Someone who holds the file's write lock this long (a database tool, a stuck backup) is reported, not waited for. */
export const SQLITE_GIVE_UP_MS = 30 * SECOND;

/** Prepared statements kept: the store has about a hundred queries. */
export const SQLITE_STATEMENTS = 200;

/** After so long on SQLite and what is made of it sockets have their turn: an acknowledgement takes a handful of turns. */
export const SQLITE_TURN_MS = 5;

/** Polls that end within so long share a transaction, which costs as much as several of them; nobody waits for one. */
export const POLLS_GATHER_MS = 4;

/** PostgreSQL connections an instance opens at most; its steps rarely have more queries under way at once. */
export const POSTGRES_CONNECTIONS = 8;

/** A server that does not answer by then is reported as unreachable. */
export const POSTGRES_CONNECT_MS = 10 * SECOND;

/** A transaction of a machine that vanished is ended by the server after this; ours never idle in one. */
export const POSTGRES_IDLE_TRANSACTION_MS = 30 * SECOND;

/** PostgreSQL may end one of two transactions that wait for each other; it then succeeds on a second try. */
export const TRANSACTION_TRIES = 4;

/** Platforms deliver an interaction again within minutes; a day is generous. */
export const DELIVERY_MEMORY_MS = 24 * 60 * MINUTE;

/** Rows of instances on other machines are cleared this long after their last beat. */
export const INSTANCE_MEMORY_MS = 24 * 60 * MINUTE;

/** Values in one statement: SQLite takes 32,766 and PostgreSQL 65,535 parameters, rows have up to 25. */
export const ROWS_PER_STATEMENT = 500;

/**
 * A hold unused for this long passes to whoever asks, longer than any work under it can take: pages of a host are read
 * one at a time within 15 s each, a poll takes 20 s, a send 8 s.
 */
export const HOLD_IDLE_MS = 5 * MINUTE;
