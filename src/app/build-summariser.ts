import type { Settings } from '../../config/settings.ts';
import { MODEL_TIMEOUT_MS } from '../../config/tuning.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/store.ts';
import { createBudget } from '../summaries/model/budget.ts';
import { summariserOf, type TextDesk } from '../summaries/text-desk.ts';
import type { ModelEndpoint } from '../summaries/model/ask-model.ts';
import { createModelSummariser } from '../summaries/model/model-summariser.ts';
import type { ProbeModel } from '../summaries/model/probe-model.ts';
import { type ModelPrice, parsePrices, priceOf } from '../summaries/model/price-models.ts';
import type { Summariser } from '../summaries/summariser.ts';

type Parts = { settings: Settings; store: Store; desk: TextDesk; clock: Clock; log: Logger };

/** How summaries are made in this installation. */
export type Summarising = {
  /** Needs nobody and costs nothing. */
  extractive: Summariser;
  /** With the extractive one to fall back on; null where none is set. */
  model: Summariser | null;
  /** One real call of each model; null where none is set. */
  probe: ProbeModel | null;
  /** In a few words, e.g. `model gpt-6-luna`. */
  name: string;
  /** DAILY_BUDGET_USD, or null without a limit. */
  dailyUsd: number | null;
};

/**
 * The model where a key or an endpoint is set, with the extractive summariser to fall back on; otherwise that alone.
 * Throws AppError `summaries/unknown-price` or `summaries/bad-prices` for a budget that could not be kept.
 */
export function buildSummariser(parts: Parts): Summarising {
  const { settings, store, desk, log } = parts;
  const fallback = summariserOf(desk);
  const { OPENAI_API_KEY: apiKey = '', OPENAI_BASE_URL: baseUrl = null, OPENAI_MODEL: model } = settings;
  const dailyUsd = settings.DAILY_BUDGET_USD ?? null;
  if (apiKey === '' && baseUrl === null)
    return { extractive: fallback, model: null, probe: null, name: 'without a model', dailyUsd: null };
  const prices = settings.OPENAI_PRICES ? parsePrices(settings.OPENAI_PRICES) : null;
  const price = priceOf(model, prices?.model ?? null);
  const endpoint = buildEndpoint(parts, { apiKey, baseUrl, model }, 'OPENAI_MODEL', price);
  const summariser = createModelSummariser({
    ...endpoint,
    desk,
    shelf: store.modelCalls,
    witness: buildWitness(parts, endpoint, prices?.witness ?? null),
    log,
  });
  const name = `model ${model}`;
  return { extractive: fallback, model: summariser, probe: summariser.probe, name, dailyUsd };
}

function buildEndpoint(
  { settings, store, clock, log }: Parts,
  server: Pick<ModelEndpoint, 'apiKey' | 'baseUrl' | 'model'>,
  setting: 'OPENAI_MODEL' | 'CHECK_MODEL',
  price: ModelPrice | null,
): ModelEndpoint {
  const budget = createBudget({
    dailyUsd: settings.DAILY_BUDGET_USD ?? null,
    setting,
    price,
    model: server.model,
    ledger: store.modelCalls,
    timeZone: settings.TIME_ZONE,
    clock,
  });
  return { ...server, timeoutMs: MODEL_TIMEOUT_MS, budget, clock, log };
}

/** The model of CHECK_MODEL, or the summary's; null where it is off. A server of its own is sent no key. */
function buildWitness(
  parts: Parts,
  endpoint: ModelEndpoint,
  ownPrice: ModelPrice | null,
): ModelEndpoint | null {
  const named = parts.settings.CHECK_MODEL;
  if (named === 'off') return null;
  if (named === undefined || named === endpoint.model) return endpoint;
  const [, model = named, baseUrl] = /^(.+)@(https?:\/\/.+)$/u.exec(named) ?? [];
  const server = baseUrl === undefined ? endpoint : { apiKey: '', baseUrl };
  const { apiKey } = server;
  // What runs on this machine is not paid by the token.
  const free = baseUrl !== undefined && isLoopback(baseUrl) ? { inUsd: 0, outUsd: 0 } : null;
  return buildEndpoint(
    parts,
    { apiKey, baseUrl: server.baseUrl, model },
    'CHECK_MODEL',
    priceOf(model, ownPrice ?? free),
  );
}

const isLoopback = (url: string) => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(new URL(url).hostname);
