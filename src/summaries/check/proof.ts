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

/** The evidence cut into pieces, in order: what the bullet keeps, leaves out, and says otherwise (`shown`). */
export type Derivation = readonly DerivationPiece[];
export type DerivationPiece = { text: string; fate: 'kept' | 'left-out' | 'changed'; shown?: string };

/** How a bullet came from its evidence, for surfaces that strike through and mark. */
export function showDerivation({ bullet, told, whole, kept }: Proof): Derivation {
  const places = new Map(told.units.map((unit, at) => [unit, at]));
  const pieces: {
    text: string;
    fate: DerivationPiece['fate'];
    shown: string | null;
    end: number;
    sentence: number;
  }[] = [];
  for (const unit of whole) {
    const at = places.get(unit);
    const from = at === undefined ? null : (kept[at] ?? null);
    const isMark = unit.kind === 'mark';
    const mine = from === null ? undefined : bullet.units[from];
    const last = pieces.at(-1);
    const fate: DerivationPiece['fate'] = isMark
      ? last?.fate === 'left-out' || at === undefined
        ? 'left-out'
        : 'kept'
      : mine === undefined
        ? 'left-out'
        : mine.text === unit.text || mine.lower === unit.lower
          ? 'kept'
          : 'changed';
    const shown = fate === 'changed' ? (mine?.text ?? null) : null;
    const space = last && last.sentence === unit.sentence && last.end === unit.start ? '' : ' ';
    if (
      last &&
      last.fate === fate &&
      last.sentence === unit.sentence &&
      (fate !== 'changed' || shown === last.shown)
    ) {
      last.text += `${space}${unit.text}`;
      last.end = unit.end;
    } else
      pieces.push({
        text: `${last ? space : ''}${unit.text}`,
        fate,
        shown,
        end: unit.end,
        sentence: unit.sentence,
      });
  }
  return pieces.map(({ text, fate, shown }) => (shown === null ? { text, fate } : { text, fate, shown }));
}
