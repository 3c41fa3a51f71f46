import { AppError } from '../errors.ts';
import type { ModelPrice } from './price-models.ts';

export type BudgetRequest = {
  /** US dollars a day; null is no limit. */
  dailyUsd: number | null;
  price: ModelPrice | null;
  /** US dollars that the store has recorded for today. */
  spentToday: () => Promise<number>;
};

export type Admission =
  /** The call may be made; `close` when its cost is known to the caller. */
  { kind: 'open'; close: () => void } | { kind: 'spent' };

/** Says before each call whether the day's money still covers it. */
export type Budget = { admit(estimatedUsd: number): Promise<Admission> };

/**
 * A guard of the day's spend. Calls in hand count with their estimate, so that several at once cannot pass it together.
 * Throws AppError `summaries/unknown-price` when a budget is set for a model whose price is not known.
 */
export function createBudget({ dailyUsd, price, spentToday }: BudgetRequest): Budget {
  if (dailyUsd !== null && price === null)
    throw new AppError(
      'summaries/unknown-price',
      'DAILY_BUDGET_USD is set but the price of OPENAI_MODEL is not known: set OPENAI_PRICES, such as 0.10,0.50.',
    );
  let inHandUsd = 0;
  return {
    async admit(estimatedUsd) {
      if (dailyUsd === null) return { kind: 'open', close: () => {} };
      inHandUsd += estimatedUsd;
      let isClosed = false;
      const close = () => {
        if (!isClosed) inHandUsd -= estimatedUsd;
        isClosed = true;
      };
      try {
        if ((await spentToday()) + inHandUsd <= dailyUsd) return { kind: 'open', close };
      } catch (cause) {
        close();
        throw cause;
      }
      close();
      return { kind: 'spent' };
    },
  };
}
