import type { FactCheck } from './check-facts.ts';
import { isPast } from './check-senses.ts';
import type { ClaimToken } from './read-claims.ts';

/** Words on each side that must be the same for one between them to count as exchanged. */
const REACH = 2;

/**
 * A word that the evidence has nowhere does not stand where the evidence, for two words on each side the same, has another:
 * `exports of maize from Argentina` for `exports of wheat from Argentina`.
 */
export const checkExchanges: FactCheck = (claims, source) => {
  const told = new Set(source.map((token) => token.key));
  const claimed = new Set(claims.map((token) => token.key));
  for (const [at, claim] of claims.entries()) {
    // Verbs are often told in other words: `saved` for `pulled from`.
    if (claim.kind !== 'word' || told.has(claim.key) || isPast(claim.text)) continue;
    const other = source.find(
      (token, place) =>
        token.kind === 'word' && !claimed.has(token.key) && areAround(claims, at, source, place),
    );
    if (other) return `the evidence has "${other.text}" where "${claim.text}" stands`;
  }
  return null;
};

function areAround(
  claims: readonly ClaimToken[],
  at: number,
  source: readonly ClaimToken[],
  place: number,
): boolean {
  for (let step = -REACH; step <= REACH; step += 1) {
    if (step === 0) continue;
    const mine = claims[at + step];
    if (mine === undefined || mine.key !== source[place + step]?.key) return false;
  }
  return true;
}
