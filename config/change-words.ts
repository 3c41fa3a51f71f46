/** Words by which a material change of a story is found. English; plain lists that a person can read and change. */

/**
 * What may be counted of people: dictionary forms (or a word as written, where only that form says it) of what became of them,
 * and of what they did.
 */
export const tolls: readonly { name: string; words: string; acts: string }[] = [
  {
    name: 'toll',
    words: 'kill killing die dead death deaths toll fatality fatalities bodies perish drown',
    acts: 'die perish drown',
  },
  { name: 'injured', words: 'injure injuring injured injury injuries wound wounding wounded hurt', acts: '' },
  { name: 'missing', words: 'missing unaccounted', acts: '' },
  { name: 'arrested', words: 'arrest detain', acts: '' },
  { name: 'displaced', words: 'displace evacuate homeless flee', acts: 'flee' },
  { name: 'freed', words: 'free release', acts: '' },
];

/** A number of these counts no people. */
export const units: ReadonlySet<string> = new Set(
  'year month week day hour minute second kilometre kilometer km mile metre meter percent dollar euro pound rouble ton tonne time'.split(
    ' ',
  ),
);

/** A clause with one of these, or that follows one in its sentence, speaks of another time: its numbers are not this event's. */
export const ofAnotherTime =
  /\b(?:since (?:the )?(?:start|beginning|outbreak|19\d\d|20\d\d|last|january|february|march|april|june|july|august|september|october|november|december)|in (?:19|20)\d\d|(?:a|an|the|under) (?:19|20)\d\d(?= \w)|(?:years?|months?|decades?|weeks?) (?:ago|earlier|before)|last (?:year|month|week|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december)(?:'s)?|previous(?:ly)?|so far this year|anniversary|overall|in total since|over the years|in (?:january|february|march|april|may|june|july|august|september|october|november|december)(?! \d)|historic(?:al)?(?:ly)?|in the past)\b/iu;

/** "The deadliest since 2009" compares; it does not move the sentence into 2009. */
export const comparingSince =
  /\b(?:first|worst|deadliest|biggest|highest|largest|strongest|most \w+)\b[^,;.]{0,80}?\bsince (?:the )?\w+(?: \d{4})?/giu;

/** Beside the above, what makes a stage or a meeting old news: "earlier", "had signed". */
export const ofEarlier =
  /\b(?:earlier|had (?:\w+ly |already |also )?(?:been \w+|\w+ed|met|held|begun|broken|taken|struck|agreed))\b/iu;

/** What is only supposed, wanted or feared has not happened. `May` is also a month, so case counts. */
export const supposing =
  /\b(?:[Ww]ould|[Cc]ould|[Mm]ight|may|[Ss]hould|[Ii]f|[Uu]nless|[Uu]ntil|only when|whether|[Tt]hreaten\w* to|[Uu]rge[sd]?|[Cc]all(?:s|ed) (?:for|on)|[Dd]emand(?:s|ed)?|[Vv]ow(?:s|ed)? to|[Ww]ant(?:s|ed)? to|[Hh]ope[sd]? to|seek(?:s|ing)? to|[Oo]ffer(?:s|ed)? to(?! mediate)|ready to|likely to|[Ff]ear(?:s|ed)?|[Rr]isk(?:s|ed)?)\b/u;

/** Turns a stage round: "no documents were signed". */
export const denying = /\b(?:no|not|never|neither|nor|nothing|nobody|without|yet to|hardly)\b/iu;

/** Where one clause ends and the next begins; the joining word belongs to the next. */
export const clauseBreak =
  /[,;:]\s|\s[-–—]\s|\s(?=and\s[^\p{Lu}]|(?:but|while|as|after|before|although|though|which|who|where|when|because|until|unless|if|amid|despite)\s)/gu;

/** What was to come when the story was told. */
export const planned =
  /\b(?:set (?:to|for)|schedul(?:ed|es)|(?:to|will|would|may|could|might) (?:\w+ )?(?:be held|take place|begin|start|open|hold|meet|sign|visit|travel|impose|discuss|talk|host|receive|go|arrive|vote|resume)|due (?:to|on|in)|(?:is|are|was|were) (?:expected|likely|to)|expected (?:to|in|on)|being prepared|intends? to)\b/iu;

/** A meeting or visit that has happened: headlines put it in the present. What stands before decides whether it is planned. */
export const happened =
  /(?<!\b(?:to|will|would|could|may|might|can|should|must|shall|not|never|are|were|was|is|be|been|being|'ll)\s(?:\w+ly\s)?)\b(?:met|meets?|held (?:\w+ ){0,2}?(?:talks|a meeting|a summit|negotiations)|holds? (?:\w+ ){0,2}?(?:talks|a meeting|a summit)|welcom(?:es|ed)|receives?|received|arriv(?:es|ed)|lands in|landed in|sat down|sits? down|begins? (?:\w+ ){0,2}?(?:talks|visit)|began (?:\w+ ){0,2}?(?:talks|visit)|opens? (?:\w+ ){0,2}?talks|opened (?:\w+ ){0,2}?talks|hosts|hosted|visits|visited|travel(?:s|led) to)\b|\b(?:talks|summit|meeting|visit|negotiations)\b(?: \w+){0,5}? (?:(?:was|were) held|took place|takes place|began|begins?|opened|opens|ended|ends|got under way|(?:is|are) under way)\b/iu;

/** Where a thing is rather than what it is: "border talks" are talks. */
export const besideSubjects: ReadonlySet<string> = new Set(['border', 'hostages']);

/** What is read as one subject: a meeting is planned as a visit and told as talks. */
export const subjectFamilies: Readonly<Record<string, string>> = {
  talks: 'meeting',
  summit: 'meeting',
  visit: 'meeting',
  'peace deal': 'deal',
  pact: 'deal',
  treaty: 'deal',
  embargo: 'sanctions',
};

/** Offices before a name; the line leaves them out. */
export const offices =
  /(?:\b(?:the|The)\s)?(?:\b\p{Lu}[\p{L}’'-]*\s)*\b(?:leader|[Pp]resident|[Pp]rime [Mm]inister|(?:[Ff]oreign|[Dd]efen[cs]e) [Mm]inister|[Cc]hancellor|[Ss]ecretary of [Ss]tate|[Kk]ing|[Gg]eneral)\s(?=\p{Lu})/gu;

/** An amount that is said to have moved. */
export const moving =
  /\b(?:rais(?:es|ed)|increas(?:es|ed)|ris(?:es|en)|rose|doubl(?:es|ed)|tripl(?:es|ed)|up from|cut(?:s)?|lower(?:s|ed)|reduc(?:es|ed)|now|instead of|widen(?:s|ed)|top(?:s|ped) up|grew|grown)\b/iu;

/** What a date, an amount or a stage can belong to: the word shown, then the words that mean it. */
export const subjects: readonly (readonly [shown: string, ...words: string[]])[] = [
  ['ceasefire', 'ceasefire', 'cease-fire', 'truce', 'armistice'],
  ['prisoner swap', 'prisoner swap', 'prisoner exchange'],
  ['peace deal', 'peace deal', 'peace agreement', 'peace accord', 'peace treaty'],
  ['deal', 'deal', 'agreement', 'accord', 'memorandum'],
  ['pact', 'pact'],
  ['treaty', 'treaty'],
  ['summit', 'summit'],
  ['visit', 'visit', 'trip', 'travel', 'travels'],
  ['talks', 'talks', 'negotiations', 'meeting', 'round', 'to meet', 'will meet'],
  ['election', 'election', 'elections', 'referendum', 'run-off', 'runoff'],
  ['vote', 'vote', 'ballot'],
  ['sanctions', 'sanctions'],
  ['embargo', 'embargo'],
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

/** Rank of a stage that ends or turns something: it counts whatever was reached before. */
export const ENDING_RANK = 9;

/**
 * How far a thing has come: the word shown and how a sentence says it. `rank` orders what follows what; the same or a
 * lower rank than what is known is old news, but for an ending (rank 9), which always counts.
 */
export const stages: readonly { name: string; rank: number; says: RegExp }[] = [
  { name: 'denied', rank: ENDING_RANK, says: /\b(?:denie[sd]|denying|dismisse[sd] (?:the )?reports?)\b/iu },
  {
    name: 'called off',
    rank: ENDING_RANK,
    says: /\b(?:call(?:s|ed|ing) off|cancel(?:s|led|ed|ling)?|scrap(?:s|ped)?|abandon(?:s|ed))\b/iu,
  },
  { name: 'postponed', rank: ENDING_RANK, says: /\b(?:postpone[sd]?|delay(?:s|ed)|put off|pushed back)\b/iu },
  {
    name: 'ended without agreement',
    rank: ENDING_RANK,
    says: /\b(?:(?:without (?:a |an |any )?(?:deal|agreement|breakthrough|result))|(?:no (?:deal|agreement|breakthrough)(?: was| is)? (?:reached|made)?)|fail(?:s|ed) to (?:agree|reach)|break(?:s)? down|broke down|collapse[sd]?)\b/iu,
  },
  {
    name: 'broken',
    rank: ENDING_RANK,
    says: /\b(?:violat(?:es|ed|ion)|breach(?:es|ed)|broke(?:n)? the)\b/iu,
  },
  {
    name: 'rejected',
    rank: ENDING_RANK,
    says: /\b(?:reject(?:s|ed)|vote[sd] down|veto(?:es|ed)|block(?:s|ed)|turn(?:s|ed) down)\b/iu,
  },
  { name: 'suspended', rank: ENDING_RANK, says: /\b(?:suspend(?:s|ed)|halt(?:s|ed)|pause[sd])\b/iu },
  { name: 'lifted', rank: ENDING_RANK, says: /\b(?:lift(?:s|ed))\b/iu },
  { name: 'failed', rank: ENDING_RANK, says: /\b(?:fail(?:s|ed)|ended in failure)\b(?! to)/iu },
  {
    name: 'abandoned by one side',
    rank: ENDING_RANK,
    says: /\b(?:(?:pull(?:s|ed)? out|withdraws?|withdrew) (?:of|from)|walk(?:s|ed)? out of|boycott(?:s|ed)|quits?)\b/iu,
  },
  { name: 'reopened', rank: ENDING_RANK, says: /\b(?:reopen(?:s|ed))\b/iu },
  {
    name: 'in force',
    rank: 6,
    says: /\b(?:(?:take|takes|took|taken|comes?|came|goes|went) (?:into )?(?:effect|force)|in force|takes hold|took hold)\b/iu,
  },
  {
    name: 'passed',
    rank: 5,
    says: /\b(?:pass(?:es|ed)|adopt(?:s|ed))\b/iu,
  },
  { name: 'approved', rank: 5, says: /\b(?:approve[sd]|ratif(?:y|ies|ied)|back(?:s|ed) the)\b/iu },
  { name: 'carried out', rank: 5, says: /\b(?:carried out|complete[sd]?|took place|takes place)\b/iu },
  { name: 'won', rank: 5, says: /\b(?:wins?|won|declared (?:the )?winner|concede[sd]?)\b/iu },
  { name: 'signed', rank: 4, says: /\b(?:sign(?:s|ed)?)\b(?! of)/iu },
  { name: 'imposed', rank: 4, says: /\b(?:impose[sd]?|slap(?:s|ped))\b/iu },
  {
    name: 'held',
    rank: 4,
    says: /\b(?:was held|were held|conclude[sd]?|ended)\b/iu,
  },
  {
    name: 'under way',
    rank: 3,
    says: /\b(?:beg[ai]ns?|start(?:s|ed)|open(?:s|ed)|under ?way|resume[sd]?|kick(?:s|ed) off|got under way)\b/iu,
  },
  {
    name: 'agreed',
    rank: 2,
    says: /\b(?:agree[sd]?|reach(?:es|ed)?|struck|strikes? a|clinch(?:es|ed)|brokered)\b/iu,
  },
  {
    name: 'announced',
    rank: 1,
    says: /\b(?:announce[sd]?|plan(?:s|ned|ning)?|propose[sd]?|invite[sd]?|prepares?|preparing)\b/iu,
  },
];

/** These say more in the sentence's own words: who won, who left. */
export const quotedStages: ReadonlySet<string> = new Set(['won', 'abandoned by one side']);

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
  /\b(?:(?:retract(?:s|ed|ing|ion)?|withdr(?:aws?|ew|awn))\b[^.]{0,40}\b(?:story|report|article|item)|(?:story|report|article|item)\b[^.]{0,40}\b(?:retracted|withdrawn)|(?:story|report|article|item) (?:has been|was) (?:removed|taken down|deleted)|published in error|kill notice|please disregard)\b/iu;
/** These withdraw reports of their own; the story stands. They stand before the verb: what a paper withdraws may be about them. */
export const withdrawingTheirOwn =
  /\b(?:ministers?|ministry|government|parliament|senators?|lawmakers?|court|president|police|party|commission|committee|inspectors?|UN|EU)\b[^.,;]{0,40}\b(?:retract|withdr)/iu;
export const correcting =
  /(?:^|\b)(?:correction:|corrections? and clarifications|clarification:|corrected:|corrects? (?:the )?(?:story|report|headline|figure|number|name|date|day|toll|paragraph|to say|to show)|(?:an |our )?earlier version(?:s? of this (?:article|story|report))? (?:misstated|said|gave|wrongly|incorrectly|named|had)|(?:an |our )earlier (?:report|story|article) (?:misstated|wrongly|incorrectly)|(?:this|the) (?:article|story|report) (?:has been|was) (?:corrected|amended)|toll (?:was |is )?(?:revised|lowered|corrected) (?:down|downwards?))/iu;
