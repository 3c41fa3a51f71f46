import { findGovernors, findSpeakers } from './find-governors.ts';
import { findPhrases, joinPhrases } from './find-phrases.ts';
import { findSegments } from './find-segments.ts';
import { findVerbs } from './find-verbs.ts';
import { settleForms, share, findArguments } from './settle-verbs.ts';
import { isAside } from './unit-kinds.ts';
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

/**
 * A shallow reading of English sentences: verbs with their form, denial, certainty, subject, objects and what they hang on, and nouns with
 * their prepositions. By rules over parts of speech; where it errs it errs alike in a bullet and its evidence.
 */
export function readStructure(units: readonly Unit[]): Structure {
  const verbs = findVerbs(units);
  const phrases = findPhrases(units, verbs);
  const verbAt = placesOf(
    units.length,
    verbs.map(({ first, at }) => [first, at]),
  );
  const phraseAt = placesOf(
    units.length,
    phrases.map(({ first, last }) => [first, last]),
  );
  const segments = findSegments(units, verbs, verbAt, phraseAt);
  const base = { units, verbs, phrases, segments, verbAt, phraseAt, asideAt: findAsides(units) };
  for (const phrase of phrases)
    if (segments.some(({ opener }) => opener !== null && opener === phrase.preposition))
      Object.assign(phrase, { preposition: null, after: null });
  placeInSegments(base);
  joinPhrases(base);
  settleForms(base);
  findArguments(base);
  findGovernors(base);
  findSpeakers(base);
  return base;
}

function placesOf(length: number, spans: readonly (readonly [number, number])[]): (number | null)[] {
  const places: (number | null)[] = Array.from({ length }, () => null);
  for (const [number, [first, last]] of spans.entries())
    for (let at = first; at <= last; at += 1) places[at] = number;
  return places;
}

const DASH = /^(?:[—–]|--?)$/u;

/** Brackets and pairs of dashes; what stands in them bears on nothing outside. */
function findAsides(units: readonly Unit[]): (number | null)[] {
  const asides: (number | null)[] = units.map(() => null);
  let count = 0;
  for (let at = 0; at < units.length; at += 1) {
    const { text, sentence } = units[at] as Unit;
    if (text !== '(' && !DASH.test(text)) continue;
    const end = units.findIndex(
      (unit, place) =>
        place > at && unit.sentence === sentence && (text === '(' ? unit.text === ')' : DASH.test(unit.text)),
    );
    if (end === -1) continue;
    for (let place = at; place <= end; place += 1) asides[place] = count;
    count += 1;
    at = end;
  }
  return asides;
}

function placeInSegments({ units, verbs, phrases, segments, asideAt }: Structure): void {
  for (const [number, segment] of segments.entries()) {
    const mine = verbs.filter(({ at }) => at >= segment.first && at <= segment.last);
    for (const verb of mine) verb.segment = number;
    for (const phrase of phrases) {
      if (phrase.head < segment.first || phrase.head > segment.last) continue;
      const before = mine.findLast(({ at }) => at < phrase.first) ?? mine.find(({ at }) => at > phrase.last);
      const isWaiting = segment.opener !== null;
      const near = (list: readonly Verb[]) =>
        list.filter(
          ({ at }) =>
            segments.find(({ first, last }) => at >= first && at <= last)?.sentence === segment.sentence,
        );
      const outside = near(verbs).filter(
        ({ at }) => asideAt[at] === null || asideAt[at] === asideAt[phrase.head],
      );
      const main = outside.filter(
        ({ at }) => !isAside(units, segments.find(({ first, last }) => at >= first && at <= last) as Segment),
      );
      const later = main.find(({ at }) => at > phrase.last) ?? outside.find(({ at }) => at > phrase.last);
      const other =
        before ?? (isWaiting ? later : undefined) ?? outside.findLast(({ at }) => at < phrase.first) ?? later;
      phrase.verb = other ? verbs.indexOf(other) : null;
    }
  }
}
