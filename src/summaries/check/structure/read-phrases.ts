import { CLAUSE_OR_PHRASE, PARTICLES, RELATIVES, SUBORDINATORS } from '../../../../config/governing-words.ts';
import type { Unit } from './read-units.ts';
import {
  type Phrase,
  type Segment,
  type Structure,
  type Verb,
  isAdverb,
  isModifier,
  isMark,
  isPossessive,
  isQuote,
  isSpeech,
  isVerbal,
} from './structure.ts';

const IN_PHRASE = /^(?:DET|ADJ|NUM|NOUN|PROPN|PRON|SYM|X|INTJ)$/u;

const TIME_UNITS = /^(?:second|minute|hour|day|week|month|year|decade|century|time)$/u;

export function findPhrases(units: readonly Unit[], verbs: readonly Verb[]): Phrase[] {
  const isTaken = new Set(
    verbs.flatMap(({ first, at }) => Array.from({ length: at - first + 1 }, (_, step) => first + step)),
  );
  const phrases: Phrase[] = [];
  for (let at = 0; at < units.length; at += 1) {
    if (isTaken.has(at) || !isInPhrase(units, at)) continue;
    let last = at;
    while (!isTaken.has(last + 1) && continuesPhrase(units, last + 1)) last += 1;
    const phrase = makePhrase(units, at, last);
    if (phrase) phrases.push(phrase);
    at = last;
  }
  for (const [number, phrase] of phrases.entries()) {
    const before = phrases[number - 1];
    let start = phrase.preposition ?? phrase.first;
    while (units[start - 1]?.isBound) start -= 1;
    const gap = start - (before?.last ?? -9);
    if (before && gap === 1) phrase.after = number - 1;
    phrase.group = number;
  }
  return phrases;
}

function isInPhrase(units: readonly Unit[], at: number): boolean {
  const unit = units[at];
  if (!unit || unit.kind === 'mark' || unit.isBound) return false;
  if (unit.kind !== 'word') return true;
  if (RELATIVES.has(unit.lower) && (unit.lower !== 'that' || !isNominal(units[at + 1]))) return false;
  if (SUBORDINATORS.has(unit.lower)) return false;
  return IN_PHRASE.test(unit.tag) || (unit.tag === 'VERB' && isModifier(units, at));
}

const isNominal = (unit: Unit | undefined) => unit !== undefined && /^(?:NOUN|ADJ)$/u.test(unit.tag);

function continuesPhrase(units: readonly Unit[], at: number): boolean {
  const [before, unit, after] = [units[at - 1], units[at], units[at + 1]];
  if (!unit || unit.sentence !== before?.sentence) return false;
  if (unit.lower === "'s" || unit.lower === "'") return unit.tag === 'PART';
  if (unit.kind === 'date' || before.kind === 'date') return false;
  if (unit.tag === 'ADV') return isNominal(after) && before.tag === 'DET';
  if (!isInPhrase(units, at)) return unit.isBound && before.tag === 'DET';
  if (unit.tag === 'PRON' && !/^(?:one|ones|other|others)$/u.test(unit.lower)) return false;
  if (unit.tag === 'DET' || isPossessive(unit)) return /^(?:all|both|half|such)$/u.test(before.lower);
  if (before.tag === 'PRON' && !isPossessive(before)) return false;
  // `send Ukraine 40 vehicles`
  if (unit.kind === 'number' && before.kind === 'country' && isNominal(after)) return false;
  // `president of Zuria nine months after`
  if (
    /^(?:minutes|hours|days|weeks|months|years)$/u.test(unit.lower) &&
    /^(?:NOUN|PROPN)$/u.test(before.tag) &&
    /^(?:after|before|later|earlier|ago)$/u.test(after?.lower ?? '')
  )
    return false;
  if (unit.kind === 'number' && /^(?:NOUN|PROPN)$/u.test(before.tag) && TIME_UNITS.test(after?.lemma ?? ''))
    return false;
  return true;
}

function makePhrase(units: readonly Unit[], first: number, last: number): Phrase | null {
  const places = Array.from({ length: last - first + 1 }, (_, step) => first + step);
  const findLast = (test: (unit: Unit) => boolean) => places.findLast((place) => test(units[place] as Unit));
  const head =
    findLast((unit) => /^(?:NOUN|PROPN|X)$/u.test(unit.tag) && unit.kind !== 'mark') ??
    findLast((unit) => unit.kind === 'number') ??
    findLast((unit) => unit.tag === 'PRON' || unit.tag === 'ADJ') ??
    last;
  let before = first - 1;
  while (units[before]?.isBound || isAdverb(units[before])) before -= 1;
  if (units[before]?.text === ')')
    before = units.findLastIndex((unit, at) => at < before && unit.text === '(') - 1;
  const preposition = units[before];
  const isParticle =
    preposition !== undefined &&
    PARTICLES.has(preposition.lower) &&
    isVerbal(units[before - 1]) &&
    preposition.tag !== 'PART';
  const isPreposition =
    preposition !== undefined &&
    preposition.kind === 'word' &&
    !preposition.isBound &&
    !isParticle &&
    (preposition.tag === 'ADP' ||
      preposition.lower === 'to' ||
      preposition.lower === 'because' ||
      CLAUSE_OR_PHRASE.has(preposition.lower) ||
      preposition.lower === 'until');
  return {
    first,
    last,
    head,
    preposition: isPreposition ? before : null,
    isTime:
      units[head]?.kind === 'date' ||
      units[head]?.amount?.unit === 'year' ||
      (!isPreposition &&
        TIME_UNITS.test(units[head]?.lemma ?? '') &&
        (units[first]?.kind === 'number' ||
          /^(?:after|before|later|earlier|ago)$/u.test(units[last + 1]?.lower ?? ''))),
    verb: null,
    after: null,
    group: 0,
  };
}

/** `Ana Torvik, the minister,` and `France, Spain and Italy`: phrases that a comma or `and` joins. */
export function joinPhrases({ units, phrases, verbAt, asideAt }: Structure): void {
  for (const [number, phrase] of phrases.entries()) {
    const isSeen = (place: number) => asideAt[place] === null || asideAt[place] === asideAt[phrase.head];
    const before = phrases.slice(0, number).findLast(({ head }) => isSeen(head));
    if (!before || phrase.preposition !== null || phrase.isTime || before.isTime) continue;
    const between = units
      .slice(before.last + 1, phrase.first)
      .filter((_, step) => isSeen(before.last + 1 + step));
    const isJoined =
      between.length > 0 &&
      between.length <= 2 &&
      between.every(
        (unit) => unit.text === ',' || (unit.tag === 'CCONJ' && unit.lower !== 'but') || unit.isBound,
      );
    const opens =
      before.preposition !== null && (before.preposition === 0 || isMark(units[before.preposition - 1]));
    const startsClause =
      verbAt[phrase.last + 1] !== null &&
      before.verb !== null &&
      before.verb !== phrase.verb &&
      between[0]?.text === ',';
    if (
      isJoined &&
      !opens &&
      !startsClause &&
      units[before.first]?.sentence === units[phrase.first]?.sentence
    )
      phrase.group = isList(units, before, phrase) ? before.group : rootOf(phrases, before).group;
  }
}

const isList = (units: readonly Unit[], a: Phrase, b: Phrase) =>
  units[a.head]?.kind === units[b.head]?.kind && units[a.head]?.kind === 'country';

/** `The leader of the cartel, Ramon Diaz,`: the name stands for the leader. */
function rootOf(phrases: readonly Phrase[], phrase: Phrase): Phrase {
  const before = phrase.preposition === null || phrase.after === null ? undefined : phrases[phrase.after];
  return before ? rootOf(phrases, before) : phrase;
}

/** `Ada Lund, 46, said` */
export const isAge = (units: readonly Unit[], { first, last }: Phrase) =>
  first === last && units[first]?.kind === 'number' && isMark(units[first - 1]) && isMark(units[last + 1]);

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
    if (
      (RELATIVES.has(word) || SUBORDINATORS.has(word) || CLAUSE_OR_PHRASE.has(word)) &&
      phraseAt[next] === null
    )
      return false;
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
