const WORD = /[\p{L}\p{N}]+/gu;
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const SOUTH_EAST_ASIAN = /[\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/gu;

/**
 * Words of a line, the strict way: every run of letters or digits counts, so `don't` and `U.S.` are two. Scripts without spaces
 * are counted by their average word's length: two characters in Chinese and Japanese, four with their vowel signs in Thai, Khmer,
 * Lao and Burmese.
 */
export function countWords(text: string): number {
  const eastern = text.match(EAST_ASIAN)?.length ?? 0;
  const southern = text.match(SOUTH_EAST_ASIAN)?.length ?? 0;
  const isSpaced = eastern + southern === 0;
  const rest = isSpaced ? text : text.replace(EAST_ASIAN, ' ').replace(SOUTH_EAST_ASIAN, ' ');
  return (rest.match(WORD)?.length ?? 0) + Math.ceil(eastern / 2 + southern / 4);
}
