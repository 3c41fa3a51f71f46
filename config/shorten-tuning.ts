/** Product numbers of shortening a sentence, each with its reason. Losses are shares of what a sentence tells, 0 to 1. */
export const SHORTEN_TUNING = {
  mostWords: 25,
  /** Shorter ones rarely tell anything that stands alone. */
  fewestWords: 6,
  /** A longer sentence is a list, a table or a page read wrongly, and no bullet. */
  mostCharacters: 1_000,
  /** 2^n forms of a sentence are tried; the cheapest omissions first. */
  mostOmissions: 9,
  /** More forms than a reader of a sentence would think of help nobody. */
  mostForms: 6,
  /** So many sets of omissions are written out; the costlier ones are never among the best forms. */
  mostSets: 14,
  /** How much of what a span tells is missed when it goes; a span whose kind has 0 goes for nothing. */
  factor: {
    /** A dateline or label before the first word. */
    label: 0,
    connective: 0,
    parenthesis: 0,
    /** Of what has happened; of what is planned it is news, but no reader can place it where the article has no date. */
    time: 0,
    'time-to-come': 0.5,
    'neutral-attribution': 0,
    setting: 0.2,
    title: 0.3,
    aside: 0.4,
    apposition: 0.4,
    'relative-clause': 0.7,
    'participle-clause': 0.8,
    'adverbial-clause': 0.8,
    opening: 0.6,
    'first-clause': 1.1,
    'second-clause': 0.9,
    'second-predicate': 0.9,
    phrase: 1,
  },
  /** What a word tells: names and numbers most. */
  weight: { name: 1.5, number: 1.5, content: 1, adverb: 0.5, other: 0.15 },
  /** A word that the title has tells the event itself. */
  titleWeight: 2,
  /** At least so many of a hundred clauses go on after a word without a comma; under it the word waits for what follows. */
  leastEnding: { 'adverbial-clause': 9, 'second-clause': 9, 'second-predicate': 9, phrase: 22 },
  /** A preposition that opens a sentence or follows a comma more rarely (in 100) belongs to the word before it. */
  leastMobility: 5,
  /** Of a hundred uses of a verb: from so many on its preposition belongs to it. */
  mostBound: 17,
  /** Of place and time every verb has some behind it. */
  mostBoundInPlace: 27,
  /** A purpose (`to meet the king`) hangs on the clause only behind a word that ends most of its phrases. */
  leastPurpose: 35,
  /** Prepositions other than of place and time may belong to the noun before them. */
  nounCost: 0.08,
  phraseCost: 0.05,
  /** Cutting after a word at which half of the clauses end costs nothing, at others up to this share. */
  tornCost: 0.25,
  /** What cannot be understood alone is worth less than a form that lost a clause. */
  pointingLoss: 0.25,
  rottingLoss: 0.04,
  /** What has lost more tells another, lesser thing. */
  mostLoss: 0.9,
  /** Of two forms that lose as much the shorter is read first; up to so many words nobody minds. */
  easyWords: 17,
  wordCost: 0.006,
  /** A sentence that fits keeps at least so much of itself. */
  leastKept: 0.75,
  /** Half of a sentence is told at least, or half of so many words of a longer one. */
  longSentence: 36,
  halvedLoss: 0.1,
} as const;
