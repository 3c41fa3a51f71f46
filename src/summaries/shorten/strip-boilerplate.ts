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
const POINTERS =
  /\s*\((?:pictured|left|right|centre|center|above|below|file|inset|file (?:photo|image|picture)|pictured [^)]{1,30}|l|r)\)/giu;
const PICTURED =
  /, (?:pictured|seen|shown)(?: (?:here|above|below|left|right|together|with|in|at|on|last)[^,.]{0,50})?,/gu;

/** Not news prose: pleas to click, subscribe or share, credits, rights, by-lines, time stamps, programme notes. */
const BOILERPLATE =
  /\b(?:click here|sign up|subscrib|newsletter|cookies?\b|all rights reserved|copyright|©|terms (?:of|and)|privacy policy|read (?:more|on for)|follow us|share this|scroll down|advertis|getty images|file photo|photo(?:graph)? (?:by|credit)|image (?:credit|source)|picture alliance|this (?:article|story) (?:was|has been|first)|transcript|opinions expressed|views expressed|contributed to this report|reporting by|editing by|written by|enable javascript|your browser|log in|comment on th(?:is|e) (?:article|story|post|page)|commenting (?:is|on this)|watch (?:the|this) video|video (?:below|above)|have your say|let us know|for confidential support|samaritans|play article|free trial|\(\d+ votes?\)|(?:rated|rating|average)\b.{0,30}\b\d+ votes?\b|CNN'?s [\p{Lu}][\p{L}]+ [\p{Lu}][\p{L}]+(?:, [\p{Lu}][\p{L} ]+)* (?:and|contributed))/iu;
const BYLINE =
  /^(?:By|PUBLISHED|UPDATED|CREATED|Posted|Published|Updated|Last updated|First published)\b[:. ]/u;
const TIMESTAMP = /\b\d{1,2}:\d{2}\s?(?:EST|EDT|GMT|BST|UTC|CET|AM|PM|am|pm)\b/u;

/** Where the report begins behind a dateline, a label or stray marks; 0 where it begins at once. */
export function findReportStart(sentence: string): number {
  let text = sentence;
  for (const dateline of DATELINES) text = text.replace(dateline, '');
  text = text.replace(LEAD_LABELS, '').replace(/^[\s•·▪●◦*>|–—-]+/u, '');
  return sentence.length - text.length;
}

/** Takes datelines, labels, picture pointers and stray marks off a sentence. Pure; only ever removes. */
export function stripBoilerplate(sentence: string): string {
  let text = sentence.replace(/\p{Cf}/gu, '');
  for (const dateline of DATELINES) text = text.replace(dateline, '');
  return text
    .replace(LEAD_LABELS, '')
    .replace(POINTERS, '')
    .replace(PICTURED, '')
    .replace(/^[\s•·▪●◦*>|–—-]+/u, '')
    .replace(/ \. (?=\S)/gu, ' ')
    .replace(/ ([.,;!?])/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Whether a sentence is page furniture and no part of the report. */
export function isBoilerplate(sentence: string): boolean {
  return BOILERPLATE.test(sentence) || BYLINE.test(sentence) || TIMESTAMP.test(sentence);
}
