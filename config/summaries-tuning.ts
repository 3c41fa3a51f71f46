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
  /** Longer is no sentence, and no bullet. */
  mostCharactersOfSentence: 1_000,
  /** Of a whole article, the evidence check tries to derive a bullet from this many sentences, those that share most with it. */
  sentencesTried: 3,
  /** Names and offices may be taken from this many other sentences of the evidence. */
  sentencesReferredTo: 3,
} as const;
