/** US dollars per million tokens, in and out. Secondary sources of autumn 2026; `OPENAI_PRICES` overrides them. */
export const MODEL_PRICES: Readonly<Record<string, readonly [inUsd: number, outUsd: number]>> = {
  'gpt-6-luna': [0.1, 0.5],
  'gpt-6-sol': [2, 10],
  'gpt-5.6-luna': [0.2, 1.2],
  'gpt-5.4-mini': [0.75, 4.5],
};
