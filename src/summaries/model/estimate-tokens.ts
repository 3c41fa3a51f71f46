import { isUnspaced } from '../../language/split-sentences.ts';

/** About four characters a token; one where words are not spaced. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / (isUnspaced(text) ? 1 : 4));
}
