/** Weights of the similarity, from `node test/stories/fit-group-weights.ts` over the reference sets. */
export const similarityWeights = {
  closeness: 2.94,
  titles: 1.06,
  bestTitleCover: 2.02,
  leastTitleCover: 0.84,
  names: 1.11,
  numbers: 0.98,
  rarestShared: 0.74,
  otherWeekday: -2.21,
  days: -2.39,
  sameMoment: -1.46,
  sameOutlet: -1.37,
  pace: -0.86,
  otherPlaces: -2,
  onlyOneAside: -1,
  base: 7.87,
};
