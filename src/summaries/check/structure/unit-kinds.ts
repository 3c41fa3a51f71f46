import { CLAIMING, RELATIVES, SUBORDINATORS, TELLING } from '../../../../config/governing-words.ts';
import { type Segment } from './read-structure.ts';
import type { Unit } from './read-units.ts';

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
