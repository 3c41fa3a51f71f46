import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/clock.ts';
import { createBudget } from '../../../src/summaries/model/budget.ts';
import { costOf, parsePrices, priceOf } from '../../../src/summaries/model/price-models.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { closeStandIns, openLedger } from '../../support/scripted-model.ts';

afterEach(closeStandIns);

const price = { inUsd: 0.1, outUsd: 0.5 };
/** With `price`, 0.3 US dollars. */
const CALL = { tokensIn: 1_000_000, tokensOut: 400_000 };
const SPENT = expect.objectContaining({ code: 'summaries/budget-spent' }) as Error;

async function setUp(dailyUsd: number | null, timeZone = 'UTC') {
  const clock = createManualClock();
  const store = await openLedger(clock);
  const create = () =>
    createBudget({ dailyUsd, price, model: 'm', ledger: store.modelCalls, timeZone, clock });
  return { clock, store, create, budget: create() };
}

describe('the budget', () => {
  it('counts calls in hand, so that several at once cannot pass it together', async () => {
    const { budget, create } = await setUp(1);
    // Two more processes on the same database.
    const budgets = [budget, create(), create()];
    const begun = await Promise.allSettled(
      Array.from({ length: 9 }, (_, at) => budgets[at % 3]!.begin(CALL)),
    );
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    await expect(budget.begin(CALL)).rejects.toEqual(SPENT);
  });

  it('gives back what a call did not use, and all of one that was not taken', async () => {
    const { budget, store } = await setUp(0.4);
    expect(await (await budget.begin(CALL)).settle({ tokensIn: 500_000, tokensOut: 0 })).toBeCloseTo(0.05);
    await (await budget.begin(CALL)).takeBack();
    await budget.begin(CALL);
    expect(await store.modelCalls.spendSince(0)).toMatchObject({ calls: 2, tokensIn: 1_500_000 });
  });

  it('begins anew with the local day, not with that of UTC', async () => {
    const { budget, clock } = await setUp(0.3, 'Asia/Kathmandu');
    const midnight = Date.UTC(2030, 0, 1, 18, 15);
    clock.advance(midnight - 1 - clock.now());
    await budget.begin(CALL);
    await expect(budget.begin(CALL)).rejects.toEqual(SPENT);
    clock.advance(1);
    await budget.begin(CALL);
    clock.advance(DAY - HOUR);
    await expect(budget.begin(CALL)).rejects.toEqual(SPENT);
  });

  it('without a limit is always open', async () => {
    const { budget } = await setUp(null);
    await budget.begin({ tokensIn: 1e12, tokensOut: 1e12 });
    await budget.begin(CALL);
  });

  it('of a model of unknown price is refused at the start', async () => {
    const { store, clock } = await setUp(null);
    const parts = { model: 'm', ledger: store.modelCalls, timeZone: 'UTC', clock };
    expect(() => createBudget({ dailyUsd: 1, price: null, ...parts })).toThrow(/price of OPENAI_MODEL/u);
  });
});

describe('prices', () => {
  it.each(['0.10,0.50', '$0.10, $0.50', '0.10 0.50'])('are read: %s', (text) => {
    expect(parsePrices(text)).toEqual({ model: price, witness: null });
  });

  it.each(['', '1', 'a,b', '1,2,3', '-1,2', '0.10;x'])('are refused with the fix: %j', (text) => {
    expect(() => parsePrices(text)).toThrow(/OPENAI_PRICES/u);
  });

  it('are found for a model with its provider and date', () => {
    expect(priceOf('openai/gpt-6-luna-2026-09-22', null)).toEqual(price);
    expect(priceOf('home-made', null)).toBeNull();
    expect(priceOf('home-made', price)).toBe(price);
  });

  it('give the cost of a call', () => {
    expect(costOf(price, { tokensIn: 1_000_000, tokensOut: 2_000_000 })).toBeCloseTo(1.1);
    expect(costOf(null, CALL)).toBeNull();
  });
});
