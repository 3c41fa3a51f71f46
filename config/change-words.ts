/** Words by which a material change of a story is found. English; plain lists that a person can read and change. */

/** What may be counted of people. `before` and `after` are the words round the number, as regular expression parts. */
export const tolls: readonly { name: string; before: string; after: string }[] = [
  {
    name: 'toll',
    before: String.raw`(?:killed|killing|kills|death toll(?:\s+\w+){0,5}?|toll(?: has| had)? (?:rises|rose|risen|climbs|climbed|reaches|reached|revised)(?: \w+)? to|toll (?:to|of|at)|deaths? of|claimed the lives of)`,
    after: String.raw`(?:\w+\s+){0,3}?(?:(?:were|was|are|have been|had been|have|had)\s+)?(?:\w+\s+)?(?:killed|dead|died|deaths|fatalities|bodies)`,
  },
  {
    name: 'injured',
    before: String.raw`(?:injured|injuring|injures|wounded|wounding|wounds|hurt|hurting)`,
    after: String.raw`(?:\w+\s+){0,2}?(?:(?:were|was|are|have been|had been)\s+)?(?:\w+\s+)?(?:injured|wounded|hurt|injuries)`,
  },
  {
    name: 'missing',
    before: String.raw`(?:missing:?|unaccounted for:?)`,
    after: String.raw`(?:\w+\s+){0,2}?(?:(?:were|was|are|remain|still)\s+){0,2}(?:missing|unaccounted for)`,
  },
  {
    name: 'arrested',
    before: String.raw`(?:arrested|arresting|arrests|detained|detaining|detains)`,
    after: String.raw`(?:\w+\s+){0,2}?(?:(?:were|was|are|have been|had been)\s+)?(?:arrested|detained|arrests)`,
  },
  {
    name: 'displaced',
    before: String.raw`(?:displaced|displacing|displaces|evacuated|evacuating)`,
    after: String.raw`(?:\w+\s+){0,3}?(?:(?:were|was|are|have been|had been|have|had)\s+)?(?:displaced|evacuated|fled their homes|homeless)`,
  },
  {
    name: 'freed',
    before: String.raw`(?:freed|freeing|frees|released|releasing|releases)`,
    after: String.raw`(?:hostages|prisoners|captives|soldiers|detainees|people)(?:\s+\w+){0,2}?\s+(?:freed|released)`,
  },
];

/** A sentence with one of these speaks of another time: its numbers are not this event's. */
export const ofAnotherTime =
  /\b(?:since (?:the )?(?:start|beginning|outbreak|19\d\d|20\d\d|last|january|february|march|april|june|july|august|september|october|november|december)|in (?:19|20)\d\d|(?:years?|months?|decades?|weeks?) (?:ago|earlier)|last (?:year|month|week)|previous(?:ly)?|so far this year|anniversary|overall|in total since)\b/iu;

/** What a date, an amount or a stage can belong to: the word shown, then the words that mean it. */
export const subjects: readonly (readonly [shown: string, ...words: string[]])[] = [
  ['ceasefire', 'ceasefire', 'cease-fire', 'truce', 'armistice'],
  ['prisoner swap', 'prisoner swap', 'prisoner exchange'],
  ['peace deal', 'peace deal', 'peace agreement', 'peace accord', 'peace treaty'],
  ['deal', 'deal', 'agreement', 'accord', 'treaty', 'pact', 'memorandum'],
  ['summit', 'summit'],
  ['visit', 'visit', 'trip', 'travel', 'travels'],
  ['talks', 'talks', 'negotiations', 'meeting'],
  ['election', 'election', 'elections', 'referendum', 'run-off', 'runoff'],
  ['vote', 'vote', 'ballot'],
  ['sanctions', 'sanctions', 'embargo'],
  ['tariffs', 'tariff', 'tariffs', 'duties', 'levy'],
  ['bill', 'bill', 'law', 'legislation'],
  ['resolution', 'resolution'],
  ['aid', 'aid', 'loan', 'package', 'grant', 'funding'],
  ['fine', 'fine', 'penalty'],
  ['magnitude', 'magnitude'],
  ['evacuation', 'evacuation'],
  ['withdrawal', 'withdrawal', 'pullout'],
  ['launch', 'launch', 'missile test', 'test'],
  ['hostages', 'hostages', 'hostage'],
  ['deadline', 'deadline'],
  ['border', 'border', 'crossing'],
];

/**
 * How far a thing has come: the word shown and how a sentence says it. `rank` orders what follows what; the same or a
 * lower rank than what is known is old news, but for an ending (rank 9), which always counts.
 */
export const stages: readonly { name: string; rank: number; says: RegExp }[] = [
  { name: 'denied', rank: 9, says: /\b(?:denie[sd]|denying|dismisse[sd] (?:the )?reports?)\b/iu },
  {
    name: 'called off',
    rank: 9,
    says: /\b(?:call(?:s|ed|ing) off|cancel(?:s|led|ed|ling)?|scrap(?:s|ped)?|abandon(?:s|ed))\b/iu,
  },
  { name: 'postponed', rank: 9, says: /\b(?:postpone[sd]?|delay(?:s|ed)|put off|pushed back)\b/iu },
  {
    name: 'ended without agreement',
    rank: 9,
    says: /\b(?:(?:without (?:a |an |any )?(?:deal|agreement|breakthrough|result))|(?:no (?:deal|agreement|breakthrough)(?: was| is)? (?:reached|made)?)|fail(?:s|ed) to (?:agree|reach)|break(?:s)? down|broke down|collapse[sd]?)\b/iu,
  },
  { name: 'broken', rank: 9, says: /\b(?:violat(?:es|ed|ion)|breach(?:es|ed)|broke(?:n)? the)\b/iu },
  {
    name: 'rejected',
    rank: 9,
    says: /\b(?:reject(?:s|ed)|vote[sd] down|veto(?:es|ed)|block(?:s|ed)|turn(?:s|ed) down)\b/iu,
  },
  { name: 'suspended', rank: 9, says: /\b(?:suspend(?:s|ed)|halt(?:s|ed)|froze|frozen|pause[sd])\b/iu },
  { name: 'lifted', rank: 9, says: /\b(?:lift(?:s|ed)|reopen(?:s|ed))\b/iu },
  {
    name: 'in force',
    rank: 6,
    says: /\b(?:(?:take|takes|took|taken|comes?|came|goes|went) (?:into )?(?:effect|force)|in force|takes hold|took hold)\b/iu,
  },
  {
    name: 'passed',
    rank: 5,
    says: /\b(?:pass(?:es|ed)|approve[sd]|adopt(?:s|ed)|ratif(?:y|ies|ied)|back(?:s|ed) the)\b/iu,
  },
  { name: 'signed', rank: 4, says: /\b(?:sign(?:s|ed))\b/iu },
  { name: 'imposed', rank: 4, says: /\b(?:impose[sd]?|slap(?:s|ped))\b/iu },
  {
    name: 'held',
    rank: 4,
    says: /\b(?:met|meets|was held|were held|conclude[sd]?|ended|arrive[sd]|lands? in|landed)\b/iu,
  },
  {
    name: 'under way',
    rank: 3,
    says: /\b(?:beg[ai]ns?|start(?:s|ed)|open(?:s|ed)|under ?way|resume[sd]?|kick(?:s|ed) off|got under way)\b/iu,
  },
  {
    name: 'agreed',
    rank: 2,
    says: /\b(?:agree[sd]|reach(?:es|ed)|struck|strikes? a|clinch(?:es|ed)|brokered)\b/iu,
  },
  {
    name: 'announced',
    rank: 1,
    says: /\b(?:announce[sd]?|plan(?:s|ned)?|propose[sd]?|set to|to (?:hold|meet|sign|visit|impose|discuss)|will (?:hold|meet|sign|visit|impose)|due to|is expected|are expected|call(?:s|ed) for|threaten(?:s|ed))\b/iu,
  },
];

/** A state or body that was not part of the story now takes part: how it is said, and how the line says it. */
export const joinings: readonly { says: RegExp; shown: string }[] = [
  { says: /^(?:\s+\w+){0,2}?\s+(?:joins?|joined|will join|to join|enters?|entered)\b/iu, shown: 'joins' },
  {
    says: /^(?:\s+\w+){0,2}?\s+(?:mediates?|mediated|to mediate|brokers?|offers? to mediate|offered to mediate)\b/iu,
    shown: 'mediates',
  },
  {
    says: /^(?:\s+\w+){0,2}?\s+(?:sends?|sent|deploys?|deployed|to send|to deploy)\b/iu,
    shown: 'sends forces or aid',
  },
  { says: /^(?:\s+\w+){0,2}?\s+(?:imposes?|imposed)\b/iu, shown: 'imposes sanctions' },
  { says: /^(?:\s+\w+){0,2}?\s+(?:expels?|expelled)\b/iu, shown: 'expels diplomats' },
  {
    says: /^(?:\s+\w+){0,2}?\s+(?:withdraws?|withdrew|pulls? out|pulled out|quits?)\b/iu,
    shown: 'withdraws',
  },
  { says: /^(?:\s+\w+){0,2}?\s+(?:recogni[sz]es?|recogni[sz]ed)\b/iu, shown: 'recognises' },
  {
    says: /^(?:\s+\w+){0,2}?\s+(?:strikes?|struck|bombs?|bombed|attacks?|attacked|invades?|invaded|shells?|shelled)\b/iu,
    shown: 'attacks',
  },
];

export const retracting =
  /\b(?:(?:retract(?:s|ed|ing|ion)|withdr(?:aws?|ew|awn))\b[^.]{0,40}\b(?:story|report|article|item|claim)|(?:story|report|article|item)\b[^.]{0,40}\b(?:retracted|withdrawn)|kill notice|please disregard)\b/iu;
export const correcting =
  /(?:^|\b)(?:correction:|corrections? and clarifications|clarification:|corrected:|corrects? (?:the )?(?:story|report|headline|figure|number|name|date|day|toll|paragraph|to say|to show)|(?:an )?earlier (?:version|report)s? (?:of this (?:article|story|report) )?(?:misstated|said|gave|wrongly|incorrectly|named|had)|(?:this|the) (?:article|story|report) (?:has been|was) (?:corrected|amended)|toll (?:was |is )?(?:revised|lowered|corrected) (?:down|downwards?))/iu;
