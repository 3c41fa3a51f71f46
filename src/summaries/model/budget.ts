import { type Clock, startOfLocal } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { ModelUsage } from '../../model/summary.ts';
import { costOf, type ModelPrice } from './price-models.ts';

type Tokens = { tokensIn: number; tokensOut: number };

/** Where calls and their cost are counted, also those of other processes. */
export type ModelLedger = {
  reserve(
    estimate: ModelUsage,
    limit: { since: number; usd: number } | null,
    now: number,
  ): Promise<string | null>;
  settle(id: string, usage: Omit<ModelUsage, 'model'> | null): Promise<void>;
};

/** A call that the budget covers: to be settled once its tokens are known, or taken back where nothing was used. */
export type OpenCall = { settle(tokens: Tokens): Promise<number | null>; takeBack(): Promise<void> };

/** Asked before each call. Throws AppError `summaries/budget-spent` where the day's money does not cover it. */
export type Budget = { begin(estimate: Tokens): Promise<OpenCall> };

type Parts = {
  /** US dollars a local day; null is no limit. */
  dailyUsd: number | null;
  /** The setting that names the model, for the sentence that says what to mend. */
  setting?: 'OPENAI_MODEL' | 'CHECK_MODEL';
  /** Null where it is not known. */
  price: ModelPrice | null;
  model: string;
  ledger: ModelLedger;
  /** IANA zone in which the day begins. */
  timeZone: string;
  clock: Clock;
};

/**
 * A guard of the day's spend. A call counts with its estimate from before it is made, so that several at once, in this process
 * or another, cannot pass the limit together; one whose outcome is never known keeps counting so.
 * Throws AppError `summaries/unknown-price` when a budget is set for a model whose price is not known.
 */
export function createBudget({
  dailyUsd,
  setting = 'OPENAI_MODEL',
  price,
  model,
  ledger,
  timeZone,
  clock,
}: Parts): Budget {
  if (dailyUsd !== null && price === null)
    throw new AppError(
      'summaries/unknown-price',
      `DAILY_BUDGET_USD is set but the price of ${setting} is not known: set OPENAI_PRICES, such as ${
        setting === 'OPENAI_MODEL' ? '0.10,0.50' : '0.10,0.50,0.20,1.00 (the last two for CHECK_MODEL)'
      }.`,
    );
  return {
    async begin(tokens) {
      const now = clock.now();
      const limit = dailyUsd === null ? null : { since: startOfLocal('day', now, timeZone), usd: dailyUsd };
      const estimate = { model, ...tokens, costUsd: costOf(price, tokens) };
      const id = await ledger.reserve(estimate, limit, now);
      if (id === null)
        throw new AppError('summaries/budget-spent', "The day's budget for the model is spent.");
      return {
        async settle(used) {
          const costUsd = costOf(price, used);
          await ledger.settle(id, { ...used, costUsd });
          return costUsd;
        },
        takeBack: () => ledger.settle(id, null),
      };
    },
  };
}
