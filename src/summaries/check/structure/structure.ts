import { CLAIMING, RELATIVES, SUBORDINATORS, TELLING } from '../../../../config/governing-words.ts';
import type { Unit } from './read-units.ts';

/** A group of verbs, by its places among the units: `did not rule`. */
export type Verb = {
  /** The verb that carries the meaning, or the copula. */
  at: number;
  first: number;
  form: 'finite' | 'infinitive' | 'gerund' | 'participle';
  isPassive: boolean;
  isPast: boolean;
  hasPerfect: boolean;
  modal: 'future' | 'would' | 'may' | 'can' | 'must' | 'should' | null;
  /** The word that denies it. */
  negation: number | null;
  /** Verb or adjective that a verb without a time of its own hangs on. */
  governor: number | null;
  /** The noun between: `offered a truce to let`. */
  via: number | null;
  /** The preposition before a gerund. */
  connective: number | null;
  /** A participle that tells more of the subject: `..., killing three`. */
  isFree: boolean;
  /** Phrases, by number. */
  subject: number | null;
  /** Who else it may be where the sentence leaves it open. */
  otherSubjects: number[];
  objects: number[];
  /** The verb of saying or thinking that it stands under, by number; `according` counts. */
  speaker: number | null;
  segment: number;
};

/** A noun with what belongs to it: `the former minister Ivo Lanik`. */
export type Phrase = {
  first: number;
  last: number;
  head: number;
  preposition: number | null;
  isTime: boolean;
  /** Verb that it stands with, by number. */
  verb: number | null;
  /** Phrase that it follows without anything but its preposition between. */
  after: number | null;
  /** Phrases that are joined by commas, `and`, `or` or stand for one another share this number. */
  group: number;
};

/** A stretch between commas, stops, and words that open a clause. */
export type Segment = { first: number; last: number; opener: number | null; sentence: number };

export type Structure = {
  units: readonly Unit[];
  verbs: readonly Verb[];
  phrases: readonly Phrase[];
  segments: readonly Segment[];
  /** Verb and phrase of each unit, by number, or null. */
  verbAt: readonly (number | null)[];
  phraseAt: readonly (number | null)[];
  /** Number of the brackets or pair of dashes that each unit stands in, or null. */
  asideAt: readonly (number | null)[];
};

export const isMark = (unit: Unit | undefined): boolean => unit === undefined || unit.kind === 'mark';

export const isQuote = (unit: Unit | undefined) => unit !== undefined && /^["'“”‘’`]+$/u.test(unit.text);

export const isAdverb = (unit: Unit | undefined) =>
  unit !== undefined &&
  unit.kind === 'word' &&
  (unit.tag === 'ADV' || unit.lower === 'not' || unit.lower === "n't");

export const isVerbal = (unit: Unit | undefined) =>
  unit !== undefined && unit.kind === 'word' && (unit.tag === 'VERB' || unit.tag === 'AUX');

export const isPossessive = (unit: Unit): boolean => /^(?:his|her|its|their|our|my|your)$/u.test(unit.lower);

export const isSpeech = (unit: Unit | undefined): boolean =>
  unit !== undefined && (TELLING.has(unit.lemma) || CLAIMING.has(unit.lemma));

export function isAside(units: readonly Unit[], { opener }: Segment): boolean {
  const word = opener === null ? '' : (units[opener]?.lower ?? '');
  return RELATIVES.has(word) || SUBORDINATORS.has(word);
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
