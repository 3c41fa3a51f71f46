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
  /** 2^n forms of a sentence are tried. */
  mostDeletions: 5,
  /** Each multiplies the forms tried. */
  mostEndings: 8,
  /** News reports end long before; more is a live blog or a page read wrongly. */
  mostCharactersAnArticle: 60_000,
  /** What matters stands early; on the training half 200 sentences score the same as 60, and 40 lose 0.2 ROUGE-1. */
  mostSentencesAnArticle: 60,
  /** Only these of an article are compressed and ranked in full; 20 score 0.1 ROUGE-1 less on the untrained half and take a fifth longer, 5 lose 0.9. */
  sentencesWorkedOut: 10,
  /** The same for several articles together. */
  sentencesWorkedOutAcross: 20,
  /** Ranks are in words of a reader's summary that a bullet is expected to hold: a bullet that needs another to be understood loses one; 0.5 and 1 score the same, and with 1 a third fewer bullets begin with a pronoun. */
  pointingCost: 1,
  /** The same where there are several articles: its neighbour there may stand in no bullet. */
  pointingAcrossCost: 2,
  /** That somebody spoke, or who was led to a seat then, is no news. */
  speakingCost: 1.5,
  /** First and second person outside quotations: mostly opinion. */
  personalCost: 1,
  rottingCost: 0.75,
  /** Captions and list items; not all are sentences. */
  looseCost: 0.5,
  /** A sentence all of whose words every outlet uses gains this. */
  agreementGain: 1,
  /** A sentence whose shortest form is longer may also end at any phrase; 20, 15 and 10 score the same within 0.1 ROUGE-1, and the shorter ones let long openings be told. */
  longForm: 12,
  /** Of the ranker's sum; the rest is what the words and pairs of words are expected to be. 0.5 to 0.8 differ by 0.2 ROUGE-1. */
  rankerShare: 0.7,
  /** What a bullet's word must be worth, in words and pairs of words of a reader's summary. */
  wordCost: 0.29,
  /** Less where several articles tell more than three bullets hold: days, places and reasons may stay. Chosen by reading the demo's stories. */
  wordCostAcross: 0.2,
  /** Where several articles are at hand, a shorter sentence is seldom the one that tells most. */
  scantWords: 8,
  scantCost: 1,
  /** Short and without name or number a bullet says little: `The venue was a surprise.` */
  namelessWords: 7,
  namelessCost: 2,
  /** Two bullets that share more of the shorter one's words say the same. */
  mostRepetition: 0.6,
  /** The same where there would be fewer than three bullets: reports of three or four sentences name their subject in each. */
  mostRepetitionAtLast: 0.7,
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
