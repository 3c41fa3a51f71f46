/**
 * Product numbers of grouping, each with its reason. "Measured" means B-cubed F1 on the three reference sets, tuned on
 * the events of one half and checked on the other (`test/stories/fit-group-weights.ts`).
 */
import { DAY, HOUR, MINUTE } from '../src/clock.ts';

export const storiesTuning = {
  /**
   * Characters of a text that are read: news stands at the top, and 2 MB must cost no more than a page. Measured: 4,000
   * loses up to 0.5 on dense and 0.7 on wikinews, 12,000 gains nothing.
   */
  maxTextCharacters: 8_000,
  /** Terms of the opening count twice as those of the body: the first two sentences say what happened. */
  leadCharacters: 400,
  /** One mention in the title weighs like this many in the body. */
  titleWeight: 3,
  /** An article can be compared for this long after it came. */
  windowMs: 4 * DAY,
  /** And only while it is among this many newest: memory stays constant. */
  windowArticles: 20_000,
  /** Half-life of how often a term was seen: what was rare last week may be everywhere today. Measured: 2 and 8 days are no better. */
  termHalfLifeMs: 4 * DAY,
  /** Half-life of how busy the stream is, in articles; a busy stream has more look-alikes. */
  paceHalfLifeMs: DAY,
  /**
   * Assumed before anything was seen, in articles: a first poll brings a day's news at once, and with few articles to
   * compare by, look-alikes of one day would merge. Measured on the sample newsroom in 60 orders of arrival: 0 gives the
   * eight events clean in 26, 100 in all; the reference sets move by at most 0.4.
   */
  startPace: 100,
  /** Beyond this many recent articles no busier: nothing busier was measured. */
  maxPace: 200,
  /** An article's most telling terms that are looked up; more cost time and find nothing closer. */
  lookupTerms: 24,
  /** Terms by which an article can be found: more, since two articles rank them differently. */
  findableTerms: 48,
  /** Of the articles that hold a term only the newest are looked at: cost stays flat when the window grows. */
  lookupArticles: 160,
  /** Candidates compared in full. */
  maxCandidates: 24,
  /** Neighbours that an article keeps, and stories that are compared in full with one. */
  maxNear: 32,
  maxMatches: 5,
  /** Articles of a story that speak for it: its first and its newest. */
  maxSpeakers: 6,
  /** Words of a shingle, shingles of a sketch: enough to tell a copy from a rewrite. */
  shingleWords: 5,
  sketchSize: 48,
  /** Shared part of the sketch from which a text is a copy; a rewrite of an agency text stays below 0.3. */
  copyResemblance: 0.55,
  copyCosine: 0.6,
  /**
   * Odds (log) from which an article joins at once. Measured: 2 and 0.5 lose 0.2 / 0.3 / 0; 2 also lets only 86 of 100
   * belonging articles join at once instead of 90 (sparse set, measured before the worst pair counted).
   */
  joinOdds: 1,
  /** From which an article that joined a story draws another story into it. Measured: 0.9 loses 2 on wikinews. */
  bridgeOdds: 0.5,
  /**
   * From which two stories that are each other's closest become one after `settleMs`. Low, since whatever else could
   * have claimed them has come by then. Measured (allsides / dense / wikinews): -1 gains 0 / loses 0.5 / 0.1, -1.5 loses
   * 0.6 / 0.3 / 0.
   */
  settleOdds: -1.25,
  /**
   * How much the worst pair of two stories counts beside the mean of all pairs: it shows that one has gone on to the next
   * step. Measured: 0 loses 0.9 / 1.6 / 0.4 (0.3 / 1.1 / 0.4 with -1 for `settleOdds`), 0.4 loses 0.2 / 0.6 / 2.8.
   */
  worstPairShare: 0.25,
  /** How long a story without a new article waits for other news before it settles. Measured: a day loses 0.2, half a day 0.7. */
  settleMs: 36 * HOUR,
  /** No pair of articles counts as less alike than this: one odd article must not part a story. */
  leastOdds: -6,
  /** Articles that share less than this are not worth a closer look (cosine), nor are candidates this far behind the best. */
  leastCosine: 0.03,
  candidateShare: 0.15,
  /** Below this an article is not a neighbour. */
  nearOdds: -3,
  /** A feed's date is believed if it lies this near before the instant of arrival. */
  plausibleAgeMs: 3 * DAY,
  readiness: {
    /** Ten minutes: long enough for a second outlet, short enough to be news. */
    waitMs: 10 * MINUTE,
    /** Or at once when this many publisher families tell it: nobody waits for what is plain. */
    familiesForDigest: 3,
    familiesForAlert: 2,
  },
  /** What of an article is kept to compare later ones with. */
  reading: {
    /** As much as a long page holds; more of one is not read. */
    maxTextCharacters: 40_000,
    /** Sentences that can hold a change: news stands at the top, a note that corrects or retracts at the end. */
    topSentences: 12,
    noteSentences: 3,
    /** Of title and opening sentences: these are about 350 in most articles. */
    mostWordCharacters: 900,
    /** Characters in which who says what another denies is looked for, and words of a claim that are kept. */
    claimCharacters: 4_000,
    mostClaimWords: 14,
    /** Who says and who denies something, an article; accusations come first. */
    mostSayings: 5,
    mostDenials: 3,
    /** Characters that say how grave it is. */
    openingCharacters: 600,
    /** As JSON. Measured on 600 articles: 1,130 at the median, 2,200 at most; only what is made to be large comes near. */
    maxBytes: 8_000,
  },
  change: {
    /** Fits under a headline on one line of a phone held sideways. */
    maxLineCharacters: 90,
    /** A toll that grew by less than this factor is the same news. */
    leastTollGrowth: 1.1,
    /** A toll this many times the last is another count (a whole war's) unless a headline says it. */
    wildTollFactor: 10,
    /** After the title, the sentences that say what the news is. Background starts with the fourth or fifth. */
    leadSentences: 3,
    /** Longer than any real sentence; more of one is not read. */
    maxSentenceCharacters: 1_000,
    /** Two surveys often differ by a tenth of a magnitude. */
    leastMagnitudeStep: 0.2,
    /** Words of four letters and more that make two sentences speak of the same sum. */
    leastSharedWords: 3,
  },
  importance: {
    /** Points of each part; they add up to 100. Breadth and severity lead: what many tell, and what kills or ends. */
    points: { breadth: 30, speed: 15, severity: 30, actors: 15, novelty: 10 },
    /** Families and countries that give full breadth; two thirds of it for families. */
    fullFamilies: 12,
    fullCountries: 6,
    familyShare: 2 / 3,
    /** Families within `speedMs` of the first that give full speed. */
    fullSpeedFamilies: 6,
    speedMs: HOUR,
    /** Newness halves in this time since the story started or last moved. */
    noveltyHalfLifeMs: 12 * HOUR,
    /** Points of actors: a great power, any other state, an international body. */
    actors: { greatPower: 5, state: 2, body: 4 },
    /** Severity said in a text counts this much of the same in a title. */
    textShare: 0.6,
  },
  /** Undated records of an evaluation come this far apart: the pace of the sparse reference set. */
  undatedStepMs: 3 * HOUR,
};
