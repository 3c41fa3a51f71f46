import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import { type Attribution, findTrailingAttribution } from './attribution.ts';
import { FORCED_RULES, INNER_RULES } from './compression-rules.ts';
import { countWords } from '../../language/count-words.ts';
import { ENDING_RULES, type EndingRule, LAST_RESORT_ENDINGS } from './ending-rules.ts';
import { stripBoilerplate } from './strip-boilerplate.ts';
import { hasFiniteVerb, hasMainVerb, keepsPredicate, hasPlainVerb, standsAlone } from './verb-cues.ts';

/** An apposition, speaker or report that was cut in the middle. */
const UNCLOSED =
  /, (?:an?|the|one|his|her|its|their) [^,]{2,50}\.$| (?:saying|claiming|stating|alleging)\.$|: [^:]{1,20}\.$/u;
/** `in a statement released` of `in a statement released on Monday`. */
const WAITS_FOR_TIME =
  /\b(?:statement|report|video|letter|interview|message|study|poll|figures|data) (?:released|published|issued|posted|aired|broadcast)\.$/u;
/** `the mayor called the changes` of `called the changes a step back`. */
const WAITS_FOR_NAME =
  /\b(?:called|dubbed|deemed|considered|declared|described|branded|labelled) (?:\S+ ){0,3}\S+\.$/u;
const SAYING = /\b(?:said|says|claimed|insisted|stated|told \S+)\b(?<rest>[^"“”‘]*)$/u;
/** `The minister said in the recording.` */
const saysNothing = (text: string) => {
  const rest = SAYING.exec(text)?.groups?.rest;
  return (
    rest !== undefined &&
    !/["“”‘]/u.test(text) &&
    !hasPlainVerb(` ${rest.replace(/,? \p{Ll}+ed by [^,.]*/u, '')}`)
  );
};
/** What depends on this is not true without it. */
const CONDITION = /\b(?:unless|if|until|except|provided|whether)\b/iu;

type Piece = { from: number; to: number };

const DANGLING =
  /\b(?:a|an|the|and|or|but|of|in|on|at|to|for|from|with|by|as|that|which|who|is|are|was|were|be|been|has|have|had|will|would|can|could|than|into|between|including|about|during|said|says|his|her|its|their|not|very|more|most|least|because|while|after|before|when|near|such|other|anyone|someone|came|comes?|follow|follows|followed|Mr|Mrs|Ms|Dr)$/iu;

/**
 * The shorter forms of one sentence, longest first, each a full sentence that asserts no more than the whole does.
 * English is compressed by rules; of other languages (`isEnglish` false) only boilerplate and parentheses are taken off.
 * Long ones may end at the end of any phrase, and with `isLastResort` all. Forms outside the word limits are left out, so the answer may be empty;
 * as a last resort a whole statement may be shorter.
 */
export function compressSentence(sentence: string, isEnglish: boolean, isLastResort = false): string[] {
  const forced = isEnglish ? FORCED_RULES : FORCED_RULES.filter((rule) => rule.name === 'parentheses');
  let text = polish(stripBoilerplate(sentence));
  for (const rule of forced) {
    const shorter = text.replace(rule.pattern, '');
    if (shorter !== text) text = polish(shorter);
  }
  if (countWords(text) < tuning.fewestWords)
    return isLastResort && isShortStatement(sentence, text, isEnglish) ? [text] : [];
  if (!isEnglish) return isWellFormed(text) ? [text] : [];
  const forms = new Set<string>();
  const attribution = findTrailingAttribution(text);
  addAll(forms, text, attribution, ENDING_RULES);
  const isLong = [...forms].every((form) => countWords(form) > tuning.longForm);
  if (isLastResort || isLong) addAll(forms, text, attribution, LAST_RESORT_ENDINGS);
  return [...forms].sort((a, b) => b.length - a.length);
}

function addAll(
  forms: Set<string>,
  text: string,
  attribution: Attribution | null,
  rules: readonly EndingRule[],
): void {
  if (attribution === null || isInsideQuotation(text, attribution.at, attribution.quote))
    addForms(forms, text, '', rules);
  else {
    const core = `${text.slice(0, attribution.at)}${attribution.quote}.`;
    addForms(forms, core, `, ${attribution.speaker}`, rules);
    if (attribution.isNeutral && attribution.quote === '') addForms(forms, core, '', rules);
  }
}

/** Every choice of inner pieces with at most one earlier ending; `attribution` is put back before the full stop. */
function addForms(forms: Set<string>, core: string, attribution: string, rules: readonly EndingRule[]): void {
  const pieces = findPieces(core);
  const endings = [core.length, ...findEndings(core, rules)];
  for (let choice = 0; choice < 1 << pieces.length; choice += 1) {
    const left = pieces.filter((_, index) => choice & (1 << index));
    for (const end of endings) {
      if (left.some((piece) => piece.to > end) || takesTheVerb(core, left)) continue;
      const short = polish(
        without(core, end === core.length ? left : [...left, { from: end, to: core.length }]),
      );
      const form = attribution === '' ? short : polish(attribute(short, attribution));
      // First the cheapest, which refuses most.
      if (forms.has(form) || !isWellFormed(form)) continue;
      if (DANGLING.test(short.replace(/[.!?"”’']+$/u, '')) || !hasFiniteVerb(short)) continue;
      if (
        short !== core &&
        (!hasMainVerb(short) ||
          WAITS_FOR_TIME.test(short) ||
          WAITS_FOR_NAME.test(short) ||
          saysNothing(short))
      )
        continue;
      if (
        end < core.length &&
        (!standsAlone(short) || UNCLOSED.test(short) || !keepsPredicate(short, core.slice(end)))
      )
        continue;
      forms.add(form);
    }
  }
}

/** `, the head of the ward, explained that ..., based on` has an aside and a verb, not two asides. */
function takesTheVerb(core: string, left: readonly Piece[]): boolean {
  return left.some(
    ({ from }) =>
      /^, \p{Ll}+ed\b/u.test(core.slice(from)) && left.some((other) => other.from < from && from < other.to),
  );
}

/** The comma before a speaker stands inside a quotation, as in the source. */
function attribute(text: string, attribution: string): string {
  const open = text.replace(/(?<!\b\p{L}\.\p{L})\.(["”]?)$/u, '$1');
  return `${open}${attribution}`.replace(/(["”]), (?=[^"“”]*$)/u, ',$1 ');
}

function findPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const rule of INNER_RULES) {
    for (const match of text.matchAll(rule.pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      const isAllowed = rule.guard?.(text.slice(0, from), match[0], text.slice(to)) ?? true;
      if (
        isAllowed &&
        keepsQuotes(text, from, to) &&
        !pieces.some((one) => one.from === from && one.to === to)
      )
        pieces.push({ from, to });
    }
  }
  return pieces.slice(0, tuning.mostDeletions);
}

function findEndings(text: string, rules: readonly EndingRule[]): number[] {
  const endings = new Set<number>();
  for (const rule of rules) {
    for (const match of text.matchAll(rule.head)) {
      const at = match.index;
      const rest = text.slice(at);
      if (
        !CONDITION.test(rest) &&
        !isInsideDashes(text, at) &&
        rule.guard(text.slice(0, at), rest) &&
        keepsQuotes(text, at, text.length)
      )
        endings.add(at);
    }
  }
  return [...endings].slice(0, tuning.mostEndings);
}

const DASHES = / (?:--|[–—-]) /gu;

/** In the aside of `the four clubs - one, two and three - lost` no sentence ends. */
function isInsideDashes(text: string, at: number): boolean {
  const before = text.slice(0, at).match(DASHES)?.length ?? 0;
  return before % 2 === 1 && text.slice(at).search(DASHES) > 0;
}

/** A quotation is kept whole or left out whole, never cut. */
function keepsQuotes(text: string, from: number, to: number): boolean {
  return countQuotes(text.slice(from, to)) % 2 === 0 && countQuotes(text.slice(0, from)) % 2 === 0;
}

function isInsideQuotation(text: string, at: number, closing: string): boolean {
  return countQuotes(text.slice(0, at)) % 2 === 1 && closing === '';
}

/** Apostrophes close more often than quotations do, so only a missing end shows. */
function hasOpenSingleQuote(text: string): boolean {
  const opening = text.match(/(?<![\p{L}\p{N}])['‘](?=\p{L})(?!\d|tis|twas|em\b|til)/gu)?.length ?? 0;
  return opening > (text.match(/(?<=\S)['’](?![\p{L}\p{N}])/gu)?.length ?? 0);
}

function countQuotes(text: string): number {
  return text.match(/["“”]/gu)?.length ?? 0;
}

function without(text: string, pieces: readonly Piece[]): string {
  let result = '';
  let at = 0;
  for (const { from, to } of pieces.toSorted((a, b) => a.from - b.from)) {
    if (from > at) result += text.slice(at, from);
    at = Math.max(at, to);
  }
  return result + text.slice(at);
}

function polish(text: string): string {
  const tidy = text
    .replace(/\s+/gu, ' ')
    .replace(/(?:,\s*)+([.,;])/gu, '$1')
    .replace(/ ([.,;!?])/gu, '$1')
    .replace(/,(["”'’])\.?$/u, '$1.')
    .replace(/^[\s,;:]+/u, '')
    .replace(/[,;:–—\s-]+$/u, '')
    .trim();
  const isEnded = /[.!?…。！？؟۔।]["'”’»)\]」』]*$/u.test(tidy);
  const ended = isEnded ? tidy : `${tidy}${stopOf(tidy)}`;
  return ended.charAt(0).toLocaleUpperCase('en') + ended.slice(1);
}

/** Thai, Lao and Khmer set none. */
function stopOf(text: string): string {
  if (/[\p{Script=Han}\p{Script=Hiragana}]$/u.test(text)) return '。';
  return /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]\p{M}*$/u.test(text) ? '' : '.';
}

/** Nothing can be left out of it, so its stop and its verb are all that shows that it is one. */
function isShortStatement(sentence: string, text: string, isEnglish: boolean): boolean {
  return (
    /[.!…。！۔।]$/u.test(sentence.trim()) &&
    (!isEnglish || hasPlainVerb(text)) &&
    isWellFormed(text, tuning.fewestWordsAtLast)
  );
}

function isWellFormed(text: string, fewestWords: number = tuning.fewestWords): boolean {
  const words = countWords(text);
  if (words < fewestWords || words > tuning.mostWords) return false;
  if (countQuotes(text) % 2 === 1 || hasOpenSingleQuote(text)) return false;
  return (text.match(/\(/gu)?.length ?? 0) === (text.match(/\)/gu)?.length ?? 0);
}
