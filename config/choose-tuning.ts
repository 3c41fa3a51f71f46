/**
 * Product numbers of choosing bullets and headlines, each with its reason. Gains and costs of sentences are in logits, as the learnt weights
 * of `summary-weights.json` are: 0.7 doubles the odds. None was fitted to texts; they were set by reading what came out.
 */
export const CHOOSE_TUNING = {
  // What is read.
  /** News reports end long before; more is a live blog or a page read wrongly. */
  mostCharactersAnArticle: 60_000,
  /** What matters stands early: of the sentences behind these one in six is worth telling. */
  mostSentencesAnArticle: 40,
  /** A line without a full stop that is this long is a sentence whose stop was lost. */
  longLoose: 12,

  // Whether a sentence is of the story.
  /** The first of these that tells most of the title is the opening: standfirsts and captions may stand before it. */
  leadSentences: 5,
  /** Words that stand for the title where there is none: about as many as a title has. */
  topics: 8,
  /** A word that comes back more often stands for it no better. */
  mostTopicUses: 6,
  /** Sentences join the story in this many rounds: later ones add nearly nothing. */
  relatingRounds: 2,
  /** A sentence that shares this much of its weight may speak for the story. */
  leastToSpeak: 0.12,
  /** What one sentence of the story is to another, against 1 for the title; two are as much as it. */
  speakerWeight: 0.5,
  /** Weights of this many rare words make a full sentence; shorter ones have less to share by chance. */
  fullSentence: 6,
  /** Longer paragraphs are texts that have lost theirs. */
  longestParagraph: 12,
  /** 95 of 100 sentences of other texts put into an article share less, and 46 of 100 of its own. */
  leastRelatedness: 0.1,
  /** What is stranger than this is no bullet, whatever else it has. */
  mostStrangeness: 0.5,
  /** Of so few sentences none can be told to be a stranger. */
  fewSentences: 5,
  /** Against 1 for a rare word: the logarithm of one in how many documents have a word that is on no list. */
  rarity: 5.8,
  /** Countries are in most stories. */
  countryWeight: 0.5,
  /** Many texts have the same numbers. */
  numberWeight: 0.25,

  // What a sentence is worth.
  strangerCost: 3,
  /** Sharing with titles and opening; above `enoughRelated` more says no more. */
  relatedGain: 1,
  enoughRelated: 0.7,
  /** A part of the title shows that a sentence is of the story; all of it would tell the main event again. */
  titleGain: 2.5,
  enoughOfTitle: 0.35,
  /** The articles that the weights were learnt from have no titles; where there is one, place need not stand for what it says. */
  placeShareOfTitle: 0.3,
  /** The answer of the other side, a threat, a promise (`answer-words.ts`). */
  answerGain: 0.6,
  /** A claim with who makes it. */
  speakerGain: 0.25,
  /** What was years ago is background. */
  backgroundCost: 0.7,

  // What a form of it is worth.
  /** Forms of a sentence that are compared; the best first. */
  formsASentence: 3,
  /** Of all that a sentence tells, against the share that is lost. A sentence that must lose half is told only where nothing near it is whole. */
  lossCost: 2.5,
  /** It needs another sentence to be understood; the shortener's loss counts that too. */
  pointingCost: 0.7,
  /** `..., she added.`: nobody knows who speaks. */
  speakerElsewhereCost: 1.2,
  /** A weekday or `last week` that could not be made a date. */
  rottingCost: 0.3,
  /** Longer bullets are read less easily. */
  wordsAtEase: 18,
  wordCost: 0.03,

  // The main event; in shares of the title.
  mainPlaceGain: 0.5,
  /** What stands later is hardly ever the main event. */
  mainPlaces: 6,
  mainStrangerCost: 1,
  /** Shorter ones are captions or tell nothing. */
  fewestWordsOfMain: 8,
  mainScantCost: 0.3,
  mainPointingCost: 0.3,
  mainLossCost: 0.15,
  /** A first bullet in the words of the headline says nothing new: a second sentence that tells the event is better. */
  echoCost: 0.2,
  /** A bullet that says more of a title's weight repeats it. */
  mostOfTitleRepeated: 0.8,

  // Three different things.
  repetitionCost: 1,
  /** Two bullets that share more of the shorter one's words say the same. */
  mostRepetition: 0.55,
  /** The same where there would be fewer than three bullets: reports of three or four sentences name their subject in each. */
  mostRepetitionAtLast: 0.7,
  /** Against 1: that both name the story's own actors and places says little. */
  titleRepetition: 0.3,
  /** Of sentences that weigh less little could be shared but by chance. */
  leastToRepeat: 3,
  /** From here on it is the same sentence, however short. */
  sameShare: 0.9,
  /** Against 1: the openings of two articles mostly tell the same event, in whatever words. */
  openingRepetition: 1.5,
  /** Of two articles' sentences, the share of the lesser one that the other may tell alike; at 0.55 a meeting was told three times over. */
  mostRetelling: 0.45,

  // How much is worked out.
  /** Of one article; the shortener takes a sixth of a millisecond a sentence. */
  sentencesWorkedOut: 14,
  /** Of several articles together. */
  sentencesWorkedOutAcross: 20,

  // An outlet's own points over its article.
  /** Titles, dates and buttons may stand before them, and no more. */
  paragraphsSearchedForPoints: 20,
  /** A longer list is the article itself. */
  mostOwnPoints: 5,
  longestOwnPoint: 25,
  /** Of a listed point's weight, what one sentence of the article must say. */
  leastBorneOut: 0.3,
  /** The same where nothing but the wording shows that lines are points: paragraphs do not say each other again. */
  leastSaidAgain: 0.5,

  // Headlines.
  /** A title is told whole up to here: two lines of a post. */
  mostHeadlineCharacters: 110,
  /** No title is longer; what is was read wrongly. */
  mostTitleCharacters: 500,
  /** Against 1 for a title all of whose words all others have: of two that tell the same the newer one. */
  newestTitleGain: 0.15,
  /** A question, a live blog, an opinion. */
  noReportCost: 0.5,
  /** A bullet says it already. */
  repeatedTitleCost: 0.1,
  longTitleCost: 0.1,
} as const;
