import type { Flavour } from '../flavour.ts';
import { START_TABLES } from './0001-start.ts';
import { FEED_NOTICES } from './0002-feed-notices.ts';
import { CHANNEL_WISHES } from './0003-channel-wishes.ts';
import { SEARCH } from './0004-search.ts';
import { CLEAN_UP } from './0005-clean-up.ts';
import { ALERTS } from './0006-alerts.ts';
import { SUMMARY_CACHE } from './0007-summary-cache.ts';
import { INSTALLATIONS } from './0008-installations.ts';
import { MARKS } from './0009-marks.ts';
import { CLAIMING } from './0010-claiming.ts';
import { PAGES } from './0011-pages.ts';
import { DISPUTES } from './0012-disputes.ts';
import { UNTOLD } from './0013-untold.ts';
import { READINGS } from './0014-readings.ts';

type Statements = readonly string[];

/** Statements that both databases take, or each its own. */
export type Migration = {
  name: string;
  statements: Statements | Readonly<Record<Flavour['name'], Statements>>;
};

/** In order; a migration that was released is never changed, what it lacks comes in a later one. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-start', statements: START_TABLES },
  { name: '0002-feed-notices', statements: FEED_NOTICES },
  { name: '0003-channel-wishes', statements: CHANNEL_WISHES },
  { name: '0004-search', statements: SEARCH },
  { name: '0005-clean-up', statements: CLEAN_UP },
  { name: '0006-alerts', statements: ALERTS },
  { name: '0007-summary-cache', statements: SUMMARY_CACHE },
  { name: '0008-installations', statements: INSTALLATIONS },
  { name: '0009-marks', statements: MARKS },
  { name: '0010-claiming', statements: CLAIMING },
  { name: '0011-pages', statements: PAGES },
  { name: '0012-disputes', statements: DISPUTES },
  { name: '0013-untold', statements: UNTOLD },
  { name: '0014-readings', statements: READINGS },
];
