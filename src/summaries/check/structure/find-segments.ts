import { CLAUSE_OR_PHRASE, RELATIVES, SUBORDINATORS } from '../../../../config/governing-words.ts';
import { type Verb, type Segment } from './read-structure.ts';
import { isMark, isQuote, isAdverb, isSpeech } from './unit-kinds.ts';
import type { Unit } from './read-units.ts';

/** Commas and stops, words that open a clause, and `and` or `but` before another verb part a sentence. */
export function findSegments(
  units: readonly Unit[],
  verbs: readonly Verb[],
  verbAt: readonly (number | null)[],
  phraseAt: readonly (number | null)[],
): Segment[] {
  const segments: Segment[] = [];
  let first = 0;
  let opener: number | null = null;
  const close = (end: number, next: number, nextOpener: number | null) => {
    if (end > first) segments.push({ first, last: end - 1, opener, sentence: units[first]?.sentence ?? 0 });
    first = next;
    opener = nextOpener;
  };
  for (const [at, unit] of units.entries()) {
    if (at > 0 && unit.sentence !== units[at - 1]?.sentence) close(at, at, null);
    if (unit.kind === 'mark') {
      if (!isQuote(unit)) close(at, at + 1, null);
    } else if (opensClause(units, at, verbs, verbAt, phraseAt)) close(at, at, at);
  }
  close(units.length, units.length, null);
  return segments.flatMap((segment) => partRelative(segment, units, verbs, phraseAt));
}

/** `who deserted were shot`: the second verb is that of the noun before `who`. */
function partRelative(
  segment: Segment,
  units: readonly Unit[],
  verbs: readonly Verb[],
  phraseAt: readonly (number | null)[],
): Segment[] {
  const { first, last, opener, sentence } = segment;
  if (
    opener === null ||
    !RELATIVES.has(units[opener]?.lower ?? '') ||
    phraseAt[first - 1] === null ||
    phraseAt[first - 1] === undefined
  )
    return [segment];
  const [one, two] = verbs.filter(({ at, form }) => at >= first && at <= last && form === 'finite');
  if (
    !one ||
    !two ||
    isSpeech(units[one.at]) ||
    units.slice(one.at, two.first).some(({ tag, lower }) => tag === 'CCONJ' || RELATIVES.has(lower))
  )
    return [segment];
  // `that it accuses of fraud said`: the first verb has a doer of its own.
  return [
    { first, last: two.first - 1, opener, sentence },
    { first: two.first, last, opener: null, sentence },
  ];
}

function opensClause(
  units: readonly Unit[],
  at: number,
  verbs: readonly Verb[],
  verbAt: readonly (number | null)[],
  phraseAt: readonly (number | null)[],
): boolean {
  const unit = units[at] as Unit;
  if (phraseAt[at] !== null || unit.isBound) return false;
  if (RELATIVES.has(unit.lower)) return true;
  if (SUBORDINATORS.has(unit.lower)) return !(unit.lower === 'because' && units[at + 1]?.lower === 'of');
  if (CLAUSE_OR_PHRASE.has(unit.lower)) return hasClauseBehind(units, at, verbs, verbAt, phraseAt);
  if (unit.tag !== 'CCONJ') return false;
  let next = at + 1;
  while (isAdverb(units[next])) next += 1;
  return verbAt[next] !== null && verbAt[next] !== undefined
    ? true
    : hasClauseBehind(units, at, verbs, verbAt, phraseAt) &&
        (isMark(units[at - 1]) || hasVerbBefore(units, at, verbAt));
}

function hasClauseBehind(
  units: readonly Unit[],
  at: number,
  verbs: readonly Verb[],
  verbAt: readonly (number | null)[],
  phraseAt: readonly (number | null)[],
): boolean {
  let phrases = 0;
  for (let next = at + 1; next < units.length && units[next]?.kind !== 'mark'; next += 1) {
    const word = units[next]?.lower ?? '';
    if ((RELATIVES.has(word) || CLAUSE_OR_PHRASE.has(word)) && phraseAt[next] === null) return false;
    const verb = verbAt[next];
    if (verb !== null && verb !== undefined) return phrases > 0 && verbs[verb]?.form === 'finite';
    if (phraseAt[next] !== null) phrases += 1;
    else if (units[next]?.tag === 'CCONJ') return false;
  }
  return false;
}

function hasVerbBefore(units: readonly Unit[], at: number, verbAt: readonly (number | null)[]): boolean {
  for (let before = at - 1; before >= 0 && units[before]?.kind !== 'mark'; before -= 1)
    if (verbAt[before] !== null) return true;
  return false;
}
