/** Numbers of the search over stories, each with its reason. */

const DAY = 24 * 60 * 60_000;

/** Matches that are ranked, newest first: of a word that stands in more of them the older ones lose by age anyway. */
export const SEARCH_CANDIDATES = 200;

/** A word of the title or headline says what a story is about; one in a bullet may be its background. */
export const TITLE_WORD_WEIGHT = 2;

/** A word that is only begun in the query, or stands in another number (port, ports), is a weaker sign. */
export const NEAR_WORD_WEIGHT = 0.7;

/** After a month a story that fits as well counts half: readers ask about what goes on. */
export const SEARCH_HALF_LIFE_MS = 30 * DAY;

/** Shorter beginnings of words fit everything. */
export const MIN_PREFIX_CHARS = 3;

/** Longer runs of letters are no words; PostgreSQL takes 2,046 bytes. */
export const MAX_WORD_CHARS = 60;

/** More words than this narrow nothing down any further. */
export const MAX_SEARCH_WORDS = 12;

/** Typing mistakes that a word of so many letters may have: three letters wrong in a short word make another word. */
export const MAX_TYPOS: readonly { chars: number; typos: number }[] = [
  { chars: 8, typos: 2 },
  { chars: 4, typos: 1 },
];

/** Near words that are tried, nearest first; the tenth is no longer what was meant. */
export const SUGGESTIONS_TRIED = 3;
