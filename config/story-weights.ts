/**
 * Weights of the one similarity, in log-odds. Fitted by `node test/stories/fit-group-weights.ts 0` and `1` (pairs of
 * each half of the reference events; this is the mean of the two), but for the vetoes at the end.
 */
export const similarityWeights = {
  /** Log of the cosine of the term vectors. */
  closeness: 3.14,
  /** Cosine of the titles alone. */
  titles: 1.25,
  /** Share of a title's telling terms that the other article has: of the title told best, and of the other. */
  bestTitleCover: 1.28,
  leastTitleCover: 0.46,
  /** Names and numbers in common. */
  names: 0.58,
  numbers: 0.89,
  /** The rarest term in common. */
  rarestShared: 1.56,
  /** Both name weekdays, none the same. */
  otherWeekday: -2.21,
  /** Days between them, and a correction for hours: tellers seldom publish in the same moment. */
  days: -2.33,
  sameMoment: -1.46,
  /** An outlet seldom tells an event twice. */
  sameOutlet: -1.29,
  /** Log of recent articles: a busy stream has more look-alikes. */
  pace: -0.89,
  /** Vetoes, set by hand: the sets hold few twin events (fits find -0.4, -0.7 and 0.4), readers mind them most. */
  otherPlaces: -9,
  noSharedPlace: -3.5,
  onlyOneAside: -8,
  base: 8.07,
};
