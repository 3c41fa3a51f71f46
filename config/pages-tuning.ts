/** Numbers by which a page is held against the item that led to it. */

/** A title with fewer words of substance ("Live updates") says nothing about which text is its own. */
export const FEWEST_TITLE_WORDS = 3;

/** A text that speaks of less than this of a title is another story's: of two texts on one event half the words or more meet, by chance one in ten does. */
export const FOREIGN_SHARE = 0.2;

/** A text or heading that speaks of as much as this of a title is the title's own. */
export const OWN_SHARE = 0.5;

/** A part of a page with less text is a teaser, not a story of its own. */
export const STORY_CHARS = 250;

/** A date and a by-line may stand before a story's heading. */
export const FOREWORD_CHARS = 120;

/** A section that shares fewer of its words of substance with what stands before it is another story: at 0.15 recipes lost sections. */
export const MET_BY_CHANCE = 0.07;

/** Data for search engines that name another address must tell this much of the page's titles to be taken for its own. */
export const ELSEWHERE_SHARE = 0.7;

/** Headings that are looked at; a page with more of them is a list. */
export const MOST_HEADINGS = 60;

/** A consent, error or log-in page says little; a longer text under such a title is an article. */
export const NOTICE_CHARS = 4_000;

/** With so many of its lines about cookies and consent a text is a consent notice. */
export const CONSENT_SHARE = 0.4;

/** Strings and lists of a page's embedded data that are looked at for the article. */
export const MOST_DATA_NODES = 20_000;
