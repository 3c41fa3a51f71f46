/** Words that show what a number counts and who says something; English, dictionary forms. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** How exact a number is; they stand before it. */
export const hedges = words(
  'at least more than less fewer about around some over nearly almost up to as many a an total of only just another further roughly',
);

/** They only say how sure it is, or how it stands, that what follows holds: `are now known to have died`. */
export const raising = words(
  'be have know believe confirm fear report say presume think feel remain stay declare find leave go now',
);

/** What a total does to come to its number. */
export const reaching = words(
  'reach rise climb stand pass hit exceed top surpass jump grow soar take bring raise put revise be mount increase',
);

/** What a number is the total of where no verb says that it rose to it: `deaths at 26`. */
export const totals = words(
  'toll death deaths count number total tally fatality fatalities casualty casualties',
);

/** Those who speak for the one named before them: `Norvelia's foreign ministry`, `Kremlin officials`. */
export const voices = words(
  'official leader government ministry army military police spokesman spokeswoman spokesperson authority minister office court team side',
);

/** They end an office before a name; the name is enough. */
export const offices = words(
  'president minister secretary chancellor premier king queen prince senator sen rep gen mr mrs ms dr sir judge',
);
