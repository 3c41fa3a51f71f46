const IRREGULAR =
  `is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|said|told|made|took|went|came|became|began|won|lost|held|left|met
|found|gave|got|led|ran|saw|sent|set|spoke|stood|thought|wrote|fell|fled|knew|kept|put|shot|rose|hit|cut|spent|struck|swept|taught|bought|brought|built|dealt|drew|drove
|fought|flew|grew|hid|laid|paid|rode|sank|sold|shut|sought|stuck|threw|understood|withdrew|woke|beat|broke|chose|felt|forgot|heard|hung|meant|read|rang|sang|shook|sat|slid
|spread|stole|swore|tore|wore|cannot|won['’]t|can['’]t|don['’]t|say|want|need|expect|plan|hope|fear|face|believe|claim|warn|seek|call|make|take|get|give|keep|remain|include
|show|become|come|go|think|know|see|use|help|live|leave|agree|deny|argue|demand|accuse`.replaceAll('\n', '');

/** Source of a pattern for one word that is, or looks like, a finite English verb. */
export const FINITE = String.raw`(?:(?:${IRREGULAR}|says?|\p{Ll}{2,}ed|\p{Ll}{3,}(?<![suij’'])s)\b)`;
export const DAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';

/** Of these only forms that are hardly ever nouns: what shows that a shortened sentence still has its verb. */
const PLAIN =
  `is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|said|told|made|took|went|came|became|began|won|lost|held|met|gave|got|led|ran
|saw|sent|spoke|stood|wrote|fell|fled|knew|kept|shot|rose|hit|spent|struck|swept|brought|built|dealt|drew|drove|fought|flew|grew|paid|sank|sold|sought|stuck|threw|withdrew|beat
|broke|chose|forgot|heard|meant|shook|swore|wore|cannot|won['’]t|can['’]t|don['’]t|say|says|want|wants|expect|expects|believe|believes|seek|seeks|make|makes|take|takes|give|gives
|keep|keeps|remain|remains|include|includes|become|becomes|come|comes|go|goes|think|thinks|know|knows|agree|agrees|deny|denies|argue|argues|accuse|accuses|tells|gets|continues
|begins|warns|faces|calls|shows|leads|means|needs|plans to|hopes to|wins|loses|meets|holds|adds|sees|finds|puts|brings|allows|requires|refuses|rejects|urges|opens|runs|lives|seems
|appears|found|left|set|put|cut|thought|felt|bought|taught|understood|caught|blew|drank|swam|tore|stole|froze|slept|wept|clung|slid|shone|arose|forgave
|overcame|overtook|undertook|underwent|withheld|upheld|oversaw|sat|woke|shut`.replaceAll('\n', '');
/** `the remains`, `his needs`, `an increased risk`: after these a word is no verb. */
const NO_DETERMINER = String.raw`(?<!\b(?:the|an?|his|her|its|their|this|these|those|of) )`;
const PLAIN_VERB = new RegExp(
  String.raw`(?<=[\p{L}\d’'”",] )${NO_DETERMINER}(?:${PLAIN}|\p{Ll}{2,}(?<!e)ed)\b|\b(?:it|that|there|he|she|what|who)[’']s\b|\p{L}[’'](?:re|ve|ll|m|d)\b`,
  'iu',
);

const FINITE_VERB = new RegExp(String.raw`(?<=[\p{L}\d’'”",] )${FINITE}`, 'u');
const VERB_AFTER_COMMA = new RegExp(`, ${FINITE}`, 'u');

/** Whether an English text has something that looks like a finite verb after its first word. */
export function hasFiniteVerb(text: string): boolean {
  return FINITE_VERB.test(text);
}

const OPENS_CLAUSE =
  /^(?:Where|What|Why|How|To|After|As|While|When|Since|Although|Though|Despite|If|Before|Because|Once|Until|Unless|With|Without|Whether|Following|For|Of|Soon|Among|\p{Lu}\p{Ll}{2,}ing|According to|(?:\S+ ){1,3}(?:after|before|since))\b/u;
const OPEN_ASIDE =
  /, (?:who|whose|which|where|whom|when|an?|the|one of|now|then|in|on|at|with|from|of|known|held|made|led|found|brought|built|sold|shot|given|taken|seen|set|kept|left|sent|caught|including|\p{Ll}{2,}(?:ed|ing))\b[^,]*$/u;

/** Whether an English text surely has a finite verb; stricter than `hasFiniteVerb`, so it misses some. */
export function hasPlainVerb(text: string): boolean {
  return PLAIN_VERB.test(text);
}

/** Whether an English text could be a full sentence: long enough, with a verb of its own that is not in an opening or aside. */
export function standsAlone(text: string): boolean {
  if (text.split(' ', 5).length < 5 || !hasPlainVerb(text)) return false;
  if (
    OPENS_CLAUSE.test(text) &&
    !hasPlainVerb(text.slice(text.indexOf(',') === -1 ? text.length : text.indexOf(',')))
  )
    return false;
  // `as a dispute` of `, as a dispute over a murder worsened` is no clause yet.
  const tail = /, (?:as|while|whereas|although|though|because|but) ([^,]*)$/u.exec(text)?.[1];
  if (tail !== undefined && !hasPlainVerb(tail)) return false;
  const main = text.replace(OPEN_ASIDE, '');
  return hasVerbInLastClause(text) && (main === text || (hasPlainVerb(main) && hasVerbInLastClause(main)));
}

/** `acknowledged that the potential of a crime` waits for the verb of its clause. */
function hasVerbInLastClause(text: string): boolean {
  const clause = text.split(/ (?:that|because|whether(?! to\b)) /u).at(-1) ?? text;
  return clause === text || hasPlainVerb(` ${clause}`);
}

/** What follows an aside goes on with its subject only where that still lacks a verb: not `filed a suit, claiming he had lied, cheated`. */
export function waitsForVerb(before: string): boolean {
  const clause = before.split(/,|;| (?:that|said|says|say|and|but|because|while|as|after|when)(?= )/u).at(-1);
  return !hasPlainVerb(clause ?? before);
}

const VERB_GROUP = new RegExp(
  String.raw`(?<!\bto )(?:${PLAIN_VERB.source})(?: (?:\p{Ll}+ly|not|also|been|be|to be|\p{Ll}+ed|\p{Ll}+ing))*`,
  'giu',
);
const SUBORDINATORS =
  /\b(?:who|which|whose|that|because|while|when|since|although|though|if|where|whether|what|until|unless|how|(?<=and |but )once|as (?=(?:the|he|she|it|they|his|her|its|their) ))\b/giu;

/** Whether an English text has more verbs than clauses that only hang on another: `Two men who claim to be heirs` has not. */
export function hasMainVerb(text: string): boolean {
  return (text.match(VERB_GROUP)?.length ?? 0) > (text.match(SUBORDINATORS)?.length ?? 0);
}

const AFTER_VERB =
  'the|an?|his|her|its|their|this|that|these|those|in|on|at|to|by|for|from|with|as|against|over|after|before|into|him|them|it|up|down|out|off|back|away|all|no|more|nothing|\\d+|\\p{Lu}\\p{Ll}+';
/** `sanctioned three firms`, but not `a retired general`: a past form is a verb where what it acts on follows. */
const SURE_VERB = new RegExp(
  String.raw`(?<=[\p{L}\d’'”",] )${NO_DETERMINER}(?:(?:${PLAIN})\b|\p{Ll}{2,}ed (?:${AFTER_VERB})\b)`,
  'u',
);
/** The first verb of what is cut off, and what stands before it there. */
const CUT_VERB = new RegExp(
  String.raw`^(?<before>.*?)\b(?:has|have|had|is|are|was|were|will|would|can|could|may|might|must|should|\p{Ll}{2,}ed (?:${AFTER_VERB}))\b`,
  'u',
);
const STARTS_CLAUSE =
  /[,;:–—]|\b(?:who|which|whose|that|because|while|when|since|although|though|if|where|whether|what|until|unless|how|after|before|and|but|or|said|says|as (?:the|he|she|it|they|his|her|its|their|\p{Lu}\p{Ll}+))\b/u;

/** Whether what is cut off an English sentence is not its predicate: `The general's experience | as a ruler has been praised` is. */
export function keepsPredicate(kept: string, cut: string): boolean {
  const before = CUT_VERB.exec(cut)?.groups?.before;
  return before === undefined || STARTS_CLAUSE.test(before) || SURE_VERB.test(kept);
}

/** Whether what follows a comma goes on with a verb, so that the piece before it is not the end of its clause. */
export function hasVerbAfterComma(text: string): boolean {
  return VERB_AFTER_COMMA.test(text);
}

const VERB_FORM =
  /^(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|says?|said|won|lost|made|took|told|\p{Ll}{2,}ed)$/u;

/** Whether a word is one of the commonest finite verbs or ends like one; a noun such as `need` counts too. */
export function isVerbForm(word: string): boolean {
  return VERB_FORM.test(word.toLowerCase());
}
