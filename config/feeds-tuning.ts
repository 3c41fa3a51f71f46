/** Numbers of fetching, parsing and reading, each with its reason. */

/** Browsers allow 20; feeds that need more than five are loops or traps. */
export const MAX_REDIRECTS = 5;

/** A server that takes longer to accept a connection will not answer in time either. */
export const CONNECT_TIMEOUT_MS = 10_000;
