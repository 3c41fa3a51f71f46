import { MAX_TYPOS } from '../../../config/search-tuning.ts';
import type { KnownWord } from './search-index.ts';

/** Typing mistakes that a word may have and still be recognised. */
export function typosAllowed(word: string): number {
  return MAX_TYPOS.find(({ chars }) => word.length >= chars)?.typos ?? 0;
}

/** Known words that differ from `word` by few typing mistakes: nearest first, then same first letter, then more stories. */
export function nearestWords(word: string, known: readonly KnownWord[]): string[] {
  const most = typosAllowed(word);
  const isSameStart = (other: string) => (other[0] === word[0] ? 1 : 0);
  return known
    .map((one) => ({ ...one, distance: countTypos(word, one.word, most) }))
    .filter(({ distance }) => distance > 0 && distance <= most)
    .toSorted(
      (a, b) =>
        a.distance - b.distance ||
        isSameStart(b.word) - isSameStart(a.word) ||
        b.stories - a.stories ||
        (a.word < b.word ? -1 : 1),
    )
    .map((one) => one.word);
}

/**
 * Letters left out, added, exchanged or in the wrong order: the restricted Damerau-Levenshtein distance
 * (optimal string alignment), given up as `most + 1` where it is sure to be larger.
 */
function countTypos(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      let best = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
      );
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwapped) best = Math.min(best, at(beforeLast, column - 2) + 1);
      current.push(best);
    }
    if (Math.min(...current) > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;
