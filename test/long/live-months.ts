import * as fc from 'fast-check';
import { anyMonth } from '../feeds/month/any-month.ts';
import { liveAMonth } from '../feeds/month/live-a-month.ts';
import { makeSqliteFile } from '../feeds/month/open-database.ts';

/** Lives through one month that follows from `seed`; says how many articles it held, throws what went wrong. */
export async function liveMonth(seed: number): Promise<string> {
  const [month] = fc.sample(anyMonth, { seed, numRuns: 1 });
  if (!month) throw new Error('no month was made');
  const { open, remove } = await makeSqliteFile();
  try {
    const articles = await liveAMonth(open, month);
    const { format, guids, hasSharedLink } = month.habits;
    const link = hasSharedLink ? ', a shared link' : '';
    return `${month.days.length} checks of ${format} with ids ${guids}${link}: ${articles} articles, each stored once`;
  } finally {
    await remove();
  }
}
