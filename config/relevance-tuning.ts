/** Numbers of the relevance, region and topic stage. Measurements are of `test/eval/train-relevance.ts`. */
export const relevanceTuning = {
  /**
   * Characters of an article's text that relevance and topics look at. News puts what it is about first; further down
   * stand background and links to other items, and a page of 2 MB must not cost more than a teaser.
   */
  maxTextCharacters: 1_500,
  /** Characters that regions are counted over: a long read names its second country late. */
  maxRegionCharacters: 12_000,
} as const;
