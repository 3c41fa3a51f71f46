import { offices } from '../../../config/change-words.ts';
import { storiesTuning } from '../../../config/stories-tuning.ts';
import { withoutDateline } from './split-clauses.ts';

const { maxLineCharacters } = storiesTuning.change;

const CLAUSE_START = /(?:[,;:]\s|\s[-–—]\s|\b(?:as|after|when|while|that|but|because|where)\s)/gu;
const CLAUSE_END =
  /[,;.](?:\s|$)|\s[-–—]\s|\s(?=(?:and|but|as|after|before|while|where|when|which|who|ending|amid|despite|to (?:discuss|talk|seek|sign|try))\s)/u;
const PRONOUN = /\b(?:he|she|they|it|who|which|this|we|both|the two)\b/iu;
const DATED = String.raw`\s(?:on\s)?(?:\d{1,2}\s\p{Lu}\p{L}+|\p{Lu}\p{L}+\s\d{1,2}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)`;
/** "at the base in the far east on 4 June" -> "at the base on 4 June". */
const SECOND_PLACE = new RegExp(
  String.raw`(\s(?:at|in|to)\s[^,]+?)\s(?:in|near|outside)\s[^,]+?(?=${DATED}|$)`,
  'u',
);
/** As many parts as fit, the weightiest first. */
export function joinParts(parts: readonly string[]): string {
  let line = clipLine(parts[0] ?? '');
  for (const part of parts.slice(1)) {
    const longer = `${line}; ${part}`;
    if (longer.length <= maxLineCharacters) line = longer;
  }
  return line;
}

/** Cuts between words. */
export function clipLine(text: string): string {
  const plain = text.replaceAll(/\s+/gu, ' ').trim();
  if (plain.length <= maxLineCharacters) return plain;
  const cut = plain.slice(0, maxLineCharacters - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), maxLineCharacters / 2)).trimEnd()}…`;
}

/** Who did what, in a sentence's own words, at most a line; null where it does not stand alone. */
export function quoteClause(sentence: string, says: RegExp): string | null {
  const plain = withoutDateline(sentence).replaceAll(offices, '').trim();
  const at = plain.search(says);
  if (at < 0) return null;
  const start = [...plain.slice(0, at).matchAll(CLAUSE_START)].at(-1);
  const from = start ? start.index + start[0].length : 0;
  const verbEnd = at + (says.exec(plain)?.[0].length ?? 0);
  const end = plain.slice(verbEnd).search(CLAUSE_END);
  const clause = plain.slice(from, end < 0 ? plain.length : verbEnd + end).replace(/\.$/u, '');
  const isComplete = at > from + 1 && /^[\p{Lu}\d]/u.test(clause) && !PRONOUN.test(plain.slice(from, at));
  if (!isComplete) return null;
  if (clause.length <= maxLineCharacters) return clause;
  const shorter = clause.replace(SECOND_PLACE, '$1');
  return shorter.length <= maxLineCharacters ? shorter : null;
}
