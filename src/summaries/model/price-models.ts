import { MODEL_PRICES } from '../../../config/model-prices.ts';
import { AppError } from '../../errors.ts';

/** US dollars per million tokens. */
export type ModelPrice = { inUsd: number; outUsd: number };

/**
 * Reads `OPENAI_PRICES`: two amounts in US dollars per million tokens, in and out, and two more for the second witness where
 * its price is another. Throws AppError `summaries/bad-prices`.
 */
export function parsePrices(text: string): { model: ModelPrice; witness: ModelPrice | null } {
  const amounts = text
    .split(/[,;\s]+/u)
    .filter(Boolean)
    .map((amount) => Number(amount.replace(/^\$/u, '')));
  const [inUsd, outUsd, witnessInUsd, witnessOutUsd] = amounts;
  const isGood =
    (amounts.length === 2 || amounts.length === 4) &&
    amounts.every((amount) => Number.isFinite(amount) && amount >= 0);
  if (!isGood || inUsd === undefined || outUsd === undefined)
    throw new AppError(
      'summaries/bad-prices',
      'OPENAI_PRICES must be two prices in US dollars per million tokens, in and out, such as 0.10,0.50 (and two more for CHECK_MODEL).',
    );
  const witness =
    witnessInUsd === undefined || witnessOutUsd === undefined
      ? null
      : { inUsd: witnessInUsd, outUsd: witnessOutUsd };
  return { model: { inUsd, outUsd }, witness };
}

/** The price of a model: `override`, or the table's for its name without provider and date; null when not known. */
export function priceOf(model: string, override: ModelPrice | null): ModelPrice | null {
  if (override !== null) return override;
  const name = model.split('/').at(-1) ?? model;
  const price = MODEL_PRICES[name] ?? MODEL_PRICES[name.replace(/-\d{4}-?\d{2}-?\d{2}$/u, '')];
  return price === undefined ? null : { inUsd: price[0], outUsd: price[1] };
}

/** US dollars, or null where the price is not known. */
export function costOf(
  price: ModelPrice | null,
  { tokensIn, tokensOut }: { tokensIn: number; tokensOut: number },
): number | null {
  return price === null ? null : (tokensIn * price.inUsd + tokensOut * price.outUsd) / 1_000_000;
}
