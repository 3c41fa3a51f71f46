import { CLAUSE_OR_PHRASE, NOMINATIVES, RELATIVES, SUBORDINATORS, TITLES } from '../../../config/grammar.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { type VerbGroup, isComma, isDash, isNominal, startsNominal } from '../../language/read-verbs.ts';
import type { Tag } from '../../language/tag-words.ts';
import type { OmissionKind, Span } from './omission-kinds.ts';
import { coreEnd, isNeutralSpeaker } from './read-attribution.ts';
import { hasCondition, turnsMeaning } from './turns-meaning.ts';
import { isReport } from './word-needs.ts';

/** Dashes that set something off, not hyphens. */
export function dashesOf({ tokens, end, isQuoted }: Clauses): number[] {
  const dashes: number[] = [];
  for (let at = 1; at < end; at += 1) {
    const [before, dash, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
    if (!isDash(dash) || isQuoted[at] || before === undefined || dash === undefined) continue;
    if (dash.text !== '-' || (before.end < dash.start && (after?.start ?? 0) > dash.end)) dashes.push(at);
  }
  return dashes;
}

export function findDashes(clauses: Clauses): Span[] {
  const { end, main, waiting } = clauses;
  const dashes = dashesOf(clauses);
  const [first, second] = dashes;
  if (first === undefined || main === null) return [];
  if (second !== undefined && dashes.length === 2)
    return main.head > first && main.head < second ? [] : [{ kind: 'aside', from: first, to: second + 1 }];
  const isTrailing = dashes.length === 1 && main.to <= first && (waiting[first] ?? 0) === 0;
  if (!isTrailing || turnsMeaning(clauses, first, end)) return [];
  const core = coreEnd(clauses);
  return [{ kind: 'apposition', from: first, to: core > first ? core : end }];
}

export const commasOf = ({ tokens, end, isQuoted, isEnclosed }: Clauses): number[] => {
  const commas: number[] = [];
  for (let at = 1; at < end; at += 1)
    if (isComma(tokens[at]) && !isQuoted[at] && !isEnclosed[at]) commas.push(at);
  return commas;
};

/** `food, water and fuel`: a comma between members. */
export function isListComma({ tokens, tags, lower, groups, end }: Clauses, comma: number): boolean {
  if (tags[comma + 1] === 'ADP' || tags[comma + 1] === 'SCONJ') return false;
  // `kidnapping, killing and burial`, `from entering, taking part in plans, or speaking`
  if (
    (lower[comma + 1] ?? '').endsWith('ing') &&
    (tags[comma + 2] === 'CCONJ' || isGerundRow(lower, tags, comma, end))
  )
    return true;
  for (let at = comma + 1; at < Math.min(end, comma + 22); at += 1) {
    if (tags[at] === 'CCONJ') {
      if (lower[at] === 'but') return false;
      if (at === comma + 1) {
        // `, and` closes a list that an earlier comma began.
        return !groups.some(({ from, role, isFinite }) => from > at && isFinite && role === 'joined');
      }
      const isVerbList = groups.some(({ from }) => from === comma + 1);
      const next = groups.find(({ from }) => from > at);
      if (isVerbList)
        return (
          next !== undefined &&
          (next.from === at + 1 || next.from === at + 2) &&
          (tokens[next.head]?.text ?? '').endsWith('ed') === (tokens[comma + 1]?.text ?? '').endsWith('ed')
        );
      if (next !== undefined && next.from === at + 1) return false;
      // `three men, two Swedes and a Dane, were held`
      const close = tokens.findIndex((token, index) => index > at && index < at + 8 && isComma(token));
      if (close > 0 && groups.some(({ from, isFinite }) => isFinite && from === close + 1)) return false;
      const isDefinite =
        tags[comma + 1] === 'DET' &&
        /^(?:the|a|an)$/u.test(lower[comma + 1] ?? '') &&
        tags[comma - 1] === 'PROPN';
      return !isDefinite && at - comma <= 14;
    }
    if (
      groups.some(({ from, isFinite }) => from === at && isFinite && at > comma + 1) ||
      SUBORDINATORS.has(lower[at] ?? '')
    )
      return false;
  }
  return false;
}

function isGerundRow(lower: readonly string[], tags: readonly Tag[], comma: number, end: number): boolean {
  for (let at = comma + 2; at < end - 2; at += 1)
    if (
      lower[at] === ',' &&
      tags[at + 1] === 'CCONJ' &&
      tags[at + 2] === 'VERB' &&
      (lower[at + 2] ?? '').endsWith('ing')
    )
      return true;
  return false;
}

/** What stands between two commas and may go. */
export function findAsides(clauses: Clauses): Span[] {
  const { mainFrom } = clauses;
  const spans: Span[] = [];
  const commas = commasOf(clauses);
  for (let first = 0; first < commas.length; first += 1) {
    const from = commas[first] as number;
    if (from < mainFrom || isListComma(clauses, from)) continue;
    for (const to of commas.slice(first + 1, first + 3)) {
      // An aside that holds a comma is a list, or a clause with one of its own.
      const inner = commas[first + 1] as number;
      if (to !== inner && !isListComma(clauses, inner) && !RELATIVES.has(clauses.lower[from + 1] ?? ''))
        break;
      const kind = asideKind(clauses, from, to);
      if (kind === null || !goesOnAfter(clauses, from, to)) continue;
      spans.push({ kind, from, to: to + 1 });
      break;
    }
  }
  return spans;
}

/** Whether a verb between two tokens is neither of a clause that opens there nor joined to one. */
export function hasOwnVerb({ groups, waiting }: Clauses, from: number, to: number): boolean {
  const base = waiting[from] ?? 0;
  let isOpen = false;
  for (const group of groups) {
    if (group.from <= from || group.from >= to || !group.isFinite) continue;
    if ((waiting[group.from] ?? 0) > base) isOpen = true;
    else if (!(isOpen && group.role === 'joined')) return true;
  }
  return false;
}

function asideKind(clauses: Clauses, from: number, to: number): OmissionKind | null {
  const { tags, lower, groups } = clauses;
  const first = from + 1;
  const word = lower[first] ?? '';
  const hasVerb = hasOwnVerb(clauses, from, to);
  if (hasCondition(clauses, first, to) || word === 'not' || word === 'or') return null;
  if (RELATIVES.has(word) || ((word === 'where' || word === 'when') && isNominal(tags[from - 1])))
    return groups.some((group) => group.isFinite && group.from > from && group.from < to)
      ? 'relative-clause'
      : null;
  if ((tags[first] === 'ADP' || tags[first] === 'SCONJ') && RELATIVES.has(lower[first + 1] ?? ''))
    return 'relative-clause';
  if (
    tags[first] === 'SCONJ' ||
    CLAUSE_OR_PHRASE.has(word) ||
    word === 'while' ||
    word === 'although' ||
    word === 'though'
  )
    return 'adverbial-clause';
  if (word === 'according') return isNeutralSpeaker(clauses, first + 2, to) ? 'neutral-attribution' : null;
  if (tags[first] === 'ADP') return hasVerb ? null : 'aside';
  if (hasVerb || tags[first] === 'CCONJ') return null;
  if (startsParticiple(clauses, first)) return 'participle-clause';
  if (
    startsNominal(tags[first]) &&
    isNominal(tags[from - 1]) &&
    !(tags[first] === 'PRON' && NOMINATIVES.has(word))
  )
    return 'apposition';
  return null;
}

/** `, allegedly killed by` and `, then leaving`, but not `, then left`, which is the subject's next deed. */
export function startsParticiple({ tags, lower, groups }: Clauses, first: number): boolean {
  if (tags[first] === 'ADV' && tags[first + 1] === 'VERB')
    return (
      (lower[first + 1] ?? '').endsWith('ing') ||
      !/^(?:then|later|also|eventually|finally)$/u.test(lower[first] ?? '')
    );
  return tags[first] === 'VERB' && !groups.some(({ from, isFinite }) => from === first && isFinite);
}

/** Whether behind an aside the clause goes on that was broken by it. */
function goesOnAfter(clauses: Clauses, from: number, to: number): boolean {
  const { tags, lower, groups, waiting, main, mainFrom } = clauses;
  let next = to + 1;
  if (tags[next] === 'CCONJ') {
    const joined = groups.find((group) => group.from > next && group.isFinite);
    return (
      joined !== undefined &&
      joined.role === 'joined' &&
      joined.from - next <= 12 &&
      main !== null &&
      main.from < from &&
      (waiting[from] ?? 0) === 0
    );
  }
  while (tags[next] === 'ADV') next += 1;
  const group = groups.find((one) => one.from === next && one.isFinite);
  if (group !== undefined) {
    // The verb's subject stands before the aside and has no verb of its own.
    if (main !== null && group === main)
      return !groups.some(
        (one) => one.isFinite && one.from >= mainFrom && one.from < from && one.role !== 'subordinate',
      );
    return (waiting[from] ?? 0) > 0;
  }
  if (main === null || main.from > from || (waiting[from] ?? 0) > 0) return false;
  if (tags[next] === 'PART' && lower[next] === 'to') return true;
  return (
    tags[next] === 'ADP' &&
    /^(?:in|on|at|to|from|for|with|by|near|during|of)$/u.test(lower[next] ?? '') &&
    !RELATIVES.has(lower[next + 1] ?? '') &&
    !/^(?:who|which|whose)$/u.test(lower[from + 1] ?? '')
  );
}

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
