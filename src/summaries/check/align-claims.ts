import type { ClaimToken } from './read-claims.ts';

/** No place: the evidence has no such word, or another reading is cheaper. */
export const NOWHERE = -1;

/** What a reading costs: a bullet's word that the evidence has not, and each way to go from one place to the next. Set once by hand, not fitted. */
const COST = {
  missingStop: 0.5,
  missingWord: 3,
  skip: 0.3,
  skipByDistance: 0.15,
  again: 2,
  back: 1.2,
  otherSentence: 1.6,
  byDistance: 0.1,
} as const;
/** Readings that are followed at a time; the cheapest is hardly ever further down. */
const MOST_READINGS = 60;

type Reading = { place: number; last: number; cost: number; before: Reading | null };

/**
 * Where in the evidence each token of a bullet stands, as one cheapest reading of the whole bullet: on in the same order, then with
 * words left out, then backwards, then in another sentence. One place, or `NOWHERE`, per token.
 */
export function alignClaims(claims: readonly ClaimToken[], source: readonly ClaimToken[]): number[] {
  const places = placesOf(source);
  let readings: Reading[] = [{ place: NOWHERE, last: NOWHERE, cost: 0, before: null }];
  for (const claim of claims) {
    const next = [
      ...passOver(readings, claim.kind === 'stop' ? COST.missingStop : COST.missingWord),
      ...(places.get(claim.key) ?? []).map((place) => goOn(readings, place, source)),
    ];
    readings = next.sort((a, b) => a.cost - b.cost).slice(0, MOST_READINGS);
  }
  const found: number[] = [];
  for (let at: Reading | null = readings[0] ?? null; at?.before; at = at.before) found.push(at.place);
  return found.reverse();
}

function placesOf(source: readonly ClaimToken[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, token] of source.entries()) {
    const known = places.get(token.key);
    if (known) known.push(at);
    else places.set(token.key, [at]);
  }
  return places;
}

/** The cheapest reading of each last place, with the word counted as missing. */
function passOver(readings: readonly Reading[], cost: number): Reading[] {
  const cheapest = new Map<number, Reading>();
  for (const before of readings) {
    const known = cheapest.get(before.last);
    if (known === undefined || before.cost + cost < known.cost)
      cheapest.set(before.last, { place: NOWHERE, last: before.last, cost: before.cost + cost, before });
  }
  return [...cheapest.values()];
}

function goOn(readings: readonly Reading[], place: number, source: readonly ClaimToken[]): Reading {
  let best: Reading = { place, last: place, cost: Number.POSITIVE_INFINITY, before: null };
  for (const before of readings) {
    const cost = before.cost + costOfStep(before, place, source);
    if (cost < best.cost) best = { place, last: place, cost, before };
  }
  return best;
}

function costOfStep(before: Reading, place: number, source: readonly ClaimToken[]): number {
  if (before.last === NOWHERE) return 0;
  const gap = place - before.last;
  if (gap === 1 && before.place !== NOWHERE) return 0;
  const sentences = Math.abs((source[place]?.sentence ?? 0) - (source[before.last]?.sentence ?? 0));
  if (sentences > 0) return COST.otherSentence + COST.byDistance * Math.log(sentences);
  if (gap > 0) return COST.skip + COST.skipByDistance * Math.log(gap);
  return gap === 0 ? COST.again : COST.back + COST.byDistance * Math.log(-gap);
}
