import { DAY } from '../clock.ts';
import { localTime } from '../channels/local-time.ts';
import type { SpendReport } from '../model/archive.ts';
import type { Store } from '../store/store.ts';

type Parts = {
  store: Pick<Store, 'archive'>;
  clock: { now(): number };
  timeZone: string;
  budgetUsd: number | null;
  summariser: string;
};

const SHOWN_DAYS = 30;

/** What models cost a day of the operator's zone, over the last days and this month. */
export function createReportSpend({ store, clock, timeZone, budgetUsd, summariser }: Parts) {
  return async (): Promise<SpendReport> => {
    const now = clock.now();
    const dayOf = (at: number) => localTime(at, timeZone).day;
    const hours = await store.archive.spendByHour(now - (SHOWN_DAYS + 1) * DAY);
    const names = new Set(Array.from({ length: SHOWN_DAYS }, (_, ago) => dayOf(now - ago * DAY)));
    const days = [...names].sort().map((day) => {
      const own = hours.filter(({ hour }) => dayOf(hour) === day);
      const sum = (read: (one: (typeof own)[number]) => number) =>
        own.reduce((all, one) => all + read(one), 0);
      return {
        day,
        costUsd: sum((one) => one.costUsd),
        calls: sum((one) => one.calls),
        cacheHits: sum((one) => one.cacheHits),
        tokensIn: sum((one) => one.tokensIn),
        tokensOut: sum((one) => one.tokensOut),
      };
    });
    const month = dayOf(now).slice(0, 7);
    const ofMonth = hours.filter(({ hour }) => dayOf(hour).startsWith(month));
    const monthUsd = ofMonth.reduce((all, { costUsd }) => all + costUsd, 0);
    return { timeZone, days, monthUsd, budgetUsd, summariser };
  };
}
