import {
  FINITE,
  hasFiniteVerb,
  hasMainVerb,
  hasPlainVerb,
  hasVerbAfterComma,
  standsAlone,
  waitsForVerb,
} from './verb-cues.ts';

/** Where an English sentence may end earlier. `head` matches what the left-out rest begins with; at most one applies. */
export type EndingRule = { name: string; head: RegExp; guard: (before: string, rest: string) => boolean };

const NEGATED =
  /\b(?:not|no|never|nobody|none|neither|nor|without|hardly|only|unless|until|cannot|if|whether)\b|n[’']t\b/iu;
const HEDGED = /\b(?:would|could|might|may|should)\b/iu;
/** What these single out is often told by the words that follow. */
const SELECTIVE =
  /\b(?:first|last|all|every|any|each|most|least|only|sole|unique|rare|few|record|same|always|ever|more|less|fewer|worst|best|\p{Ll}{3,}(?<!for|inter|t)est)\b/iu;
/** What these single out stands near them. */
const lastWords = (text: string) => text.split(' ').slice(-6).join(' ');
const NEEDS_COMPLEMENT =
  /(?:\b(?:is|are|was|were|be|been|being|live[sd]?|stands?|stood|arrive[sd]?|goes|went|gone|comes?|came|based|born|stay(?:s|ed)?|remain(?:s|ed)?|parts?|roles?|next|close|prior|opposed|famous|notorious|renowned|responsible|contrast|revolve[sd]?|place|interest|belief|faith|lies|lay|puts?|sits?|sat|end|ends|ended|held|set|made|involved|interested|believed?s?|placed|located|used|headed|linked|led|focused|working|living|and|or|to|of|than|that|[a-z]+ly|between|both|into|from|with|a|an|the)|ing)$/iu;
const TAKES_AS =
  /\b(?:describ|know|known|regard|view|see[ns]?|saw|treat|identif|serv|act|work|nam|elect|appoint|hail|brand|label|cast|dismiss|portray|reject|refer|such|same|so|as|us(?:e|ed|ing)|consider)[a-z]*\b[^,]{0,25}$/iu;
const MEASURES =
  /\b(?:just|soon|shortly|days?|weeks?|months?|years?|hours?|minutes?|moments|century|centuries|decades?|generations?|half|long|ever|even|time|part|[a-z]+ing|is|was|are|were|be|been|came|comes?|begins?|began|it)$/iu;
/** Says nothing without the clause that follows: `There is one thing that ...`, `a law for anyone who ...`. */
const EMPTY =
  /^There (?:is|are|was|were|has been|have been)\b|\b(?:any|some|every|no)(?:one|body|thing)$|\b(?:those|people|things?|ones?)$/iu;
/** `depicted a club`, `according to a paper`: what kind of thing it is stands only in the words that follow. */
const BARE_NOUN = / (?:an?|another|one) \p{Ll}+(?:-\p{Ll}+)*$/u;
/** `Fighting began` and `the report was released` wait for when and where. */
const MERELY_HAPPENS =
  /\b(?:occurred|happened|came|began|begun|started|ended|took place|arrived|(?:was|were) (?:released|published|taken|held|made|issued|found|discovered))$/iu;
/** `had been with the firm since May` says nothing without the month. */
const LASTS = /\b(?:has|have|had)\b/u;
/** `has measured and ranked cities`: both verbs have the object that follows. */
const ENDS_WITH_VERB =
  /(?:(?<!\b(?:the|a|an|of|his|her|its|their|in|\d+) )\b\p{Ll}{3,}ed|\b(?:has|have|had|is|are|was|were))$/u;
/** `a helipad, cranes` of `a helipad, cranes, and a bridge`: a list that goes on. */
const goesOn = (before: string, rest: string) =>
  before.includes(',') &&
  !hasPlainVerb(before.slice(before.lastIndexOf(','))) &&
  /^, (?:and|or|as well as)\b/u.test(rest);
/** `France, Italy and` and the like: a comma that separates members of a list. */
const IN_LIST = /,[^,]{1,30}$/u;

/** What `and` goes on with is the same subject's next deed. */
const PAST =
  'said|told|made|took|went|came|became|began|won|lost|gave|got|led|ran|saw|sent|spoke|stood|wrote|fell|fled|rose|spent|brought|built|drew|drove|fought|flew|paid|sank|sold|sought|threw|withdrew|broke|chose|says|wants|plans|hopes|left|found|kept|held|caught|stole|shot';
const PLAIN_FINITE =
  '(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|said|says|told|made|took|went|came|became|began|won|lost|gave|led|ran|sent|fell|fled|left|found|\\p{Ll}{3,}ed)\\b';

const isPlain = (before: string) =>
  standsAlone(before) && !NEGATED.test(before) && !MERELY_HAPPENS.test(before);
/** `the number of people killed in the east` of `killed in the east now exceeds 6,000`: its verb is still to come. */
const PARTICIPLES =
  /(?<=\b(?:the|an?|of|his|her|its|their)) \p{Ll}{2,}ed\b| \p{Ll}{2,}ed(?= (?:in|by|at|on|with|to|from|during|for|as|of|near|over)\b)/giu;
const hasVerbToCome = (before: string, rest: string) =>
  hasFiniteVerb(rest) && !hasPlainVerb(before.replace(PARTICIPLES, ''));
/** A verb after a later comma belongs to the rest only where the clause before it has its own. */
const endsClause = (before: string, rest: string) =>
  standsAlone(before) &&
  (!hasVerbAfterComma(rest.slice(2)) || (!waitsForVerb(before) && hasMainVerb(before)));

export const ENDING_RULES: readonly EndingRule[] = [
  { name: 'semicolon', head: /;/gu, guard: standsAlone },
  {
    name: 'dash',
    head: / (?:--|[–—]|-) /gu,
    guard: (before, rest) =>
      standsAlone(before) && !/ (?:--|[–—]|-) /u.test(before) && !/ (?:--|[–—]|-) /u.test(rest.slice(3)),
  },
  { name: 'relative clause', head: /, (?:which|whose|where|whom|who|when)\b/gu, guard: endsClause },
  {
    name: 'apposition',
    head: /, (?:an?|the|one of)\b/gu,
    guard: (before, rest) =>
      standsAlone(before) &&
      !hasFiniteVerb(rest) &&
      !IN_LIST.test(before) &&
      !/ and /u.test(rest.slice(0, 40)),
  },
  {
    name: 'participle',
    head: /, (?:(?:not |thus |thereby |also |reportedly )?\p{Ll}{3,}ing|known|based|made|led|backed|followed|compared|accused|described|along with|as well as|together with|including|such as)\b/gu,
    guard: (before, rest) =>
      !/^, (?:depending|assuming|according|providing)/u.test(rest) && endsClause(before, rest),
  },
  {
    name: 'phrase set off by a comma',
    head: /, (?:in|on|at|for|from|with|out of|instead of|despite|just|days|weeks|months|hours|near|amid|after|following|because|since|even though|although|though|even as|whereas|where|until|before)\b/gu,
    guard: (before, rest) => endsClause(before, rest) && !IN_LIST.test(before) && !NEGATED.test(before),
  },
  {
    name: 'subordinate clause',
    head: / (?:after|while|when|because|since|amid|despite|although|though|even though|before|following|whereas)\b/gu,
    guard: (before, rest) =>
      isPlain(before) &&
      !(HEDGED.test(before) && /^ (?:when|because|since|before)/u.test(rest)) &&
      !((LASTS.test(before) || SELECTIVE.test(lastWords(before))) && rest.startsWith(' since')) &&
      !hasVerbToCome(before, rest) &&
      !NEGATED.test(rest.slice(0, 10)) &&
      !MEASURES.test(before),
  },
  {
    name: 'second clause',
    head: /, (?:as|but|while|and|so|yet)\b/gu,
    guard: (before, rest) =>
      standsAlone(before) && hasFiniteVerb(rest) && !IN_LIST.test(before.slice(-40)) && !goesOn(before, rest),
  },
  {
    name: 'as clause',
    head: new RegExp(
      String.raw` as (?=(?:the|a|an|he|she|it|they|his|her|its|their|\p{Lu}\p{Ll}+)\b(?: (?!who\b|which\b|that\b)[^\s,;]+){0,8} ${FINITE})`,
      'gu',
    ),
    guard: (before) => isPlain(before) && !TAKES_AS.test(before),
  },
  {
    name: 'means or cause',
    head: / (?:by \p{Ll}{3,}ing|thanks to|due to|because of|in (?:the|a|an) (?:hope|hopes|bid|attempt|effort|move|wake|face|aftermath|run-up)|at a time when|in order to|in response to|as part of|with the aim of|in exchange for|in protest at)\b/gu,
    guard: isPlain,
  },
  {
    name: 'place or time',
    head: / (?:in|at|near|outside|across|throughout|inside|within|during|over|around|on|ahead of|with|under|among|from) (?=(?:the|a|an|its|his|her|their|early|late|mid|about|nearly|almost|\p{Lu}|\d)\b)| for (?=(?:the )?(?:more than |nearly |almost |at least |about )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|first time|second time|last)\b)/gu,
    guard: (before, rest) =>
      before.split(' ').length >= 8 &&
      isPlain(before) &&
      !hasVerbToCome(before, rest) &&
      !(/\p{Ll}ed$/u.test(before) && /^ (?:with|from|under|among)/u.test(rest)) &&
      !BARE_NOUN.test(before) &&
      !SELECTIVE.test(lastWords(before)) &&
      !NEEDS_COMPLEMENT.test(before),
  },
  {
    name: 'restrictive clause',
    head: new RegExp(String.raw` (?:that|who|which) (?=(?:\p{Ll}+ly |also )?${FINITE})`, 'gu'),
    guard: (before) =>
      isPlain(before) &&
      !BARE_NOUN.test(before) &&
      !SELECTIVE.test(lastWords(before)) &&
      !EMPTY.test(before) &&
      /\b(?:an?|\d+|two|three|some|several|many) [^,]{3,40}$/u.test(before),
  },
  {
    name: 'reason',
    head: / for (?=(?:allegedly |reportedly )?\p{Ll}{3,}ing\b)/gu,
    guard: (before) => isPlain(before) && !NEEDS_COMPLEMENT.test(before),
  },
  {
    name: 'clause after and',
    head: new RegExp(
      String.raw` (?:and|but) (?=(?:he|she|it|they|the|an?|his|her|its|their|that|police|officials|\p{Lu}\p{Ll}+)\b(?: [^\s,;]+){0,6} ${PLAIN_FINITE})`,
      'gu',
    ),
    guard: (before) =>
      standsAlone(before) &&
      hasMainVerb(before) &&
      !waitsForVerb(before) &&
      !ENDS_WITH_VERB.test(before) &&
      !/\b(?:both|between|either|not only)\b/u.test(before) &&
      !NEEDS_COMPLEMENT.test(before),
  },
  {
    name: 'second verb',
    head: new RegExp(
      String.raw` and (?=(?:then |also |later )?(?:has|have|was|were|is|are|had|will|\p{Ll}{3,}ed|${PAST}) )`,
      'gu',
    ),
    guard: (before) =>
      standsAlone(before) &&
      !ENDS_WITH_VERB.test(before) &&
      !/\b(?:both|between|either|not only)\b/u.test(before) &&
      !/\p{L}{3,}ly$/u.test(before),
  },
];

/** `was killed` may end where `had moved` waits for where to. */
const PASSIVE = /\b(?:is|are|was|were|be|been|being) (?:\p{Ll}+ly )?\p{Ll}{3,}ed$/u;
const VERB_LAST =
  /(?:\p{Ll}{2,}(?:ed|ing)|\b(?:swept|fell|rose|grew|ran|sat|stood|flew|drove|broke|came|spoke|slipped|dropped|climbed|turned|crept|burst|stuck|hung|lay|laid|threw|brought|sought|struck)$|\b(?:is|are|was|were|be|been|has|have|had|says?|said|told|made|took|went|came|gave|got|led|saw|sent|held|left|found|put|set|meets?|leads?|gives?|takes?|makes?|wants?|needs?|able|due|likely|set|ready|aimed|similar|according|more|less))$/iu;

const PASSIVE_ENDS =
  /^ (?:by|in|on|at|during|over|near|outside) (?=(?:the|an?|his|her|its|their|\p{Lu}|\d))/u;
/** `their Bergen, New Jersey, home` */
const isPlaceName = (before: string, rest: string) =>
  /\p{Lu}[\p{L}.]*$/u.test(before) &&
  /^, \p{Lu}[\p{L}.]*(?: \p{Lu}\p{L}+)?(?:,(?! \p{Lu})| \p{Ll})/u.test(rest);

/** What these begin is told only by what follows. */
const WAITS_FOR_MORE =
  /\b(?:put|puts|places?|placed|lays|keeps?|kept) (?:\S+ ){0,3}\S+$|\b(?:ability|decision|attempt|plans?|right|efforts?|way|bid|need|chance|opportunity|move|desire|permission|order|power|time|part|role|case|lead|access|amount|number|kind|sort|series|string|combination|backdrop|scene|source|cause|result|subject|victim|heart|those|these|such|same|way|to \p{Ll}+|let (?:\S+ ){0,2}\S+|back|down|up|out|off|away|over)$/iu;

/** For a sentence that none of the others makes short enough: the end of a phrase that could be its last. */
export const LAST_RESORT_ENDINGS: readonly EndingRule[] = [
  {
    name: 'comma',
    head: /,(?= )/gu,
    guard: (before, rest) =>
      isPlain(before) &&
      hasMainVerb(before) &&
      !WAITS_FOR_MORE.test(before) &&
      !BARE_NOUN.test(before) &&
      !IN_LIST.test(before) &&
      !goesOn(before, rest) &&
      !hasVerbAfterComma(rest) &&
      !isPlaceName(before, rest) &&
      !/^, (?:and|or) \S+[ .,]|^, (?:[^\s,]+ ){1,4}(?:and|or) /u.test(rest) &&
      !/^[^,]{0,40}, (?:and|or)\b/u.test(rest.slice(2)),
  },
  {
    name: 'phrase',
    head: / (?:in|on|at|for|from|with|to(?= (?:the|an?|his|her|its|their|\p{Lu}|\d))|over|under|against|during|about|through|across|between|among|into|onto|toward|towards|amid|since|until|without|within|by)\b(?= [^\s.])(?! (?:is|are|was|were|and)\b)/gu,
    guard: (before, rest) =>
      before.split(' ').length >= 8 &&
      isPlain(before) &&
      hasMainVerb(before) &&
      !hasVerbToCome(before, rest) &&
      !BARE_NOUN.test(before) &&
      !(LASTS.test(before) && rest.startsWith(' since')) &&
      !SELECTIVE.test(lastWords(before)) &&
      !WAITS_FOR_MORE.test(before) &&
      (!VERB_LAST.test(before) || (PASSIVE.test(before) && PASSIVE_ENDS.test(rest))) &&
      !NEEDS_COMPLEMENT.test(before),
  },
];
