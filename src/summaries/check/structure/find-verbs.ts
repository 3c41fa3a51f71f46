import { NEGATIONS, RELATIVES } from '../../../../config/governing-words.ts';
import { type Verb } from './read-structure.ts';
import { isAdverb, isVerbal, isPossessive } from './unit-kinds.ts';
import type { Unit } from './read-units.ts';

const MODALS: ReadonlyMap<string, Verb['modal']> = new Map([
  ['will', 'future'],
  ['shall', 'future'],
  ['would', 'would'],
  ['may', 'may'],
  ['might', 'may'],
  ['could', 'may'],
  ['can', 'can'],
  ['must', 'must'],
  ['should', 'should'],
  ['ought', 'should'],
]);

export function findVerbs(units: readonly Unit[]): Verb[] {
  const verbs: Verb[] = [];
  for (let at = 0; at < units.length; at += 1) {
    if (!isVerbal(units[at]) || isModifier(units, at)) continue;
    const verb = readVerb(units, at);
    verbs.push(verb);
    at = verb.at;
  }
  return verbs;
}

/** `a planned trip`, `stolen goods`: the verb describes the noun behind it. */
export function isModifier(units: readonly Unit[], at: number): boolean {
  const [before, unit, after] = [units[at - 1], units[at], units[at + 1]];
  if (unit?.tag !== 'VERB' || !after || !/^(?:NOUN|PROPN|ADJ)$/u.test(after.tag) || after.kind === 'date')
    return false;
  return (
    before !== undefined &&
    (before.tag === 'DET' ||
      before.tag === 'ADJ' ||
      before.lower === "'s" ||
      before.tag === 'NUM' ||
      isPossessive(before)) &&
    !RELATIVES.has(before.lower)
  );
}

function readVerb(units: readonly Unit[], start: number): Verb {
  let first = start;
  while (isAdverb(units[first - 1]) && !units[first - 1]?.isBound) first -= 1;
  let at = start;
  for (let next = start; units[at]?.tag === 'AUX'; ) {
    next = at + 1;
    while (isAdverb(units[next])) next += 1;
    if (!isVerbal(units[next]) || (isModifier(units, next) && units[next]?.tag !== 'AUX')) break;
    at = next;
  }
  const group = units.slice(first, at + 1);
  const helpers = group.filter((unit, index) => unit.tag === 'AUX' && first + index !== at);
  const head = units[at] as Unit;
  const to = units[first - 1]?.lower === 'to' && (head.lower === head.lemma || helpers.length > 0);
  const isPast =
    /(?:ed|en|wn|ne|ung|old|ught|id|nt|ot)$/u.test(head.lower) ||
    (head.lower !== head.lemma && !/(?:ing|s)$/u.test(head.lower));
  const hasBe = helpers.some(({ lemma }) => lemma === 'be' || lemma === 'get');
  const negation = negationIn(units, first, at);
  return {
    at,
    first,
    form: to
      ? 'infinitive'
      : /^(?:being|having)$/u.test(units[start]?.lower ?? '') && at > start
        ? 'gerund'
        : head.lower.endsWith('ing') && !hasBe && head.tag === 'VERB'
          ? 'gerund'
          : 'finite',
    isPassive: hasBe && head.tag === 'VERB' && !head.lower.endsWith('ing'),
    isPast,
    hasPerfect: helpers.some(({ lemma }) => lemma === 'have'),
    modal:
      [...helpers, ...(head.tag === 'AUX' ? [head] : [])]
        .map(
          ({ lower, lemma }) =>
            MODALS.get(lower) ??
            MODALS.get(lemma) ??
            (lower === "'ll" ? 'future' : lower === "'d" && lemma === 'would' ? 'would' : null),
        )
        .find((modal) => modal !== null) ?? null,
    negation,
    governor: null,
    via: null,
    connective: null,
    isFree: false,
    subject: null,
    otherSubjects: [],
    objects: [],
    speaker: null,
    segment: 0,
  };
}

/** `not` in the group, or `no longer`, or behind a copula. */
function negationIn(units: readonly Unit[], first: number, at: number): number | null {
  const last = units[at]?.tag === 'AUX' ? at + 1 : at;
  for (let place = first; place <= last; place += 1) {
    const unit = units[place];
    if (unit && (NEGATIONS.has(unit.lemma) || (unit.lower === 'longer' && units[place - 1]?.lower === 'no')))
      return place;
  }
  return null;
}
