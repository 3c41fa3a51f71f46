import type { FactCheck } from './check-facts.ts';
import type { ClaimToken } from './read-claims.ts';

/** Names and countries occur in the evidence; a capital may stand for its country there, not the other way round. */
export const checkNames: FactCheck = (claims, source) => {
  const told = new Set(source.map((token) => token.key));
  const capitals = new Set(source.filter((token) => token.kind === 'capital').map((token) => token.key));
  const countries = new Set(source.filter((token) => token.kind === 'country').map((token) => token.key));
  const letters = new Set(source.map((token) => token.text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')));
  for (const [at, claim] of claims.entries()) {
    if (claim.kind === 'country' && !told.has(claim.key)) return `"${claim.text}" is not in the evidence`;
    if (claim.kind === 'capital' && !capitals.has(claim.key) && !countries.has(claim.key))
      return `"${claim.text}" is not in the evidence`;
    const isName = claim.kind === 'name' || (at === 0 && claims[1]?.kind === 'name' && claim.kind === 'word');
    if (
      isName &&
      !told.has(claim.key) &&
      !letters.has(
        claim.text
          .toLowerCase()
          .replace(/['’]s?$/u, '')
          .replace(/[^\p{L}\p{N}]/gu, ''),
      ) &&
      !isAcronymOf(claim.text, source)
    )
      return `"${claim.text}" is not in the evidence`;
  }
  return null;
};

/** The one who does it, named by the bullet's first word, is somebody whom the evidence names too. */
export const checkDoer: FactCheck = (claims, source) => {
  const [first, next] = claims;
  if (!first || !next || (first.kind !== 'word' && first.kind !== 'office') || !/^\p{Lu}/u.test(first.text))
    return null;
  const isFollowedByVerb =
    /^(?:has|have|had|is|are|was|were|will|would|can|could|may|might|must|do|does|did|not|never|say|says|said)$/iu.test(
      next.text,
    ) ||
    (next.kind === 'word' && /\p{Ll}{2}ed$/u.test(next.text));
  const isTold = source.some((token) => token.key === first.key);
  return isFollowedByVerb && !isTold ? `"${first.text}" is not in the evidence` : null;
};

/** `NTSB` where the evidence spells the words out. */
function isAcronymOf(text: string, source: readonly ClaimToken[]): boolean {
  const letters = text.replace(/\P{Lu}/gu, '');
  if (letters.length < 2 || letters.length > 6) return false;
  const initials = source
    .map((token) =>
      /^\p{Lu}/u.test(token.text)
        ? token.text
            .split(' ')
            .map((word) => word[0] ?? '')
            .join('')
        : ' ',
    )
    .join('');
  return initials.includes(letters);
}
