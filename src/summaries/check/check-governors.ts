import {
  AWAITING,
  CLAIMING,
  CONDITIONS,
  EXCEPTIONS,
  HEDGING_ADVERBS,
  HEDGING_NOUNS,
  NEGATIONS,
  OFFICES,
  PARTICLES,
  QUANTITIES,
  TAKING_BACK,
  UNDOING,
} from '../../../config/governing-words.ts';
import { type Fault, type Proof, phraseOf, textOf, verbOf } from './proof.ts';
import type { Unit } from './structure/read-units.ts';
import { type Phrase, type Segment, type Structure, type Verb, isSpeech } from './structure/structure.ts';

/** What governs a statement in the evidence and was left out of the bullet, and what the bullet puts under another. */
export function checkGovernors(proof: Proof): Fault[] {
  const isVerbKept = (verb: Verb) => proof.kept[verb.at] !== null;
  return [
    ...lostConditions(proof, isVerbKept),
    ...lostReversals(proof, isVerbKept),
    ...lostSpeakers(proof),
    ...lostDescribers(proof),
    ...lostAdverbs(proof, isVerbKept),
    ...lostParts(proof),
    ...lostDenials(proof, isVerbKept),
    ...lostChoices(proof),
    ...lostAllBut(proof),
  ];
}

const lost = (told: Structure, at: number, of: string): Fault => ({
  word: textOf(told, at),
  reason: `it leaves out "${textOf(told, at)}", under which the evidence says "${of}"`,
  kind: 'fact',
});

/** `if`, `unless`, `until`, `without a deal`, `except`: they go with their own verb and with the clause that they stand beside. */
function lostConditions(proof: Proof, isVerbKept: (verb: Verb) => boolean): Fault[] {
  const { told, kept } = proof;
  const faults: Fault[] = [];
  for (const [at, unit] of told.units.entries()) {
    const isCondition = CONDITIONS.has(unit.lower) || isAwaitedTime(told, at);
    if ((!isCondition && !EXCEPTIONS.has(unit.lower)) || kept[at] !== null) continue;
    if (
      unit.tag === 'VERB' &&
      told.verbAt[at] !== null &&
      !/^(?:pending|barring|excluding)$/u.test(unit.lower) &&
      told.units[at + 1]?.lower !== 'that'
    )
      continue;
    const governed = governedBy(told, at).find(isVerbKept);
    if (governed) faults.push(lost(told, at, textOf(told, governed.at)));
  }
  return faults;
}

/** `Once` and `when` before a clause in the present beside one with `will`. */
function isAwaitedTime({ units, segments, verbs }: Structure, at: number): boolean {
  if (!/^(?:once|when)$/u.test(units[at]?.lower ?? '')) return false;
  const segment = segments.findIndex(({ opener }) => opener === at);
  if (segment === -1) return false;
  const own = verbs.find((verb) => verb.segment === segment);
  return (
    own !== undefined &&
    !own.isPast &&
    !own.hasPerfect &&
    verbs.some(({ modal }) => modal === 'future' || modal === 'would')
  );
}

/** The verbs of a condition's own clause and of the one beside it. */
function governedBy(structure: Structure, at: number): Verb[] {
  const { segments, verbs, units } = structure;
  const own = segments.findIndex(({ first, last }) => at >= first && at <= last);
  const segment = segments[own] as Segment;
  const inside =
    segment.opener === at
      ? verbs.filter((verb) => verb.segment === own)
      : verbs.filter((verb) => verb.segment === own && verb.at > at && verb.form === 'gerund');
  const sentence = units[at]?.sentence;
  const mine = verbs.filter((verb) => units[verb.at]?.sentence === sentence && !inside.includes(verb));
  const isOpening = !mine.some((verb) => verb.at < at) || isSentenceStart(structure, at);
  const beside = isOpening
    ? mine.find((verb) => verb.at > at && verb.form === 'finite')
    : mine.findLast((verb) => verb.at < at && !isClosing(verb, structure));
  // `Began without a deal` has begun; what will, would or is to be may not be.
  const isSettled =
    /^(?:without|until|till)$/u.test(units[at]?.lower ?? '') &&
    !isOpening &&
    beside?.form === 'finite' &&
    beside.modal === null;
  return isSettled || !beside ? inside : [...inside, beside];
}

const isSentenceStart = ({ units }: Structure, at: number) =>
  at === 0 || units[at - 1]?.sentence !== units[at]?.sentence;

/** A verb of saying whose clause the condition is in does not itself depend on it. */
const isClosing = (verb: Verb, { units, verbs }: Structure) =>
  isSpeech(units[verb.at]) && verbs.some(({ speaker }) => speaker === verbs.indexOf(verb));

/** `... was to be executed, but an official said he will not be`: what undoes a plan goes with it. */
function lostReversals(proof: Proof, isVerbKept: (verb: Verb) => boolean): Fault[] {
  const { told, kept } = proof;
  const faults: Fault[] = [];
  for (const [number, segment] of told.segments.entries()) {
    const at = segment.opener ?? segment.first;
    const opener = told.units[at];
    if (!opener || !/^(?:but|although|though|however|yet|only)$/u.test(opener.lower) || kept[at] !== null)
      continue;
    const later = told.verbs.filter(
      (verb) => verb.segment >= number && told.units[verb.at]?.sentence === segment.sentence,
    );
    if (later.some(isVerbKept)) continue;
    const undone = later.find(
      (verb) => verb.negation !== null || UNDOING.has(told.units[verb.at]?.lemma ?? ''),
    );
    const planned = told.verbs.find(
      (verb) =>
        verb.segment < number &&
        told.units[verb.at]?.sentence === segment.sentence &&
        isVerbKept(verb) &&
        isPlan(told, verb),
    );
    if (undone && planned) faults.push(lost(told, at, textOf(told, planned.at)));
  }
  return faults;
}

const isPlan = ({ units }: Structure, verb: Verb) =>
  verb.modal !== null ||
  AWAITING.has(units[verb.at]?.lemma ?? '') ||
  AWAITING.has(units[verb.governor ?? -1]?.lemma ?? '');

/** Whose word or thought it is; and nobody else's word. */
function lostSpeakers(proof: Proof): Fault[] {
  const { bullet, told, places, kept } = proof;
  const faults: Fault[] = [];
  for (const claimed of bullet.verbs) {
    const source = verbOf(told, places[claimed.at] ?? null);
    if (!source || claimed.form !== 'finite' || source.form !== 'finite') continue;
    const real = source.speaker === null ? null : told.verbs[source.speaker];
    const mine = claimed.speaker === null ? null : bullet.verbs[claimed.speaker];
    const word = textOf(bullet, claimed.at);
    if (real && kept[real.at] === null && CLAIMING.has(told.units[real.at]?.lemma ?? ''))
      faults.push(lost(told, real.at, word));
    const said = mine ? (places[mine.at] ?? null) : null;
    if (
      mine &&
      said !== null &&
      said !== real?.at &&
      told.verbAt[said] !== null &&
      isSpeech(told.units[said]) &&
      !isAccording(told, said)
    )
      faults.push({
        word,
        reason: `in the evidence "${word}" does not stand under "${textOf(told, said)}"`,
        kind: 'role',
      });
  }
  return faults;
}

const isAccording = ({ units }: Structure, at: number) => units[at]?.lower === 'according';

/** `former`, `alleged`, `deputy`, `few`, `only`, `no` go with the noun that they stand before. */
function lostDescribers(proof: Proof): Fault[] {
  const { told, kept } = proof;
  const faults: Fault[] = [];
  for (const phrase of told.phrases)
    for (let at = phrase.first; at <= phrase.last; at += 1) {
      const unit = told.units[at] as Unit;
      const takesBack = isListed(TAKING_BACK, unit) && at !== phrase.head;
      const counts = isListed(QUANTITIES, unit) && !unit.isBound && !isLesserWord(unit, told.units[at + 1]);
      if ((!takesBack && !counts) || kept[at] !== null) continue;
      const of = takesBack ? officeBehind(told, phrase, at) : phrase.head;
      if (kept[of] !== null && of !== at) faults.push(lost(told, at, textOf(told, of)));
    }
  return faults;
}

const isListed = (list: ReadonlySet<string>, { lower, lemma, tag }: Unit) =>
  tag !== 'PROPN' ? list.has(lower) || list.has(lemma) : list.has(lower);

/** `No longer` and `no. 3` are no quantities. */
const isLesserWord = (unit: Unit, next: Unit | undefined) =>
  unit.lower === 'no' && (next?.lower === 'longer' || next?.kind === 'number');

/** What a word like `former` takes back: the office behind it, or the noun. */
function officeBehind({ units }: Structure, { head, last }: Phrase, at: number): number {
  const behind = Array.from({ length: last - at }, (_, step) => at + 1 + step);
  const isNoun = (place: number) => units[place]?.tag === 'NOUN';
  return behind.findLast(isNoun) ?? behind.find((place) => OFFICES.has(units[place]?.lemma ?? '')) ?? head;
}

/** `allegedly`, `only`, `nearly`, `in principle` go with their verb; so do `up`, `out`, `over` behind it. */
function lostAdverbs(proof: Proof, isVerbKept: (verb: Verb) => boolean): Fault[] {
  const { told, kept } = proof;
  const faults: Fault[] = [];
  for (const [at, unit] of told.units.entries()) {
    if (kept[at] !== null || unit.isBound) continue;
    const isHedge = HEDGING_ADVERBS.has(unit.lower) && (unit.tag === 'ADV' || unit.tag === 'ADJ');
    const isNoun = HEDGING_NOUNS.has(unit.lower) && told.phrases[phraseOf(told, at) ?? -1]?.first === at;
    const isParticle =
      PARTICLES.has(unit.lower) &&
      told.verbAt[at - 1] !== null &&
      told.verbs[told.verbAt[at - 1] ?? -1]?.at === at - 1 &&
      unit.tag !== 'PART';
    if (!isHedge && !isNoun && !isParticle) continue;
    let next = at + 1;
    while (told.units[next]?.isBound) next += 1;
    if (isHedge && phraseOf(told, next) !== null && told.verbAt[at] === null) {
      const phrase = told.phrases[phraseOf(told, next) as number] as Phrase;
      if (kept[phrase.head] !== null) faults.push(lost(told, at, textOf(told, phrase.head)));
      continue;
    }
    const number =
      told.verbAt[at] ??
      told.verbAt[at + 1] ??
      told.verbAt[at - 1] ??
      told.phrases[phraseOf(told, at) ?? -1]?.verb ??
      null;
    const verb = number === null ? undefined : told.verbs[number];
    if (verb && isVerbKept(verb)) faults.push(lost(told, at, textOf(told, verb.at)));
  }
  return faults;
}

/** `Two of the six miners`, `the head of the bank`: who is left when the part is left out is another. */
function lostParts(proof: Proof): Fault[] {
  const { told, kept } = proof;
  const faults: Fault[] = [];
  for (const phrase of told.phrases) {
    if (
      phrase.after === null ||
      told.units[phrase.preposition ?? -1]?.lower !== 'of' ||
      kept[phrase.head] === null
    )
      continue;
    const part = told.phrases[phrase.after] as Phrase;
    const unit = told.units[part.head] as Unit;
    const isPart = unit.kind === 'number' || isListed(QUANTITIES, unit);
    if (isPart && kept[part.head] === null) faults.push(lost(told, part.head, textOf(told, phrase.head)));
  }
  return faults;
}

/** Said in other words, what the evidence denies is still denied: `has answered the appeal` for `has not responded to the appeal`. */
function lostDenials({ bullet, told, kept }: Proof, isVerbKept: (verb: Verb) => boolean): Fault[] {
  const isDenied = bullet.units.some(
    ({ lemma, lower }) =>
      NEGATIONS.has(lemma) || UNDOING.has(lemma) || /^(?:no|none|without|unable|un.{4,}|lack)$/u.test(lower),
  );
  if (isDenied) return [];
  return told.verbs.flatMap((verb) => {
    if (verb.negation === null || isVerbKept(verb)) return [];
    const number = told.verbs.indexOf(verb);
    const own = told.phrases.find(
      (phrase) => phrase.verb === number && phrase.first > verb.at && kept[phrase.head] !== null,
    );
    const stands =
      own !== undefined &&
      !told.verbs.some(
        (other) => other !== verb && isVerbKept(other) && other.at > verb.at - 12 && other.at < own.first,
      );
    return stands ? [lost(told, verb.negation, textOf(told, own.head))] : [];
  });
}

/** `All but three of the members`: neither all nor three. */
function lostAllBut({ told, kept }: Proof): Fault[] {
  return told.units.flatMap((unit, at) => {
    const isAllBut =
      unit.lower === 'but' &&
      /^(?:all|none|nothing|anything|nobody|everyone)$/u.test(told.units[at - 1]?.lower ?? '');
    const next = told.phrases[phraseOf(told, at + 1) ?? -1];
    return isAllBut && kept[at] === null && next && kept[next.head] !== null
      ? [lost(told, at, textOf(told, next.head))]
      : [];
  });
}

/** One of `Oslo or Geneva` is not both. */
function lostChoices({ told, kept }: Proof): Fault[] {
  const faults: Fault[] = [];
  for (const [at, unit] of told.units.entries()) {
    if (!/^(?:or|nor)$/u.test(unit.lower) || kept[at] !== null) continue;
    const [before, after] = [phraseOf(told, at - 1), phraseOf(told, at + 1)];
    const heads = [before, after].map((phrase) =>
      phrase === null ? null : (told.phrases[phrase]?.head ?? null),
    );
    const one = heads.find((head) => head !== null && kept[head] !== null);
    if (heads.every((head) => head !== null) && one !== undefined && one !== null)
      faults.push(lost(told, at, textOf(told, one)));
  }
  return faults;
}
