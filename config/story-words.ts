/** Words of the grouping and change detectors: plain lists that a person can read and change. English unless said. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Carry no event: they are dropped before articles are compared. */
export const stopWords: ReadonlySet<string> = new Set(
  words(`
  a about above after again against all also am amid among an and another any are around as at back be because been
  before being below between both but by can could did do does doing down during each even few first for from further
  get got had has have having he her here hers herself him himself his how however i if in including into is it its
  itself just last like made make many may me might more most mr mrs ms much must my myself new news no nor not now of
  off on once one only or other our ours out over own people per report reported reports said same say says she should
  since so some still such tell than that the their theirs them themselves then there these they this those though
  through to told too two under until up very via was way we week well were what when where which while who whom why
  will with would year years yet you your yours
`),
);

/** Each line is one idea: the first word stands for the rest, so that headlines that choose other words still meet. */
export const sameIdea: readonly (readonly string[])[] = `
covid coronavirus pandemic covid19
usa us america american americans
britain uk british britons
republican republicans gop
democrat democrats democratic dems dem
vaccine vaccines vaccination vaccinations vaccinated vaccinate jab jabs shot shots
kill kills killed killing dead deadly death deaths die dies died fatal slain
injure injured injures injuries wounded wound hurt
police officer officers cop cops
jobless unemployment unemployed
eu european europe europeans
senate senator senators sen
congress congressional lawmaker lawmakers legislator legislators
parliament parliamentary mp mps
court courts judge judges justice justices
climate emission emissions warming
migrant migrants migration immigrant immigrants immigration
refugee refugees
israel israeli israelis
palestine palestinian palestinians
russia russian russians kremlin moscow
china chinese beijing
ukraine ukrainian ukrainians kyiv kiev
iran iranian iranians tehran
afghanistan afghan afghans kabul taliban
quake earthquake tremor
attack attacks attacked assault assaults
strike strikes airstrike airstrikes raid raids
accord agreement deal pact treaty
talks negotiation negotiations negotiators
vote votes voting voted ballot ballots
election elections poll polls
president presidential
minister ministers ministry
army troops military soldiers forces
protest protests protesters demonstration demonstrations demonstrators rally rallies
flee fled flees
quit quits quitting resign resigns resigned resignation
jail jailed prison imprisoned imprisonment
arrest arrests arrested detain detained detains detention
`
  .trim()
  .split('\n')
  .map(words);

/** In order, so that the place in the list is the day's bit. */
export const weekdays: readonly string[] = words('monday tuesday wednesday thursday friday saturday sunday');

/** A month alone tells no event apart; with a day it is found as a number. */
export const months: readonly string[] = words(
  'january february march april may june july august september october november december',
);

/** Number words, for tolls and votes in headlines. `one` and `two` are too common to mean anything. */
export const numberWords: ReadonlyMap<string, number> = new Map([
  ...words(
    'three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ).map((word, index): [string, number] => [word, index + 3]),
  ...words('twenty thirty forty fifty sixty seventy eighty ninety').map((word, index): [string, number] => [
    word,
    (index + 2) * 10,
  ]),
]);

/** A title like this looks back at an old event or explains a running one; it is not a telling of today's. */
export const lookingBack: readonly RegExp[] = [
  /\b(?:anniversary|years? (?:on|ago|later|after|since)|decades? (?:on|ago|later|after|since)|commemorat\w+|looking back)\b/iu,
  /^remembering\b/iu,
];
export const explaining: readonly RegExp[] = [
  /^(?:explainer|explained|timeline|q&a|factbox|what (?:you need )?to know)\b/iu,
  /\b(?:explainer|explained|a (?:brief )?history of|a timeline of|everything (?:you need )?to know)\b/iu,
];
