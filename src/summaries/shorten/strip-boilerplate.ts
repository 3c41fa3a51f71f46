const AGENCIES =
  'CNN|Reuters|AP|AFP|UPI|Xinhua|TASS|dpa|DPA|ANI|PTI|IANS|EFE|ANSA|Bloomberg|BBC|NPR|KYODO|Kyodo|Yonhap|CNN Business|CNN Student News|Associated Press|The Associated Press|The Hollywood Reporter|CNSNews|RNN|CBS|Agencies|Agency';
const PLACE = String.raw`\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|d[aeu]|of|and)){0,5}`;

const REGION = String.raw`(?:[,/] ?[\p{L}\p{N}.’' -]{2,30}){0,3}`;
const DASH = '(?:--|[-–—])';
/** Not an aside: an aside ends with a dash of its own. */
const REPORT = String.raw`(?=["“'‘]?[\p{Lu}\p{N}])(?!.{1,120} ${DASH} \p{Ll})`;

/** What stands before the first word of a report: `KYIV, Ukraine (AP) — `, `Moscow (CNN)`, `Berlin, 5 Sept (Any Agency) - `, `Doha, Qatar – `. */
const DATELINES = [
  new RegExp(String.raw`^(?:${PLACE}${REGION} ?)?\((?:${AGENCIES})\)\s*(?:${DASH}|:)?\s*`, 'u'),
  new RegExp(
    String.raw`^(?:${PLACE}|\p{Ll}{3,15})${REGION} ?\(\p{L}[\p{L}.&’' -]{1,38}\)\s*${DASH}\s*${REPORT}`,
    'u',
  ),
  /^\p{Lu}{3,}[\p{Lu} ,./'’-]{0,40}(?:, \p{L}[\p{L} .]{2,18})?(?:, (?:\p{Lu}\p{Ll}+\.? \d{1,2}|\d{1,2} \p{Lu}\p{Ll}+\.?))? ?(?:--|[–—]| - ) ?(?=\S)/u,
  new RegExp(
    String.raw`^${PLACE}(?:, \p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+)?)?(?:, (?:\p{Lu}\p{Ll}+\.? \d{1,2}|\d{1,2} \p{Lu}\p{Ll}+\.?))?(?: ?(?:--|[–—]) ?| - )${REPORT}`,
    'u',
  ),
];
const LEAD_LABELS =
  /^(?:(?:READ|WATCH|LISTEN|SEE|MORE|BREAKING|EXCLUSIVE|UPDATE\s?\d*|LIVE|VIDEO|PHOTOS?|FACTBOX|ANALYSIS|TRANSCRIPT|ROLL CALL|SCROLL DOWN FOR VIDEO|Scroll down for video)(?: MORE)?\s*[:|.–—-]\s*)+/u;
/** `[12] The court`, as judgments and reports number their paragraphs. */
const PARAGRAPH_NUMBER = /^[[(]\d{1,3}[\])]\s*(?=["“'‘]?\p{Lu})/u;
const POINTERS =
  /\s*\((?:pictured|left|right|centre|center|above|below|file|inset|file (?:photo|image|picture)|pictured [^)]{1,30}|l|r)\)/giu;
const PICTURED =
  /, (?:pictured|seen|shown)(?: (?:here|above|below|left|right|together|with|in|at|on|last)[^,.]{0,50})?,/gu;

/** Where the report begins behind a dateline, a label or stray marks; 0 where it begins at once. */
export function findReportStart(sentence: string): number {
  return sentence.length - withoutOpening(sentence).length;
}

/** Takes datelines, labels, picture pointers and stray marks off a sentence. Pure; only ever removes. */
export function stripBoilerplate(sentence: string): string {
  const told = sentence
    .replace(/\p{Cf}/gu, '')
    .replace(POINTERS, '')
    .replace(PICTURED, '');
  return withoutOpening(told)
    .replace(/ \. (?=\S)/gu, ' ')
    .replace(/ ([.,;!?])/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

function withoutOpening(sentence: string): string {
  let text = sentence;
  for (const dateline of DATELINES) text = text.replace(dateline, '');
  return text
    .replace(PARAGRAPH_NUMBER, '')
    .replace(LEAD_LABELS, '')
    .replace(/^[\s•·▪●◦*>|–—-]+/u, '');
}
