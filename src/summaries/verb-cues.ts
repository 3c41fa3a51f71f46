const IRREGULAR =
  `is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|said|told|made|took|went|came|became|began|won|lost|held|left|met
|found|gave|got|led|ran|saw|sent|set|spoke|stood|thought|wrote|fell|fled|knew|kept|put|shot|rose|hit|cut|spent|struck|swept|taught|bought|brought|built|dealt|drew|drove
|fought|flew|grew|hid|laid|paid|rode|sank|sold|shut|sought|stuck|threw|understood|withdrew|woke|beat|broke|chose|felt|forgot|heard|hung|meant|read|rang|sang|shook|sat|slid
|spread|stole|swore|tore|wore|cannot|won['’]t|can['’]t|don['’]t|say|want|need|expect|plan|hope|fear|face|believe|claim|warn|seek|call|make|take|get|give|keep|remain|include
|show|become|come|go|think|know|see|use|help|live|leave|agree|deny|argue|demand|accuse`.replaceAll('\n', '');

/** Source of a pattern for one word that is, or looks like, a finite English verb. */
export const FINITE = String.raw`(?:(?:${IRREGULAR}|says?|\p{Ll}{2,}ed|\p{Ll}{3,}(?<![suij’'])s)\b)`;
export const DAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';

const FINITE_VERB = new RegExp(String.raw`(?<=[\p{L}\d’'”",] )${FINITE}`, 'u');
const VERB_AFTER_COMMA = new RegExp(`, ${FINITE}`, 'u');

/** Whether an English text has something that looks like a finite verb after its first word. */
export function hasFiniteVerb(text: string): boolean {
  return FINITE_VERB.test(text);
}

/** Whether an English text could be a full sentence: long enough, and with a verb. */
export function standsAlone(text: string): boolean {
  return text.split(' ', 5).length >= 5 && hasFiniteVerb(text);
}

/** Whether what follows a comma goes on with a verb, so that the piece before it is not the end of its clause. */
export function hasVerbAfterComma(text: string): boolean {
  return VERB_AFTER_COMMA.test(text);
}
