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

/** Words after a number that must be the same for one to count as put in another's place. */
const NUMBER_REACH = 4;

/** A number does not stand where the evidence has another before the same four words: `six men were stopped from` for `three men were stopped from`. */
export const checkNumberExchanges: FactCheck = (claims, source) => {
  for (const [at, claim] of claims.entries()) {
    if (claim.kind !== 'number' || at + NUMBER_REACH >= claims.length) continue;
    const same = source.filter(
      (token, place) => token.kind === 'number' && isFollowedAlike(claims, at, source, place),
    );
    // `Two of its six crossings` are two crossings.
    const isPart = same.some((total) => isNearBefore(claim.value, source.indexOf(total), source));
    if (same.length > 0 && !isPart && !same.some(({ value }) => value === claim.value))
      return `the evidence has "${same[0]?.text}" where "${claim.text}" stands`;
  }
  return null;
};

function isNearBefore(value: number | null, place: number, source: readonly ClaimToken[]): boolean {
  return source
    .slice(Math.max(0, place - NUMBER_REACH), place)
    .some((token) => token.value === value && token.sentence === source[place]?.sentence);
}

function isFollowedAlike(
  claims: readonly ClaimToken[],
  at: number,
  source: readonly ClaimToken[],
  place: number,
): boolean {
  const steps = Array.from({ length: NUMBER_REACH }, (_, step) => step + 1);
  return steps.every((step) => claims[at + step]?.key === source[place + step]?.key);
}

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
