import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMonth } from './month/any-month.ts';
import { liveAMonth } from './month/live-a-month.ts';
import { makePgliteDatabase, makeSqliteFile } from './month/open-database.ts';

/** What is not shrunk is told by its seed; `npm run test:long -- --of months` lives through many more. */
async function liveMonths(make: typeof makeSqliteFile, numRuns: number): Promise<number> {
  let articles = 0;
  const oneMonth = fc.asyncProperty(anyMonth, async (month) => {
    const { open, remove } = await make();
    try {
      articles += await liveAMonth(open, month);
    } finally {
      await remove();
    }
  });
  await fc.assert(oneMonth, { numRuns, endOnFailure: true });
  return articles;
}

// A month in which nothing is read would prove nothing.
describe("a month of a feed's life, with a restart at every check", () => {
  it('stores each article once, and never two articles as one', async () => {
    expect(await liveMonths(makeSqliteFile, 8)).toBeGreaterThan(50);
  });

  it('does so on PostgreSQL too', async () => {
    expect(await liveMonths(makePgliteDatabase, 2)).toBeGreaterThan(5);
  });
});
