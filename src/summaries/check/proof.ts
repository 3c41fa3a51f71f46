import type { Derivation, DerivationPiece } from '../../model/summary.ts';
import type { Unit } from './structure/read-units.ts';
import type { Phrase, Structure, Verb } from './structure/structure.ts';

/** A bullet beside the sentence that it is to come from. */
export type Proof = {
  bullet: Structure;
  told: Structure;
  /** All units of `told`'s sentences, with those in brackets that the bullet leaves out and `told` does not hold. */
  whole: readonly Unit[];
  /** Sentences that names may be taken from: earlier ones of the evidence, and those that the caller names. */
  references: Structure;
  /** Other sentences that name the same, for more of a name that stands here. */
  mentions: Structure;
  /** Where each unit of the bullet stands in `told`, or null. */
  places: (number | null)[];
  /** Which unit of the bullet each unit of `told` has become, or null: it was left out. */
  kept: (number | null)[];
  /** Phrases of the bullet whose name stands where the evidence has a pronoun or bare noun, with that phrase. */
  resolved: Map<number, number>;
};

/**
 * What is wrong with a bullet: a `fact` was lost, added or turned round; a `word` is one that no edit licenses; a `role` is not the evidence's,
 * which weighs as a fact where all words are the evidence's, and cannot be told from free wording where some are not.
 */
export type Fault = { word: string; reason: string; kind: 'fact' | 'word' | 'role' };

export const unitOf = (structure: Structure, at: number | null): Unit | undefined =>
  at === null ? undefined : structure.units[at];

export const textOf = ({ units }: Structure, at: number | null): string =>
  at === null ? '' : (units[at]?.text ?? '');

/** A phrase as it is written, for a person. */
export function phraseText({ units }: Structure, { first, last }: Phrase): string {
  return units
    .slice(first, last + 1)
    .map(({ text }) => text)
    .join(' ')
    .replace(/ (?=['’])/gu, '');
}

export function verbOf({ verbs, verbAt }: Structure, at: number | null): Verb | null {
  const number = at === null ? null : verbAt[at];
  const verb = number === null || number === undefined ? undefined : verbs[number];
  return verb && verb.at === at ? verb : null;
}

export function phraseOf({ phraseAt }: Structure, at: number | null): number | null {
  return at === null ? null : (phraseAt[at] ?? null);
}

/** The phrase of the evidence that a phrase of the bullet comes from, by its head, or null. */
export function sourceOf(proof: Proof, phrase: number): number | null {
  const resolved = proof.resolved.get(phrase);
  if (resolved !== undefined) return resolved;
  const { head, first, last } = proof.bullet.phrases[phrase] as Phrase;
  const place = proof.places[head] ?? null;
  if (place !== null) return phraseOf(proof.told, place);
  // A head that was added (`Prime Minister Orsted`) stands with the part that was not.
  for (let at = last; at >= first; at -= 1) {
    const other = proof.places[at] ?? null;
    if (other !== null && proof.told.units[other]?.tag === 'PROPN') return phraseOf(proof.told, other);
  }
  return null;
}

/** Whether two phrases of the evidence are one thing, or parts of one list. */
export function isSameGroup({ phrases }: Structure, a: number | null, b: number | null): boolean {
  if (a === null || b === null) return false;
  return a === b || phrases[a]?.group === phrases[b]?.group;
}

export const isPronoun = (unit: Unit | undefined): boolean =>
  unit !== undefined &&
  unit.tag === 'PRON' &&
  /^(?:he|she|it|they|him|her|them|who|which|this|that|these|those|his|its|their|hers|theirs)$/u.test(
    unit.lower,
  );

/** `Secretary of State Antony Blinken`: the name belongs to the office, not to the state. */
export function isTitled({ phrases, units }: Structure, source: number, subject: number | null): boolean {
  const { first, head, preposition, after } = phrases[source] as Phrase;
  return (
    after !== null &&
    after === subject &&
    units[preposition ?? -1]?.lower === 'of' &&
    /^(?:state|defen[cs]e|staff|foreign|war|interior|homeland|health|finance|the)$/u.test(
      units[first]?.lower ?? '',
    ) &&
    units[head]?.tag === 'PROPN' &&
    head > first
  );
}

/** How a bullet came from its evidence, for surfaces that strike through and mark; the pieces' texts together are the evidence. */
export function showDerivation(proof: Proof): Derivation {
  const places = new Map(proof.told.units.map((unit, at) => [unit, at]));
  const pieces: (DerivationPiece & { unit: Unit })[] = [];
  for (const unit of proof.whole) {
    const last = pieces.at(-1);
    const piece = pieceOf(proof, unit, places.get(unit) ?? null, last?.fate);
    const isTight = !last || (last.unit.sentence === unit.sentence && last.unit.end === unit.start);
    const space = isTight ? '' : ' ';
    if (last?.fate === piece.fate && last.shown === piece.shown && last.unit.sentence === unit.sentence) {
      last.text += `${space}${piece.text}`;
      last.unit = unit;
      continue;
    }
    // What is shown for another word stands without the space around it.
    const isBetween = last?.fate === 'changed' && piece.fate === 'changed' && !isTight;
    if (isBetween) pieces.push({ text: ' ', fate: 'kept', unit });
    else if (last?.fate === 'changed') piece.text = `${space}${piece.text}`;
    else if (last) last.text += space;
    pieces.push({ ...piece, unit });
  }
  return pieces.map(({ text, fate, shown }) =>
    shown === undefined ? { text, fate } : { text, fate, shown },
  );
}

function pieceOf(
  { bullet, kept, places }: Proof,
  unit: Unit,
  at: number | null,
  before: string | undefined,
): DerivationPiece {
  const text = unit.text;
  if (unit.kind === 'mark') return { text, fate: at === null || before === 'left-out' ? 'left-out' : 'kept' };
  const from = at === null ? null : (kept[at] ?? null);
  if (from === null) return { text, fate: 'left-out' };
  const own = bullet.units.filter((_, place) => place === from || places[place] === at);
  const shown = own.map((one) => one.text).join(' ');
  return shown.toLowerCase() === text.toLowerCase()
    ? { text, fate: 'kept' }
    : { text, fate: 'changed', shown };
}
