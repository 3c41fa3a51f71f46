import type { Settings } from '../../config/settings.ts';
import { MODEL_TIMEOUT_MS } from '../../config/tuning.ts';
import { type Clock, DAY } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/store.ts';
import { createBudget } from '../summaries/budget.ts';
import { createExtractiveSummariser } from '../summaries/extractive-summariser.ts';
import { createModelSummariser } from '../summaries/model-summariser.ts';
import { parsePrices, priceOf } from '../summaries/price-models.ts';
import type { Summariser } from '../summaries/summariser.ts';

type Parts = { settings: Settings; store: Store; clock: Clock; log: Logger };

/**
 * The model where a key or an endpoint is set, with the extractive summariser to fall back on; otherwise that alone.
 * Throws AppError `summaries/unknown-price` or `summaries/bad-prices` for a budget that could not be kept.
 */
export function buildSummariser({ settings, store, clock, log }: Parts): {
  summariser: Summariser;
  name: string;
} {
  const fallback = createExtractiveSummariser();
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL: model, OPENAI_PRICES, DAILY_BUDGET_USD } = settings;
  if (!OPENAI_API_KEY && !OPENAI_BASE_URL) return { summariser: fallback, name: 'without a model' };
  const price = priceOf(model, OPENAI_PRICES ? parsePrices(OPENAI_PRICES) : null);
  // The last 24 hours stand for the day: a limit that resets at midnight would allow twice as much around it.
  const spentToday = async () => (await store.summaries.spendSince(clock.now() - DAY)).costUsd;
  const budget = createBudget({ dailyUsd: DAILY_BUDGET_USD ?? null, price, spentToday });
  const summariser = createModelSummariser({
    apiKey: OPENAI_API_KEY ?? '',
    baseUrl: OPENAI_BASE_URL ?? null,
    model,
    timeoutMs: MODEL_TIMEOUT_MS,
    fallback,
    budget,
    price,
    clock,
    log,
  });
  return { summariser, name: `model ${model}` };
}
