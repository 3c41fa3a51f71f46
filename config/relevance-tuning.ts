/**
 * Numbers of the relevance, region and topic stage.
 *
 * Measured on `relevance-labelled.jsonl` (F1): even half, trained on: 98.6, cross-validated 91.5; odd half, never trained on: 91.5;
 * the whole: 95.1. On `relevance.jsonl` (AG's class World): 80.5; the answers of the labelled set themselves score 82.0
 * as a guess of that class, because a third of World is not geopolitical by the definition. Teasers: 7,000 articles/s on a
 * core; pages of 3,700 characters: 1,900.
 */
export const relevanceTuning = {
  /**
   * Characters of an article's text that relevance and topics look at. News puts what it is about first; further down
   * stand background and links to other items, and a page of 2 MB must not cost more than a teaser.
   */
  maxTextCharacters: 1_500,
  /** Characters that regions are counted over: a long read names its second country late. */
  maxRegionCharacters: 6_000,
  /** Characters that the relevance model looks at: it was trained on teasers, and its counts grow with length. */
  maxModelCharacters: 500,
  /** A topic's term in the title says more than one in the text. */
  titleTopicWeight: 3,
  /** One word in passing is no topic: either the title names it or the text does twice. */
  minTopicWeight: 2,
  /** Of the strongest topic's weight: keeps the list to what the article is about. */
  minTopicShare: 0.25,
  /**
   * Probability from which an article counts as geopolitical. Cross-validated F1 is flat from 0.4 to 0.55; the lower half
   * of that finds more of the news of today without letting in more of what must stay out.
   */
  minScore: 0.4,
  /** Characters at each end of a text that are searched for a disclaimer such as "the views expressed". */
  kindEdgeCharacters: 500,
} as const;
