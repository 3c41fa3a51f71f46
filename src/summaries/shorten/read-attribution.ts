import {
  CLAUSE_OR_PHRASE,
  NEUTRAL_SPEAKERS,
  PARTISAN_WORDS,
  RELATIVES,
  SUBORDINATORS,
} from '../../../config/grammar.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { isComma, startsNominal, type VerbGroup } from '../../language/read-verbs.ts';
import { isReport } from './word-needs.ts';

/** `, officials said on Monday.`: from its comma on. */
export type Attribution = {
  from: number;
  /** After its last token: the sentence's end, or a comma behind which it goes on (`, adding that ...`). */
  to: number;
  speakerFrom: number;
  speakerTo: number;
  /** The verb, or `according`. */
  verb: number;
  isNeutral: boolean;
};

/** The speaker that an English sentence ends with, or null. */
export function findTrailingAttribution(clauses: Clauses): Attribution | null {
  const { tokens, groups, isQuoted, isEnclosed } = clauses;
  const according = findAccording(clauses);
  if (according !== null) return according;
  for (const group of groups.toReversed()) {
    if (!group.isFinite || !isReport(tokens[group.head]?.lemma ?? '')) continue;
    if (isQuoted[group.from] || isEnclosed[group.from] || group.isPassive) return null;
    return findInverted(clauses, group) ?? findPlain(clauses, group);
  }
  return null;
}

function findAccording(clauses: Clauses): Attribution | null {
  const { tokens, lower, groups, end, isQuoted } = clauses;
  const at = lower.lastIndexOf('according');
  if (at < 2 || lower[at + 1] !== 'to' || isQuoted[at] || !isComma(tokens[at - 1])) return null;
  if (groups.some(({ from, isFinite }) => from > at && isFinite)) return null;
  const to = tokens.findIndex((token, index) => index > at && index < end && isComma(token));
  // `, according to officials, in one of the worst attacks`
  const isAside = to > 0 && clauses.tags[to + 1] === 'ADP';
  const last = isAside ? to : end;
  return {
    from: at - 1,
    to: last,
    speakerFrom: at + 2,
    speakerTo: last,
    verb: at,
    isNeutral: isNeutralSpeaker(clauses, at + 2, last),
  };
}

/** A comma, or a closing quotation mark behind one. */
function setsOff({ tokens, tags, isQuoted }: Clauses, at: number): boolean {
  if (isComma(tokens[at])) return true;
  return (
    tags[at] === 'PUNCT' &&
    /["”’]/u.test(tokens[at]?.text ?? '') &&
    (isComma(tokens[at - 1]) || isQuoted[at - 1] === true)
  );
}

/** `, said Ada Lund, the head of the board` */
function findInverted(clauses: Clauses, group: VerbGroup): Attribution | null {
  const { tokens, tags, groups, end, waiting } = clauses;
  if (
    !setsOff(clauses, group.from - 1) ||
    group.to >= end ||
    !startsNominal(tags[group.to]) ||
    group.from < 3
  )
    return null;
  if (!groups.some(({ from, isFinite }) => isFinite && from < group.from)) return null;
  const isLast = groups.every(
    ({ from, isFinite }) =>
      !isFinite || from <= group.from || (waiting[from] ?? 0) > (waiting[group.from] ?? 0),
  );
  if (!isLast) return null;
  const from = isComma(tokens[group.from - 1]) ? group.from - 1 : group.from;
  return {
    from,
    to: end,
    speakerFrom: group.to,
    speakerTo: end,
    verb: group.from,
    isNeutral: isNeutralSpeaker(clauses, group.to, end),
  };
}

/** `, the board said on Monday`, also `, Ada Lund, the head of the board, said` */
function findPlain(clauses: Clauses, group: VerbGroup): Attribution | null {
  const { tokens, tags, lower, groups } = clauses;
  let from = group.from - 1;
  if (isComma(tokens[from])) {
    from -= 1;
    while (from > 0 && !isComma(tokens[from])) from -= 1;
    from -= 1;
  }
  while (from > 0 && !setsOff(clauses, from)) from -= 1;
  const start = from + 1;
  const isFirst = from <= 0 || groups.every((one) => !one.isFinite || one.from >= from);
  if (
    isFirst ||
    !startsNominal(tags[start]) ||
    RELATIVES.has(lower[start] ?? '') ||
    SUBORDINATORS.has(lower[start] ?? '')
  )
    return null;
  if (groups.some((one) => one.isFinite && one.from > from && one.from < group.from)) return null;
  const to = findTail(clauses, group);
  if (to === null) return null;
  return {
    from: isComma(tokens[from]) ? from : start,
    to,
    speakerFrom: start,
    speakerTo: group.from,
    verb: group.from,
    isNeutral: isNeutralSpeaker(clauses, start, group.from),
  };
}

/** Where the speaker's part ends, if nothing but when, where and to whom follows, or what else was said. */
function findTail({ tokens, tags, lower, end }: Clauses, group: VerbGroup): number | null {
  const next = group.to;
  if (next >= end) return end;
  const comma = tokens.findIndex((token, at) => at >= next && at < end && isComma(token));
  const goesOn = (lower[comma + 1] ?? '').endsWith('ing') || opensClause(lower[comma + 1] ?? '');
  if (comma === next) return goesOn ? comma : null;
  const tag = tags[next];
  const isTime = tag === 'PROPN' || /^(?:last|this|earlier|later)$/u.test(lower[next] ?? '');
  const isAdjunct =
    tag === 'ADP' ||
    tag === 'ADV' ||
    isTime ||
    lower[group.head] === 'told' ||
    lower[next] === 'when' ||
    lower[next] === 'as';
  if (!isAdjunct || lower[next] === 'that') return null;
  return comma > 0 && goesOn ? comma : end;
}

/** `, as the war goes on`: no part of who said it. */
const opensClause = (word: string) => SUBORDINATORS.has(word) || CLAUSE_OR_PHRASE.has(word);

/** Whether those between `from` and `to` have no side of their own: police, rescuers, a court. */
export function isNeutralSpeaker({ tokens, tags, lower }: Clauses, from: number, to: number): boolean {
  let last = from;
  while (last < to && tags[last] !== 'ADP' && !isComma(tokens[last]) && tags[last] !== 'VERB') last += 1;
  const heads = tokens.slice(from, last);
  if (heads.length > 4 || lower.slice(from, last).some((word) => PARTISAN_WORDS.has(word))) return false;
  return heads.some(({ lemma }) => NEUTRAL_SPEAKERS.has(lemma));
}

/** Where the assertion ends: before a speaker that stands last. */
export function coreEnd(clauses: Clauses): number {
  const attribution = findTrailingAttribution(clauses);
  return attribution === null ? clauses.end : attribution.from;
}
