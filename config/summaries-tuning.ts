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
  /** What matters stands early; the measured gain beyond 60 sentences is nil. */
  mostSentencesAnArticle: 60,
  /** Only these are compressed and ranked in full, for speed. */
  sentencesWorkedOut: 24,
  /** Ranks are in words of a reader's summary that a bullet is expected to hold: a bullet that needs another to be understood loses one. */
  pointingCost: 1,
  personalCost: 5,
  rottingCost: 1.5,
  /** Captions and list items; not all are sentences. */
  looseCost: 1,
  /** A sentence all of whose words every outlet uses gains this. */
  agreementGain: 2,
  /** For each content word that a chosen bullet has already; best of 0.1 to 0.4 on the training half. */
  repetitionCost: 0.3,
  /** Two bullets that share more of the shorter one's words say the same. */
  mostRepetition: 0.6,
  /** The evidence check reads at most this much; longer than any article that is summarised. */
  mostCharactersOfEvidence: 60_000,
  /** Below this likelihood a bullet counts as unsupported; catches 70 % of what readers called unsupported in QAGS. */
  leastSupport: 0.66,
} as const;
