/** What is kept of an article's text to compare later ones with; null where it was stored before, or its title changed since. */
export const READINGS: readonly string[] = ['alter table articles add column reading_json text'];
