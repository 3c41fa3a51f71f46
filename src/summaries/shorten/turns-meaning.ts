import { CONDITIONS, DENIALS, MODALS, NOMINATIVES, SELECTIVE } from '../../../config/grammar.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { isComma } from '../../language/read-verbs.ts';
import { isNeutralSpeaker } from './read-attribution.ts';
import type { OmissionKind } from './omission-kinds.ts';

export function hasCondition({ lower }: Clauses, from: number, to: number): boolean {
  return lower
    .slice(from, to)
    .some(
      (word, at, span) =>
        CONDITIONS.has(word) ||
        (/^cases?$/u.test(word) && span[at - 1] === 'in') ||
        (/^(?:provided|providing|assuming)$/u.test(word) && span[at + 1] === 'that'),
    );
}

export function hasDenial({ tokens, lower }: Clauses, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    // `there will be no delegation` is news of its own.
    const isOwn = lower[at] === 'no' && lower.slice(from, at).includes('there');
    if (!isOwn && (DENIALS.has(tokens[at]?.lemma ?? '') || DENIALS.has(lower[at] ?? ''))) return true;
  }
  return false;
}

/** Whether what stays would say more, or something else, without what goes. */
export function turnsMeaning(clauses: Clauses, from: number, to: number, kind?: OmissionKind): boolean {
  const { lower, groups, tokens } = clauses;
  if (hasCondition(clauses, from, to) && !ownsCondition(clauses, from, kind)) return true;
  const first = isComma(tokens[from]) ? (lower[from + 1] ?? '') : (lower[from] ?? '');
  if (
    /^(?:but|although|though|yet|despite|however|except|even|rather|instead|nor)$/u.test(first) &&
    hasDenial(clauses, from, to)
  )
    return true;
  if (holdsContrast(clauses, from, to)) return true;
  if (/^(?:while|whereas|and|or)$/u.test(first) && deniesSubject(clauses, from, to)) return true;
  const group = groups.findLast((one) => one.from < from && one.isFinite);
  const isSetOff = isComma(tokens[from]) || tokens[from]?.text === ';';
  if (group === undefined || isSetOff) return false;
  // `did not leave because ...`, `would stop when ...`
  if (kind === 'adverbial-clause' || kind === 'phrase') {
    // `have been fighting since` says nothing without its beginning.
    if (first === 'since' && /^(?:has|have|had|['’]ve)$/u.test(lower[group.from] ?? '')) return true;
    if (group.isNegated || hasDenial(clauses, group.from, from)) return true;
    if (group.isHedged && /^(?:when|before|with|under|without)$/u.test(first)) return true;
    if ((kind === 'phrase' || first === 'since') && isSingledOut(clauses, from)) return true;
  }
  return false;
}

/** `on Thursday, but he will not be`: a clause that takes back what stays, or says whose claim it is. */
function holdsContrast(clauses: Clauses, from: number, to: number): boolean {
  const { tokens, lower } = clauses;
  for (let at = from; at < to; at += 1) {
    if (!isComma(tokens[at])) continue;
    const next = lower[at + 1] ?? '';
    if (/^(?:but|although|though|yet|except)$/u.test(next) && hasDenial(clauses, at, to)) return true;
    if (next === 'according' && !isNeutralSpeaker(clauses, at + 3, to)) return true;
  }
  return false;
}

/** A condition of a clause of its own is none of what has happened: `sent ships, and warned of more if ...` */
function ownsCondition({ lower, main, tokens }: Clauses, from: number, kind?: OmissionKind): boolean {
  if (kind === 'relative-clause') return true;
  if (
    CONDITIONS.has(lower[isComma(tokens[from]) ? from + 1 : from] ?? '') ||
    main === null ||
    MODALS.has(lower[main.from] ?? '')
  )
    return false;
  return (
    kind === 'second-clause' ||
    kind === 'second-predicate' ||
    (kind === 'participle-clause' && isComma(tokens[from]))
  );
}

/** `the latest`, `only`, `first`: told by the words that follow. */
function isSingledOut({ tokens, tags, lower }: Clauses, at: number): boolean {
  for (let near = Math.max(0, at - 6); near < at; near += 1) {
    const word = lower[near] ?? '';
    const isSuperlative = tags[near] === 'ADJ' && word.endsWith('est') && tokens[near]?.lemma !== word;
    if ((SELECTIVE.has(word) || isSuperlative) && lower[near + 1] !== 'than' && lower[near - 1] !== 'at')
      return true;
  }
  return false;
}

/** `and he never did`, `while it denied this`: said of the same as the clause before. */
function deniesSubject(clauses: Clauses, from: number, to: number): boolean {
  return (
    hasDenial(clauses, from, to) &&
    clauses.lower
      .slice(from, from + 4)
      .some((word) => NOMINATIVES.has(word) || word === 'this' || word === 'that')
  );
}

/** A quotation is kept whole or left out whole, never cut. */
export function splitsQuotation({ isQuoted }: Clauses, from: number, to: number): boolean {
  return (
    (isQuoted[from] === true && isQuoted[from - 1] === true) ||
    (isQuoted[to] === true && isQuoted[to - 1] === true)
  );
}
