/** Product numbers of the summaries, each with its reason. */
export const SUMMARY_TUNING = {
  /** The product's promise. */
  bullets: 3,
  /** A bullet longer than this is no bullet: the product's promise. */
  mostWords: 25,
  /** Shorter sentences rarely assert anything that stands alone. */
  fewestWords: 5,
  mostHeadlineWords: 12,
  /** A shorter title names a subject but tells nothing. */
  fewestHeadlineWords: 4,
  /** 2^n forms of a sentence are tried. */
  mostDeletions: 5,
  /** Each multiplies the forms tried. */
  mostEndings: 8,
  /** News reports end long before; more is a live blog or a page read wrongly. */
  mostCharactersAnArticle: 60_000,
  /** What matters stands early; on the training half 200 sentences score the same as 60, and 40 lose 0.2 ROUGE-1. */
  mostSentencesAnArticle: 60,
  /** Only these are compressed and ranked in full, for speed. */
  sentencesWorkedOut: 20,
  /** Ranks are in words of a reader's summary that a bullet is expected to hold: a bullet that needs another to be understood loses one. */
  pointingCost: 1,
  /** The same where there are several articles: its neighbour there may stand in no bullet. */
  pointingAcrossCost: 3,
  /** That somebody spoke, or who was led to a seat then, is no news. */
  speakingCost: 3,
  /** First and second person outside quotations: mostly opinion. */
  personalCost: 2,
  rottingCost: 1.5,
  /** Captions and list items; not all are sentences. */
  looseCost: 1,
  /** A sentence all of whose words every outlet uses gains this. */
  agreementGain: 2,
  /** For each content word that a chosen bullet has already; 0.1 to 0.4 differ by 0.1 ROUGE-1 on the training half, so it hardly matters. */
  repetitionCost: 0.3,
  /** Two bullets that share more of the shorter one's words say the same. */
  mostRepetition: 0.6,
  /** Several outlets word one event differently, so of two bullets from several articles less may be shared; names, numbers and synonyms count. */
  mostRetelling: 0.5,
  /** The same for two that tell the same acts, of which one adds another. */
  mostSharedOfOneAct: 0.4,
  /** Against 1 for a word: who and how many tells two wordings of one event better than how it is put. */
  factWeight: 1.5,
  /** A bullet whose first act is the first of every title gains this: it is what happened. */
  mainActGain: 2,
  /** A model that writes more than asked: the further ones may stand in for bad ones. */
  mostAnswerBullets: 6,
  /** A model repeats names where the extractive summariser repeats whole clauses, so more is allowed. */
  mostModelRepetition: 0.75,
  /** The evidence check reads at most this much; longer than any article that is summarised. */
  mostCharactersOfEvidence: 60_000,
  /** A bullet with fewer of its words in the evidence is about something else; the lowest of a true one in the training halves is 0.4. */
  leastShared: 0.4,
  /**
   * Below this likelihood a bullet counts as unsupported. QAGS, trained and untrained half (both were looked at when this was chosen): accuracy 76.3 and 74.1 %, unsupported
   * caught 74.6 and 65.8 %; planted cases caught 98.2 and 97.2 %, true ones refused 1.9 and 1.9 %.
   */
  leastSupport: 0.7,
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
  failuresBeforeRest: 3,
  restMs: 120_000,
  /** A failed answer is shown to the model again, up to this. */
  repeatedCharacters: 4_000,
} as const;
