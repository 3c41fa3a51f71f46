import { CLAUSE_OR_PHRASE, NOMINATIVES, RELATIVES, SUBORDINATORS, TITLES } from '../../../config/grammar.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { type VerbGroup, isComma, isNominal, startsNominal } from '../../language/read-verbs.ts';
import { hasOwnVerb, isListComma, startsParticiple } from './find-asides.ts';
import { isReport } from './word-needs.ts';
import type { OmissionKind } from './omission-kinds.ts';

/** Predicates in a row: `accused him, refused to talk | and left`. */
export function isLastOfRow({ tags, tokens, lower }: Clauses, main: VerbGroup, at: number): boolean {
  for (let comma = main.to; comma < at; comma += 1) {
    if (!isComma(tokens[comma])) continue;
    const next = tags[comma + 1] === 'ADV' ? comma + 2 : comma + 1;
    if (
      tags[next] === 'VERB' &&
      !(lower[next] ?? '').endsWith('ing') &&
      lower.slice(next, at).every((word) => word !== ',')
    )
      return true;
  }
  return false;
}

/** What a sentence that ends before a comma leaves out, or null where it may not end there; `end` is where its assertion ends. */
export function commaEnding(clauses: Clauses, at: number, end: number): OmissionKind | null {
  const { tags, lower, groups } = clauses;
  if (isListComma(clauses, at) || resumes(clauses, at, end)) return null;
  const first = at + 1;
  const word = lower[first] ?? '';
  const next = groups.find((group) => group.from > at && group.isFinite);
  if (word === 'not' || word === 'or' || word === 'nor') return null;
  if (tags[first] === 'CCONJ') {
    if (next === undefined || next.role !== 'joined' || next.from >= end) return null;
    if (!isJoinedDirectly(clauses, first, next)) return 'second-clause';
    return clauses.main !== null && isLastOfRow(clauses, clauses.main, at) ? null : 'second-predicate';
  }
  if (RELATIVES.has(word) || RELATIVES.has(lower[first + 1] ?? '') || word === 'where' || word === 'when')
    return next !== undefined ? 'relative-clause' : null;
  if (tags[first] === 'SCONJ' || CLAUSE_OR_PHRASE.has(word) || SUBORDINATORS.has(word))
    return word === 'that' || word === 'than' ? null : 'adverbial-clause';
  if (startsParticiple(clauses, first)) {
    const group = groups.find((one) => one.from >= first);
    return group === undefined || group.isFinite ? null : 'participle-clause';
  }
  if (isMeasuredClause(clauses, first)) return 'adverbial-clause';
  if (tags[first] === 'PART' && word === 'to') return 'participle-clause';
  if (tags[first] === 'ADP') return lower[at - 1] === 'said' ? null : 'phrase';
  const isMeasured = tags[first] === 'ADV' && tags[first + 1] === 'NUM';
  if (startsNominal(tags[first]) || isMeasured) {
    if (hasOwnVerb(clauses, at, end))
      return !NOMINATIVES.has(word) && isSplice(clauses, at, end) ? 'second-clause' : null;
    // `swift, firm action`
    if (tags[first] === 'ADJ' && !TITLES.has(word)) return null;
    if (NOMINATIVES.has(word) || !isNominal(tags[at - 1])) return null;
    return next !== undefined && next.from < end ? 'relative-clause' : 'apposition';
  }
  return null;
}

/** `A has fallen, B has risen and C stands`: clauses of their own in a row. */
function isSplice({ groups, main, waiting, tokens }: Clauses, comma: number, end: number): boolean {
  const next = groups.find(({ from, isFinite }) => isFinite && from > comma);
  if (
    main === null ||
    main.from > comma ||
    next === undefined ||
    next.from >= end ||
    (waiting[next.from] ?? 0) > 0
  )
    return false;
  if (isReport(tokens[next.head]?.lemma ?? '')) return false;
  return groups.some(({ from, role }) => from > next.from && from < end && role === 'joined');
}

/** `, just weeks after they arrived`, `, a day before the vote` */
function isMeasuredClause({ tags, lower }: Clauses, first: number): boolean {
  for (let at = first; at < first + 5; at += 1) {
    if (at > first && /^(?:after|before|since)$/u.test(lower[at] ?? '')) return true;
    if (!/^(?:ADV|NUM|DET|NOUN|ADJ)$/u.test(tags[at] ?? '')) return false;
  }
  return false;
}

/** `is using the meeting, which opened today, to seek support`: what follows a later comma does not hang on the aside. */
function resumes({ tokens, tags, lower }: Clauses, comma: number, end: number): boolean {
  const close = tokens.findIndex((token, at) => at > comma && at < end && isComma(token));
  return close > 0 && tags[close + 1] === 'PART' && lower[close + 1] === 'to';
}

/** Whether nothing stands between `and` and its verb but adverbs. */
export function isJoinedDirectly({ tags }: Clauses, conjunction: number, next: VerbGroup): boolean {
  for (let at = conjunction + 1; at < next.from; at += 1)
    if (tags[at] !== 'ADV' && tags[at] !== 'PART') return false;
  return true;
}
