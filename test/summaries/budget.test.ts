import { describe, expect, it } from 'vitest';
import { createBudget } from '../../src/summaries/budget.ts';
import { costOf, parsePrices, priceOf } from '../../src/summaries/price-models.ts';

const price = { inUsd: 0.1, outUsd: 0.5 };

describe('the budget', () => {
  it('counts calls in hand, so that two at once cannot pass it together', async () => {
    const budget = createBudget({ dailyUsd: 1, price, spentToday: () => Promise.resolve(0.5) });
    const [first, second] = await Promise.all([budget.admit(0.3), budget.admit(0.3)]);
    expect([first.kind, second.kind].sort()).toEqual(['open', 'spent']);
    if (first.kind === 'open') first.close();
    if (second.kind === 'open') second.close();
    expect((await budget.admit(0.3)).kind).toBe('open');
  });

  it('without a limit is always open', async () => {
    const budget = createBudget({
      dailyUsd: null,
      price: null,
      spentToday: () => Promise.reject(new Error('not asked')),
    });
    expect((await budget.admit(1e9)).kind).toBe('open');
  });
});

describe('prices', () => {
  it.each(['0.10,0.50', '$0.10, $0.50', '0.10 0.50'])('are read: %s', (text) => {
    expect(parsePrices(text)).toEqual(price);
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
    expect(costOf(price, 1_000_000, 2_000_000)).toBeCloseTo(1.1);
    expect(costOf(null, 1, 1)).toBeNull();
  });
});
