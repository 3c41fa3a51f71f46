import { NEGATIONS, RELATIVES, TELLING } from '../../../../config/governing-words.ts';
import { isAge } from './read-phrases.ts';
import type { Unit } from './read-units.ts';
import {
  type Segment,
  type Structure,
  type Verb,
  isAdverb,
  isModifier,
  isAside,
  isMark,
  isSpeech,
  isVerbal,
} from './structure.ts';

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

/** Whether a verb without helpers is finite or a participle, and what it shares with the verb that `and` joins it to. */
export function settleForms(structure: Structure): void {
  const { units, verbs, segments } = structure;
  for (const [number, verb] of verbs.entries()) {
    const isBare = units.slice(verb.first, verb.at).every((unit) => unit.tag !== 'AUX');
    if (!isBare || verb.form !== 'finite') continue;
    const before = verbs[number - 1];
    const opener = units[segments[verb.segment]?.opener ?? -1];
    const hasSubject = hasOwnSubject(structure, number);
    if (before && opener?.tag === 'CCONJ' && !hasSubject && isSameSentence(units, before, verb))
      share(verb, before, units);
    const head = units[verb.at];
    if (verb.form !== 'finite' || !verb.isPast || verb.isPassive || head?.tag === 'AUX' || head?.isFinite)
      continue;
    const isLoose = !hasSubject && opener === undefined && !hasWaitingSubject(structure, verb);
    if (units[verb.at + 1]?.lower === 'by' || isLoose || (hasSubject && describesNoun(structure, number)))
      Object.assign(verb, { form: 'participle', isPassive: true, isFree: isLoose });
  }
}

function hasOwnSubject({ verbs, phrases, segments }: Structure, number: number): boolean {
  const verb = verbs[number] as Verb;
  const before = verbs[number - 1];
  const least = before?.segment === verb.segment ? before.at : -1;
  const first = segments[verb.segment]?.first ?? 0;
  return phrases.some(
    (phrase) =>
      phrase.preposition === null && phrase.first >= first && phrase.last < verb.first && phrase.last > least,
  );
}

/** `arrested a man suspected of theft`, `the miners trapped below were saved`: another verb is that of the sentence. */
function describesNoun({ units, verbs }: Structure, number: number): boolean {
  const verb = verbs[number] as Verb;
  const before = verbs[number - 1];
  if (units[verb.first - 1]?.kind === 'mark') return false;
  if (before?.segment === verb.segment) return before.form === 'finite' && !isSpeech(units[before.at]);
  if (isSaying(units[verb.at])) return false;
  return verbs
    .slice(number + 1)
    .some(
      (later) =>
        later.segment === verb.segment &&
        later.form === 'finite' &&
        units.slice(later.first, later.at + 1).some(({ tag }) => tag === 'AUX') &&
        !units.slice(verb.at, later.first).some(({ tag, lower }) => tag === 'CCONJ' || lower === 'that'),
    );
}

const isSameSentence = (units: readonly Unit[], a: Verb, b: Verb) =>
  units[a.at]?.sentence === units[b.at]?.sentence;

function share(verb: Verb, before: Verb, units: readonly Unit[]): void {
  const isBase = units[verb.at]?.lower === units[verb.at]?.lemma;
  if (isBase && (before.form === 'infinitive' || before.modal !== null)) {
    verb.form = before.form;
    verb.modal = before.modal;
    verb.negation ??= before.negation;
  }
  if (verb.isPast && (before.isPassive || before.hasPerfect)) {
    verb.isPassive = before.isPassive;
    verb.hasPerfect = before.hasPerfect;
    verb.form = before.form;
    verb.modal = before.modal;
    verb.negation ??= before.negation;
  }
}

/** Whether a noun before the comma still waits for its verb: `The army, which ..., attacked`. */
function hasWaitingSubject(structure: Structure, verb: Verb): boolean {
  return waitingSubject(structure, verb) !== null;
}

function waitingSubject({ units, segments, verbs, phrases }: Structure, verb: Verb): number | null {
  const mine = segments[verb.segment] as Segment;
  let found: number | null = null;
  for (let number = verb.segment - 1; number >= 0; number -= 1) {
    const segment = segments[number] as Segment;
    if (segment.sentence !== mine.sentence) break;
    const hasVerb = verbs.some(
      (one) => one.segment === number && (one.form === 'finite' || one.form === 'infinitive'),
    );
    // `Hall said Paxman, 63, was`
    const last = verbs.findLast((one) => one.segment === number);
    const told =
      last && isSpeech(units[last.at])
        ? phrases.find(
            (one) =>
              one.first > last.at && one.head <= segment.last && one.preposition === null && !one.isTime,
          )
        : undefined;
    if (told && last?.form === 'finite' && !isAside(units, segment)) return phrases.indexOf(told);
    if (hasVerb && !isAside(units, segment)) break;
    if (hasVerb) continue;
    const phrase = phrases.find(
      (one) =>
        one.head >= segment.first &&
        one.head <= segment.last &&
        one.preposition === null &&
        !one.isTime &&
        units[one.head]?.kind !== 'number',
    );
    if (phrase) found = phrases.indexOf(phrase);
  }
  return found;
}

export function findArguments(structure: Structure): void {
  const { units, verbs, phrases } = structure;
  for (const [number, verb] of verbs.entries()) {
    verb.subject = subjectOf(structure, number);
    verb.otherSubjects = otherSubjectsOf(structure, number);
    const next = verbs.slice(number + 1).find(({ segment }) => segment === verb.segment);
    for (const [index, phrase] of phrases.entries()) {
      if (phrase.first <= verb.at) continue;
      const end = structure.segments[verb.segment]?.last ?? 0;
      if (phrase.first > end || (next && phrase.first > next.at)) break;
      if (phrase.isTime || units[phrase.head]?.tag === 'ADJ') continue;
      // `firms it accuses`: the last noun before another verb is that verb's.
      const isOthers =
        next?.form === 'finite' &&
        phrase.last === next.first - 1 &&
        (isSpeech(units[verb.at]) || verb.objects.length > 0 || units[phrase.head]?.tag === 'PRON');
      if (phrase.preposition === null && !isOthers) verb.objects.push(index);
    }
    // `..., said Emma Hale`
    if (verb.subject === null && isSpeech(units[verb.at]) && verb.objects.length > 0) {
      verb.subject = verb.objects[0] ?? null;
      verb.objects = verb.objects.slice(1);
    }
  }
}

/** Who does what a verb says, as the number of a phrase, or null. */
function subjectOf(structure: Structure, number: number): number | null {
  const { units, verbs, segments } = structure;
  const verb = verbs[number] as Verb;
  const segment = segments[verb.segment] as Segment;
  const before = verbs.slice(0, number).filter((one) => segments[one.segment]?.sentence === segment.sentence);
  const finite = before.findLast((one) => one.form === 'finite')?.subject ?? null;
  const own = ownSubject(structure, number);
  if (verb.form === 'infinitive' || verb.form === 'gerund') {
    if (own !== -1 && structure.phrases[own]?.last === verb.first - 1) return own;
    return verb.isFree || isMark(units[verb.first - 1]) ? finite : null;
  }
  if (own !== -1) return own;
  if (verb.form === 'participle') return finite;
  const opener = segment.opener === null ? undefined : units[segment.opener];
  if (opener && RELATIVES.has(opener.lower)) return antecedentOf(structure, segment);
  const last = before.findLast((one) => one.form === 'finite' && one.segment === verb.segment);
  if (last) return last.subject;
  if (opener?.tag === 'CCONJ')
    return (
      before.findLast((one) => one.form !== 'gerund' && !isAside(units, segments[one.segment] as Segment))
        ?.subject ?? null
    );
  return waitingSubject(structure, verb) ?? finite;
}

/** The noun before a verb in its own clause, or -1. */
function ownSubject({ units, verbs, phrases, segments }: Structure, number: number): number {
  const verb = verbs[number] as Verb;
  const segment = segments[verb.segment] as Segment;
  const earlier = verbs.slice(0, number).filter((one) => one.segment === verb.segment);
  const findLast = (least: number, most: number) =>
    phrases.findLastIndex(
      (phrase) =>
        phrase.first >= segment.first &&
        phrase.first > least &&
        phrase.last < most &&
        phrase.preposition === null &&
        !phrase.isTime &&
        units[phrase.head]?.tag !== 'ADJ' &&
        !isAge(units, phrase),
    );
  const from = earlier.at(-1)?.at ?? -1;
  const near = findLast(from, verb.first);
  const finite = earlier.findLast((one) => one.form === 'finite')?.at ?? -1;
  const loose = earlier.find((one) => one.at > finite && one.form !== 'finite')?.first ?? verb.first;
  // `The man carrying a knife was shot`: what the participle takes is not who was shot.
  const far = findLast(finite, loose);
  // `after claiming he hid money`
  const isRight =
    phrases[near]?.last === verb.first - 1 &&
    (units[phrases[near]?.head ?? -1]?.tag === 'PRON' || isSpeech(units[from]));
  return verb.form === 'finite' && far !== -1 && !isRight ? far : near;
}

/** The noun that `who` or `which` stands for. */
function antecedentOf({ units, phrases }: Structure, segment: Segment): number | null {
  // `explains who they are`
  if (units[segment.first - 1]?.tag === 'VERB') return null;
  const found = phrases.findLastIndex(
    ({ first, last, head, isTime }) =>
      last < segment.first &&
      !isTime &&
      units[last]?.sentence === segment.sentence &&
      units[head]?.kind !== 'number' &&
      units[first - 1]?.text !== '(',
  );
  return found === -1 ? null : found;
}

/** Behind `and` the doer is that of any verb before: `who praised allies and said ...` */
function otherSubjectsOf({ units, verbs, phrases, segments }: Structure, number: number): number[] {
  const verb = verbs[number] as Verb;
  const segment = segments[verb.segment] as Segment;
  const isInside = verb.subject !== null && (phrases[verb.subject]?.first ?? -1) >= segment.first;
  const hasOwn =
    verb.subject !== null &&
    verb.form === 'finite' &&
    (isInside || units[segment.opener ?? -1]?.tag !== 'CCONJ');
  // `to ensure a deal is reached`
  const right = phrases.findIndex(
    (phrase) =>
      phrase.last === verb.first - 1 &&
      phrase.first >= segment.first &&
      phrase.preposition === null &&
      !phrase.isTime,
  );
  if (hasOwn) return right === -1 ? [] : [right];
  return verbs
    .slice(0, number)
    .filter(
      (one) => one.form === 'finite' && one.subject !== null && units[one.at]?.sentence === segment.sentence,
    )
    .map((one) => one.subject as number);
}

/** A verb of saying that stands under no other: `said three were`, but not `suspected of`. */
const isSaying = (unit: Unit | undefined): boolean => unit !== undefined && TELLING.has(unit.lemma);
