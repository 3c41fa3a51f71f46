import type { Settings } from '../../config/settings.ts';
import { MODEL_TIMEOUT_MS } from '../../config/tuning.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/store.ts';
import { createBudget } from '../summaries/model/budget.ts';
import { createExtractiveSummariser } from '../summaries/extractive-summariser.ts';
import { createModelSummariser } from '../summaries/model/model-summariser.ts';
import { parsePrices, priceOf } from '../summaries/model/price-models.ts';
import type { Summariser } from '../summaries/summariser.ts';

type Parts = { settings: Settings; store: Store; clock: Clock; log: Logger };

/** How summaries are made in this installation. */
export type Summarising = {
  /** Needs nobody and costs nothing. */
  extractive: Summariser;
  /** With the extractive one to fall back on; null where none is set. */
  model: Summariser | null;
  /** In a few words, e.g. `model gpt-6-luna`. */
  name: string;
  /** DAILY_BUDGET_USD, or null without a limit. */
  dailyUsd: number | null;
};

/**
 * The model where a key or an endpoint is set, with the extractive summariser to fall back on; otherwise that alone.
 * Throws AppError `summaries/unknown-price` or `summaries/bad-prices` for a budget that could not be kept.
 */
export function buildSummariser({ settings, store, clock, log }: Parts): Summarising {
  const fallback = createExtractiveSummariser();
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL: model, OPENAI_PRICES, DAILY_BUDGET_USD } = settings;
  if (!OPENAI_API_KEY && !OPENAI_BASE_URL)
    return { extractive: fallback, model: null, name: 'without a model', dailyUsd: null };
  const price = priceOf(model, OPENAI_PRICES ? parsePrices(OPENAI_PRICES) : null);
  const budget = createBudget({
    dailyUsd: DAILY_BUDGET_USD ?? null,
    price,
    model,
    ledger: store.modelCalls,
    timeZone: settings.TIME_ZONE,
    clock,
  });
  const summariser = createModelSummariser({
    apiKey: OPENAI_API_KEY ?? '',
    baseUrl: OPENAI_BASE_URL ?? null,
    model,
    timeoutMs: MODEL_TIMEOUT_MS,
    fallback,
    shelf: store.modelCalls,
    budget,
    price,
    clock,
    log,
  });
  return {
    extractive: fallback,
    model: summariser,
    name: `model ${model}`,
    dailyUsd: DAILY_BUDGET_USD ?? null,
  };
}
