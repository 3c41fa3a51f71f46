import { UNDOING } from '../../../config/governing-words.ts';
import { type Fault, phraseText, type Proof, textOf } from './proof.ts';
import type { Unit } from './structure/read-units.ts';
import { isMark, isSpeech, type Phrase, type Structure, type Verb } from './structure/structure.ts';

/**
 * `ruling that the state, where he was tried, was no venue`: what an aside parts from its verb says nothing without it; `a group made up of A, B and
 * C is forming`: what stands last in a list under a preposition is not who does it.
 */
export function checkPredicates(proof: Proof): Fault[] {
  return [...resumedFaults(proof), ...listFaults(proof)];
}

function resumedFaults({ told, bullet, kept }: Proof): Fault[] {
  const { units } = told;
  return units.flatMap((unit, at): Fault[] => {
    const verb = units[at + 1];
    if (
      unit.text !== ',' ||
      verb?.tag !== 'AUX' ||
      kept[at + 1] !== null ||
      /^(?:being|having)$/u.test(verb.lower)
    )
      return [];
    const opens = units.findLastIndex(
      ({ text, sentence }, place) => place < at && text === ',' && sentence === unit.sentence,
    );
    const end = opens < 1 ? null : (kept[opens - 1] ?? null);
    if (end === null || !isMark(bullet.units[end + 1])) return [];
    const word = textOf(told, opens - 1);
    return [{ word, reason: `it leaves out what the evidence says of "${word}"`, kind: 'fact' }];
  });
}

function listFaults({ told, bullet, kept, places }: Proof): Fault[] {
  return bullet.verbs.flatMap((claimed): Fault[] => {
    const place = places[claimed.at] ?? null;
    const verb = told.verbs.find(({ at }) => at === place);
    const subject = verb?.subject === null || verb === undefined ? undefined : told.phrases[verb.subject];
    const isLast = /^(?:and|or)$/u.test(told.units[(subject?.first ?? 0) - 1]?.lower ?? '');
    if (subject === undefined || !isLast || kept[subject.head] === null) return [];
    const isUnder = told.phrases.some(
      ({ group, head, preposition, last }) =>
        group === subject.group && preposition !== null && kept[head] === null && last < subject.first,
    );
    const word = textOf(told, subject.head);
    return isUnder
      ? [{ word, reason: `the evidence does not say this of "${word}" alone`, kind: 'fact' }]
      : [];
  });
}

/** `Schools in the north`, `soldiers who deserted`, `the first country in Asia`: what says which ones goes with them. */
export function checkRestrictions(proof: Proof): Fault[] {
  const { told, kept } = proof;
  const faults: Fault[] = [];
  for (const [number, phrase] of told.phrases.entries()) {
    if (kept[phrase.head] === null) continue;
    const verb = phrase.verb === null ? undefined : told.verbs[phrase.verb];
    if (!verb || kept[verb.at] === null) continue;
    const isRanked = hasRank(told, phrase);
    const isGeneral = isKind(told, phrase);
    if (!isRanked && !isGeneral) continue;
    const isBefore = phrase.last < verb.first;
    const dropped = restrictionsOf(told, number).find(
      ({ at, isClause, isComplement }) =>
        kept[at] === null &&
        (isRanked ||
          (isBefore ? isClause || !isRanked : isClause || (isComplement && isShutting(told, verb)))),
    );
    if (dropped && !(isBefore && isSpeech(told.units[verb.at]) && !dropped.isClause))
      faults.push({
        word: textOf(told, phrase.head),
        reason: `it says of all "${textOf(told, phrase.head)}" what the evidence says of those "${phraseText(told, { first: phrase.last + 1, last: dropped.at } as Phrase)}"`,
        kind: 'fact',
      });
  }
  return faults;
}

/** A ban, an end or a plan of something is not one of all of its kind. */
const isShutting = ({ units }: Structure, verb: Verb) =>
  verb.modal !== null ||
  verb.negation !== null ||
  UNDOING.has(units[verb.at]?.lemma ?? '') ||
  SHUTTING.test(units[verb.at]?.lemma ?? '');
const SHUTTING =
  /^(?:ban|bar|prohibit|forbid|outlaw|restrict|limit|lift|end|ease|condemn|exclude|exempt|oppose)$/u;

function hasRank({ units }: Structure, { first, last }: Phrase): boolean {
  return units
    .slice(first, last + 1)
    .some(
      ({ amount, lower, tag }) =>
        amount?.isOrdinal === true ||
        /^(?:last|only|most|least)$/u.test(lower) ||
        (tag === 'ADJ' && /[a-z]{2}est$/u.test(lower)),
    );
}

/** A plural or a mass without a number speaks of all of its kind. */
function isKind({ units }: Structure, { first, last, head }: Phrase): boolean {
  const noun = units[head] as Unit;
  // The tagger takes a plural that opens a sentence for a name.
  const opens =
    noun.tag === 'PROPN' &&
    first === head &&
    (first === 0 || units[first - 1]?.kind === 'mark') &&
    /[a-z]s$/u.test(noun.text);
  if (
    (noun.tag !== 'NOUN' && !opens) ||
    noun.kind !== 'word' ||
    /^(?:day|night|morning|evening|week|month|year)$/u.test(noun.lemma)
  )
    return false;
  const words = units.slice(first, last + 1);
  if (
    words.some(
      ({ kind, lower, tag }) =>
        kind === 'number' ||
        (tag === 'PROPN' && !opens) ||
        /^(?:a|an|one|another|some|several|many|few|this|that)$/u.test(lower),
    )
  )
    return false;
  const isPlural =
    opens ||
    (noun.lower !== noun.lemma && noun.lower.endsWith('s')) ||
    /^(?:people|men|women|children|police)$/u.test(noun.lower);
  const isBare = !words.some(({ tag, lower }) => tag === 'DET' || lower === "'s");
  return isPlural || (isBare && words.length === 1 && first > 0);
}

/** Heads of what follows a noun without a comma and says which one: other nouns, `who` and `that`, participles. */
function restrictionsOf(
  { phrases, segments, verbs, units }: Structure,
  number: number,
): { at: number; isClause: boolean; isComplement: boolean }[] {
  const phrase = phrases[number] as Phrase;
  const found: { at: number; isClause: boolean; isComplement: boolean }[] = [];
  for (const other of phrases)
    if (
      other.after === number &&
      !other.isTime &&
      !/^(?:time|year|month|week|day)$/u.test(units[other.head]?.lemma ?? '') &&
      (other.preposition !== null || units[other.first - 1]?.isBound)
    )
      found.push({
        at: other.head,
        isClause: false,
        isComplement:
          other.preposition === null ||
          /^(?:of|from|against|between|without)$/u.test(units[other.preposition]?.lower ?? ''),
      });
  const clause = segments.findIndex(
    ({ first, opener }) =>
      first === phrase.last + 1 &&
      opener === first &&
      /^(?:who|that|which|whose|whom)$/u.test(units[first]?.lower ?? ''),
  );
  const relative = verbs.find(({ segment }) => segment === clause);
  if (relative) found.push({ at: relative.at, isClause: true, isComplement: false });
  const participle = verbs.find(
    ({ first, form }) => first === phrase.last + 1 && (form === 'participle' || form === 'gerund'),
  );
  if (participle && !isMark(units[participle.first - 1]))
    found.push({ at: participle.at, isClause: true, isComplement: false });
  return found;
}
