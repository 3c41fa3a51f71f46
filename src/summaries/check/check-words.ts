import {
  CONDITIONS,
  DIRECTIONS,
  EXCEPTIONS,
  HEDGING_ADVERBS,
  NEGATIONS,
  OFFICES,
  QUANTITIES,
  TAKING_BACK,
} from '../../../config/governing-words.ts';
import { OPPOSITES, PHRASE_SYNONYMS } from '../../../config/synonyms.ts';
import { isSmall } from './align-units.ts';
import { matchUnits } from './match-units.ts';
import { type Fault, type Proof, isPronoun, phraseOf, verbOf } from './proof.ts';
import type { Unit } from './structure/read-units.ts';
import { type Phrase, type Structure, isPossessive } from './structure/structure.ts';

/**
 * Aligns what only an edit of several words licenses: who somebody is for a pronoun or a bare surname, `became` for `was sworn in as`,
 * letters for a long name. Changes `proof`.
 */
export function licensePhrases(proof: Proof): void {
  licenseRuns(proof);
  licenseLetters(proof);
  for (const number of proof.bullet.phrases.keys()) licenseReference(proof, number);
}

function put(proof: Proof, at: number, told: number): void {
  proof.places[at] = told;
  proof.kept[told] ??= at;
}

function licenseRuns(proof: Proof): void {
  const { bullet, told } = proof;
  for (const [from, to] of PHRASE_SYNONYMS)
    for (let at = 0; at + to.length <= bullet.units.length; at += 1) {
      if (!to.every((lemma, step) => bullet.units[at + step]?.lemma === lemma) || proof.places[at] !== null)
        continue;
      const found = told.units.findIndex((_, start) =>
        from.every((lemma, step) => told.units[start + step]?.lemma === lemma),
      );
      if (found === -1) continue;
      for (const step of from.keys()) proof.kept[found + step] = at;
      for (const step of to.keys()) proof.places[at + step] = found + Math.min(step, from.length - 1);
    }
}

/** `WFP` where the evidence spells the words out. */
function licenseLetters(proof: Proof): void {
  const names = proof.told.units.flatMap((unit, at) =>
    /^\p{Lu}/u.test(unit.text) ? [{ at, letter: unit.text[0] ?? '' }] : [],
  );
  const letters = names.map(({ letter }) => letter).join('');
  for (const [at, unit] of proof.bullet.units.entries()) {
    const short = unit.text.replace(/\./gu, '');
    if (proof.places[at] !== null || !/^\p{Lu}{2,6}$/u.test(short)) continue;
    const start = letters.indexOf(short);
    if (start === -1) continue;
    const run = names.slice(start, start + short.length);
    if ((run.at(-1)?.at ?? 0) - (run[0]?.at ?? 0) > 2 * short.length) continue;
    for (const { at: name } of run) proof.kept[name] = at;
    proof.places[at] = run.at(-1)?.at ?? null;
  }
}

/** A name for a pronoun or bare noun, or more of a name than the sentence has, taken from a sentence that has it. */
function licenseReference(proof: Proof, number: number): void {
  const phrase = proof.bullet.phrases[number] as Phrase;
  const places = Array.from({ length: phrase.last - phrase.first + 1 }, (_, step) => phrase.first + step);
  const lacking = places.filter(
    (at) => proof.places[at] === null && !isSmall(proof.bullet.units[at] as Unit),
  );
  // `Ilan Voss's` of `Ilan Voss's government` is a name by itself.
  const mark = places.find(
    (at) => proof.bullet.units[at]?.tag === 'PART' && /^'s?$/u.test(proof.bullet.units[at]?.lower ?? ''),
  );
  const isOwner = mark !== undefined && lacking.every((at) => at < mark);
  const content = places.filter((at) => !isSmall(proof.bullet.units[at] as Unit) && (!isOwner || at < mark));
  const missing = content.filter((at) => proof.places[at] === null);
  if (missing.length === 0) return;
  const known = content.find((at) => proof.places[at] !== null);
  const wanted = content.map((at) => proof.bullet.units[at] as Unit);
  if (licensePossessor(proof, phrase, missing)) return;
  const isNear = [proof.told, proof.references].some((structure) => hasWhole(structure, wanted));
  if (known !== undefined) {
    if (!isNear && !hasWhole(proof.mentions, wanted)) return;
    const isName =
      /^(?:PROPN|NOUN)$/u.test(proof.bullet.units[known]?.tag ?? '') ||
      proof.bullet.units[known]?.kind === 'country';
    if (isName) for (const at of missing) put(proof, at, proof.places[known] as number);
    return;
  }
  const pronoun = placeOfReference(proof, number);
  if (!isNear || pronoun === null || !isFitting(proof.bullet, phrase, proof.told.units[pronoun] as Unit))
    return;
  const told = phraseOf(proof.told, pronoun);
  for (const at of missing) put(proof, at, pronoun);
  if (told !== null) proof.resolved.set(number, told);
}

/** `Zhu Sanni's father` for `her father`. */
function licensePossessor(proof: Proof, phrase: Phrase, missing: readonly number[]): boolean {
  const { bullet, told, places } = proof;
  const mark = bullet.units.findIndex(
    ({ lower, tag }, at) => at > phrase.first && at < phrase.last && tag === 'PART' && /^'s?$/u.test(lower),
  );
  const source = phraseOf(told, places[phrase.head] ?? null);
  if (mark === -1 || source === null || missing.some((at) => at > mark)) return false;
  const { first } = told.phrases[source] as Phrase;
  if (!isPossessive(told.units[first] as Unit)) return false;
  const wanted = bullet.units.slice(phrase.first, mark).filter((unit) => !isSmall(unit));
  if (![told, proof.references].some((structure) => hasWhole(structure, wanted))) return false;
  for (const at of missing) put(proof, at, first);
  return true;
}

/** Whether one phrase, with its appositions, has all the units wanted and is nobody else's as well. */
function hasWhole(structure: Structure, wanted: readonly Unit[]): boolean {
  return structure.phrases.some((phrase) => {
    const group = structure.phrases.filter((other) => other.group === phrase.group);
    const units = group.flatMap(({ first, last }) => structure.units.slice(first, last + 1));
    return wanted.every((unit) => units.some((other) => matchUnits(unit, other, null) !== null));
  });
}

/** One for `he`, `she` and `it`, several or an organisation for `they`. */
function isFitting({ units }: Structure, { first, last, head }: Phrase, pronoun: Unit): boolean {
  const noun = units[head] as Unit;
  const isPlural = noun.tag === 'NOUN' && noun.lower !== noun.lemma && noun.lower.endsWith('s');
  const isName = units.slice(first, last + 1).some(({ tag, kind }) => tag === 'PROPN' || kind === 'country');
  if (/^(?:they|them|their)$/u.test(pronoun.lower)) return isPlural || isName;
  if (/^(?:he|she|him|her|his)$/u.test(pronoun.lower)) return !isPlural && noun.kind !== 'country';
  return !/^(?:it|its)$/u.test(pronoun.lower) || !isPlural;
}

/** The pronoun or bare noun of the evidence in whose place the bullet's phrase stands: the same role of the same verb. */
function placeOfReference(proof: Proof, number: number): number | null {
  const { bullet, told, places } = proof;
  for (const verb of bullet.verbs) {
    const source = verbOf(told, places[verb.at] ?? null);
    if (!source) continue;
    if (verb.subject === number && source.subject !== null) return referenceIn(told, source.subject);
    const object = verb.objects.indexOf(number);
    if (object !== -1 && source.objects[object] !== undefined)
      return referenceIn(told, source.objects[object]);
  }
  const phrase = bullet.phrases[number] as Phrase;
  const preposition = phrase.preposition === null ? null : (places[phrase.preposition] ?? null);
  const same =
    preposition === null ? -1 : told.phrases.findIndex((other) => other.preposition === preposition);
  return same === -1 ? null : referenceIn(told, same);
}

function referenceIn(told: Structure, number: number): number | null {
  const { head, first } = told.phrases[number] as Phrase;
  const unit = told.units[head] as Unit;
  const opener = told.units[first] as Unit;
  if (isPronoun(unit) || isPossessive(opener)) return head;
  return /^(?:the|this|that|these|those)$/u.test(opener.lower) && unit.tag === 'NOUN' ? head : null;
}

/** The bullet's words that no edit licenses. */
export function checkWords(proof: Proof): Fault[] {
  const faults: Fault[] = [];
  const isClause = ({ verbs }: Structure) =>
    verbs.some(({ form, isPassive }) => form === 'finite' || isPassive);
  const starts = proof.places.find((place) => place !== null) ?? 0;
  if (starts > 1 && isClause(proof.told) && !isClause(proof.bullet))
    faults.push({ word: '', reason: 'it has no verb', kind: 'word' });
  for (const [at, unit] of proof.bullet.units.entries()) {
    if (proof.places[at] !== null || unit.kind === 'mark' || unit.isBound || isFree(proof, at)) continue;
    faults.push(faultOf(proof, at));
  }
  return faults;
}

/** Whether a word that the evidence has not is one that grammar asks for, or one that is judged with what it belongs to. */
function isFree({ bullet, places }: Proof, at: number): boolean {
  const unit = bullet.units[at] as Unit;
  if (/^(?:mr|mrs|ms|dr|sir)\.?$/u.test(unit.lower)) return true;
  if (/^(?:a|an|the|'s|'|to|and)$/u.test(unit.lower) && unit.tag !== 'ADP') return true;
  // A helper goes with its verb, which is judged itself.
  if (unit.tag === 'AUX')
    return isSettled(bullet, places, at) || bullet.verbs[bullet.verbAt[at] ?? -1]?.at !== at;
  if (/^(?:that|which|who)$/u.test(unit.lower) && bullet.phraseAt[at] === null) return true;
  if (isPronoun(unit) || isPossessive(unit)) return true;
  // For a place that is left out; `there is` says more.
  if (unit.lower === 'there' && (bullet.units[at + 1]?.kind ?? 'mark') === 'mark') return true;
  if (unit.tag === 'ADP' || unit.lower === 'to')
    return bullet.phrases.some(
      ({ preposition, head }) => preposition === at && (places[head] ?? null) !== null,
    );
  // `Not` and the like are judged with their verb.
  return NEGATIONS.has(unit.lemma) && isSettled(bullet, places, at);
}

const isSettled = (bullet: Structure, places: readonly (number | null)[], at: number) => {
  const number = bullet.verbAt[at] ?? bullet.verbAt[at - 1] ?? null;
  const verb = number === null ? undefined : bullet.verbs[number];
  return (
    verb !== undefined &&
    ((places[verb.at] ?? null) !== null || (verb.at === at && bullet.units[at]?.lemma === 'be'))
  );
};

const OPPOSITE = new Map<string, Set<string>>();
for (const [a, b] of OPPOSITES)
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    OPPOSITE.set(from, (OPPOSITE.get(from) ?? new Set()).add(to));

function faultOf(proof: Proof, at: number): Fault {
  const unit = proof.bullet.units[at] as Unit;
  const word = unit.text;
  const opposite = oppositeIn(proof, unit);
  if (opposite !== null)
    return { word, reason: `the evidence says "${opposite.text}" where "${word}" stands`, kind: 'fact' };
  if (unit.kind === 'number')
    return { word, reason: `the number "${word}" is not in the evidence`, kind: 'fact' };
  if (unit.kind === 'date')
    return { word, reason: `the date "${word}" is not in the evidence`, kind: 'fact' };
  if (unit.kind === 'country') return { word, reason: `"${word}" is not in the evidence`, kind: 'fact' };
  const isName =
    unit.tag === 'PROPN' &&
    /^\p{Lu}/u.test(word) &&
    (at > 0 ||
      proof.bullet.units[1]?.tag === 'PROPN' ||
      !proof.bullet.units.some(({ lower }, other) => other > 0 && lower === unit.lower));
  if (isName && !(at === 0 && isOrdinary(proof, at)))
    return { word, reason: `"${word}" is not in the evidence`, kind: 'fact' };
  if (OFFICES.has(unit.lemma))
    return { word, reason: `the office "${word}" is not in the evidence`, kind: 'fact' };
  return { word, reason: `"${word}" is not in the evidence`, kind: isGoverning(unit) ? 'fact' : 'word' };
}

/** The first word is in capitals whatever it is; one that a verb or common noun follows is hardly a name. */
function isOrdinary({ bullet }: Proof, at: number): boolean {
  const next = bullet.units[at + 1];
  return next !== undefined && next.tag !== 'PROPN' && next.lower !== "'s";
}

function oppositeIn(proof: Proof, unit: Unit): Unit | null {
  const others = new Set([...(OPPOSITE.get(unit.lemma) ?? []), ...(OPPOSITE.get(unit.lower) ?? [])]);
  if (others.size === 0) return null;
  return (
    proof.told.units.find(
      (told, place) => proof.kept[place] === null && (others.has(told.lemma) || others.has(told.lower)),
    ) ?? null
  );
}

function isGoverning({ lemma, lower }: Unit): boolean {
  return (
    [NEGATIONS, QUANTITIES, TAKING_BACK, HEDGING_ADVERBS, CONDITIONS, EXCEPTIONS].some(
      (list) => list.has(lemma) || list.has(lower),
    ) && !DIRECTIONS.has(lower)
  );
}
