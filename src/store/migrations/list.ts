import { START_TABLES } from './0001-start.ts';
import { FEED_NOTICES } from './0002-feed-notices.ts';

export type Migration = { name: string; statements: readonly string[] };

/** In order; a migration that was released is never changed, what it lacks comes in a later one. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-start', statements: START_TABLES },
  { name: '0002-feed-notices', statements: FEED_NOTICES },
];
