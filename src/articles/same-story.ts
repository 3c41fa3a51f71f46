import { commonWords } from '../../config/languages.ts';
import { FEWEST_TITLE_WORDS } from '../../config/pages-tuning.ts';

const COMMON: ReadonlySet<string> = new Set(Object.values(commonWords).flatMap((words) => words.split(' ')));

/** Beyond this a text repeats its words. */
const MAX_CHARS = 30_000;

/** Scripts that put no spaces between words are compared by pairs of letters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{2,}/gu;

/**
 * The words of a text that carry its subject, cut to their beginnings so that forms of one word meet: "expels" and
 * "expelled". Little words of all languages are left out.
 */
export function subjectWords(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const spaced = text.slice(0, MAX_CHARS).replace(UNSPACED, (run) => {
    for (let at = 0; at + 1 < run.length; at += 1) found.add(run.slice(at, at + 2));
    return ' ';
  });
  for (const word of spaced.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const lower = word.toLowerCase();
    const isHangul = /\p{Script=Hangul}/u.test(word);
    const isName = word.length >= 2 && word === word.toUpperCase() && /\p{Lu}|\d\d/u.test(word);
    if ((lower.length < 4 && !isName && !isHangul) || COMMON.has(lower)) continue;
    found.add(lower.slice(0, isHangul ? 2 : 5));
  }
  return found;
}

/**
 * How much of what `known` (a title, a teaser) speaks of is spoken of in `text`, from 0 to 1; null where `known` says
 * too little to tell.
 */
export function shareTold(known: string, text: string): number | null {
  const words = subjectWords(known);
  if (words.size < FEWEST_TITLE_WORDS) return null;
  const told = subjectWords(text);
  return [...words].filter((word) => told.has(word)).length / words.size;
}

/** The highest share of any of `known` in `text`; null where none of them says enough. */
export function bestShareTold(known: readonly string[], text: string): number | null {
  const shares = known.flatMap((one) => shareTold(one, text) ?? []);
  return shares.length === 0 ? null : Math.max(...shares);
}
