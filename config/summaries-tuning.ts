/** Product numbers of the summaries, each with its reason. */
export const SUMMARY_TUNING = {
  /** The product's promise. */
  bullets: 3,
  /** A bullet longer than this is no bullet: the product's promise. */
  mostWords: 25,
  /** Shorter sentences rarely assert anything that stands alone. */
  fewestWords: 5,
  /** Whole statements this short (`Ukraine rejected it.`) stand where there would be fewer than three bullets. */
  fewestWordsAtLast: 3,
  mostHeadlineWords: 12,
  /** A shorter title names a subject but tells nothing. */
  fewestHeadlineWords: 4,
  /** A model that writes more than asked: the further ones may stand in for bad ones. */
  mostAnswerBullets: 6,
  /** A model repeats names where the extractive summariser repeats whole clauses, so more is allowed. */
  mostModelRepetition: 0.75,
  /** The evidence check reads at most this much; longer than any article that is summarised. */
  mostCharactersOfEvidence: 60_000,
  /** A bullet with fewer of its words in the evidence is about something else; the lowest of a true one in the training halves is 0.4. */
  leastShared: 0.4,
  /**
   * Below this likelihood a bullet counts as unsupported: the best accuracy with 71 % of the unsupported caught, mean of 10 cross-validations (0.632), which score accuracy 74.9 %
   * with 73.0 % caught. Planted cases: caught 98.6 %, true ones refused 0.0 %.
   */
  leastSupport: 0.632,
} as const;

export const MODEL_TUNING = {
  /** The SDK's own retries of dropped connections and 5xx; each costs up to the time-out. */
  retries: 1,
  /** Steps down the ladder and more tokens together. */
  attempts: 5,
  /** Three bullets and a headline take about 150; the rest is room for short reasoning. */
  answerTokens: 1_200,
  /** Where a reasoning model spent them, four times as many are given, up to this. */
  mostAnswerTokens: 16_000,
  /** About 2,000 words, longer than most reports; a guess that bounds the cost, not measured with a model. */
  inputTokens: 3_000,
  /** Of a story that has moved, sentences that were not told before are enough to ask about from this many on. */
  fewestNewSentences: 5,
  failuresBeforeRest: 3,
  restMs: 120_000,
  /** A failed answer is shown to the model again, up to this. */
  repeatedCharacters: 4_000,
} as const;
