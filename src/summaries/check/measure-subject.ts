import { NOWHERE } from './align-claims.ts';
import type { ClaimToken } from './read-claims.ts';
import { isVerbForm } from '../shorten/verb-cues.ts';

/** How the one that a bullet speaks of and its verb lie to each other in the evidence. */
export type SubjectMeasures = {
  /** What follows the subject is told elsewhere, of somebody else: `Wolfsburg beat Berlin` where Bayern did. */
  ofAnother: number;
  /** The evidence has the subject after the verb, in the same sentence: `was backed by the board` for `the board backed`. */
  afterVerb: number;
  /** Content words between the two in the evidence, at most 5. */
  apart: number;
};

const DESCRIBES = /^(?:the|a|an|his|her|their|its|this)$/iu;
const PRONOUN = /^(?:he|she|it|they|we|i)$/iu;
/** Words before the landing place that are read for the one it is told of. */
const NEAR = 5;
/** Later in a bullet a jump is hardly the one from its subject to its verb. */
const LATEST_VERB = 8;
const MOST_APART = 5;

/** `places` are those of `alignClaims`. */
export function measureSubject(
  claims: readonly ClaimToken[],
  places: readonly number[],
  source: readonly ClaimToken[],
): SubjectMeasures {
  const verb = claims.findIndex(({ text }, at) => at > 0 && isVerbForm(text));
  return {
    ofAnother: countOfAnother(claims, places, source, verb),
    ...measureDistance(places, source, verb),
  };
}

function countOfAnother(
  claims: readonly ClaimToken[],
  places: readonly number[],
  source: readonly ClaimToken[],
  verb: number,
): number {
  // `The striker` may stand for any name, so only one who is named is taken for another.
  if (DESCRIBES.test(claims[0]?.text ?? '')) return 0;
  let last = NOWHERE;
  let count = 0;
  for (const [at, place] of places.entries()) {
    if (place === NOWHERE) continue;
    const isAtVerb = at <= LATEST_VERB && (verb === -1 ? at <= NEAR - 1 : verb === at || verb === at + 1);
    const isJump = last !== NOWHERE && (place <= last || source[place]?.sentence !== source[last]?.sentence);
    if (isAtVerb && isJump && isToldOfAnother(claims.slice(0, at), place, source)) count += 1;
    last = place;
  }
  return count;
}

function isToldOfAnother(
  subject: readonly ClaimToken[],
  place: number,
  source: readonly ClaimToken[],
): boolean {
  const near = source
    .slice(Math.max(0, place - NEAR), place)
    .filter(({ sentence }) => sentence === source[place]?.sentence);
  const keys = new Set(subject.map(({ key }) => key));
  return !near.some(({ text, kind, key }) => PRONOUN.test(text) || (kind !== 'stop' && keys.has(key)));
}

function measureDistance(
  places: readonly number[],
  source: readonly ClaimToken[],
  verb: number,
): { afterVerb: number; apart: number } {
  const subject =
    verb > 0 ? (places.slice(0, verb).findLast((place) => place !== NOWHERE) ?? NOWHERE) : NOWHERE;
  const told = verb > 0 ? (places.slice(verb).find((place) => place !== NOWHERE) ?? NOWHERE) : NOWHERE;
  if (subject === NOWHERE || told === NOWHERE || source[subject]?.sentence !== source[told]?.sentence)
    return { afterVerb: 0, apart: 0 };
  if (told < subject) return { afterVerb: 1, apart: 0 };
  const between = source.slice(subject + 1, told).filter(({ kind }) => kind !== 'stop').length;
  return { afterVerb: 0, apart: Math.min(MOST_APART, between) };
}
