/** Product numbers of what is asked of models, each with its reason. */
export const MODEL_TUNING = {
  /** The SDK's own retries of dropped connections and 5xx; each costs up to the time-out. */
  retries: 1,
  /** A server may want every one of: another name of the limit, a lower limit (twice), no schema, no JSON mode, a stream, no system message. Refusals cost nothing. */
  attempts: 9,
  /** Three bullets and a headline take about 150; the rest is room for short reasoning. */
  answerTokens: 1_200,
  /** Yes or no and the words for it take about 60. */
  witnessTokens: 400,
  /** Where a reasoning model spent them, four times as many are given, up to this. */
  mostAnswerTokens: 16_000,
  /** Three bullets and a headline do not fit into fewer. */
  fewestAnswerTokens: 256,
  /** About 2,000 words, longer than most reports; a guess that bounds the cost, not measured with a model. */
  inputTokens: 3_000,
  /** An endpoint whose window is smaller gets half as many, and half of that; with fewer there is no report left. */
  fewestInputTokens: 700,
  /** Of a story that has moved, sentences that were not told before are enough to ask about from this many on. */
  fewestNewSentences: 5,
  failuresBeforeRest: 3,
  restMs: 120_000,
  /** An account without credit stays so until somebody pays. */
  noCreditRestMs: 600_000,
  /** A limit of which the server does not say how long it holds; most are a minute's. */
  busyRestMs: 15_000,
  /** A limit that the body of an answer names is waited for once, if it is no longer than this: the SDK does so for those in the head. */
  mostBusyWaitMs: 5_000,
  busyWaitMs: 1_000,
  /** A bullet made of more sentences than this is no edit of them. */
  mostCited: 3,
  /** Where more of a bullet's words than this are not the evidence's, it is about something else, and no witness is asked. */
  mostFreeWords: 0.6,
  /** A failed answer is shown to the model again, up to this. */
  repeatedCharacters: 4_000,
  /** A longer line is no bullet. */
  mostLineCharacters: 1_000,
  /** Longer than 16,000 tokens of anything; what follows is not read. */
  mostAnswerCharacters: 100_000,
  /** A stream wraps each word in an event of some 200 characters. */
  mostBodyCharacters: 8_000_000,
} as const;
