import { CLOSENESS, matchUnits } from './match-units.ts';
import type { Unit } from './structure/read-units.ts';

/** Place of each of a bullet's units among those of its evidence, or null; and how well all of it lies there. */
export type Alignment = { places: readonly (number | null)[]; cost: number };

/** What a reading costs: a unit that the evidence has not, and each way to go from one place to the next. Set by hand, not fitted. */
const COST = {
  missingSmall: 0.9,
  missing: 3,
  skip: 0.3,
  skipByDistance: 0.15,
  again: 4,
  back: 1.2,
  otherSentence: 1.6,
  byDistance: 0.1,
} as const;
/** Readings that are followed at a time; the cheapest is hardly ever further down. */
const MOST_READINGS = 30;

type Reading = { place: number; last: number; cost: number; before: Reading | null };
const NOWHERE = -1;

/** The cheapest way to read a bullet's units off its evidence: on in the same order, then with some left out, then backwards, then elsewhere. */
export function alignUnits(
  claims: readonly Unit[],
  source: readonly Unit[],
  publishedAt: number | null,
): Alignment {
  let readings: Reading[] = [{ place: NOWHERE, last: NOWHERE, cost: 0, before: null }];
  for (const claim of claims) {
    const steps = passOver(
      readings,
      claim.kind === 'mark' ? 0 : isSmall(claim) ? COST.missingSmall : COST.missing,
    );
    if (claim.kind !== 'mark')
      for (const [place, told] of source.entries()) {
        const closeness = matchUnits(claim, told, publishedAt);
        if (closeness !== null) steps.push(goOn(readings, place, source, CLOSENESS[closeness]));
      }
    readings = steps.sort((a, b) => a.cost - b.cost).slice(0, MOST_READINGS);
  }
  const places: (number | null)[] = [];
  for (let at: Reading | null = readings[0] ?? null; at?.before; at = at.before)
    places.push(at.place === NOWHERE ? null : at.place);
  places.reverse();
  return { places: withoutSecond(places, source), cost: readings[0]?.cost ?? 0 };
}

/** Words that carry no meaning of their own. */
export function isSmall({ tag, kind }: Unit): boolean {
  return (
    kind === 'mark' || (kind === 'word' && /^(?:DET|ADP|AUX|PART|CCONJ|SCONJ|PRON|PUNCT|SYM)$/u.test(tag))
  );
}

/** A unit of the evidence is told once. */
function withoutSecond(places: readonly (number | null)[], source: readonly Unit[]): (number | null)[] {
  const isTaken = new Set<number>();
  return places.map((place) => {
    if (place === null || (isTaken.has(place) && source[place]?.parts.length === 0)) return null;
    isTaken.add(place);
    return place;
  });
}

/** The cheapest reading of each last place, with the unit counted as missing. */
function passOver(readings: readonly Reading[], cost: number): Reading[] {
  const cheapest = new Map<number, Reading>();
  for (const before of readings) {
    const known = cheapest.get(before.last);
    if (known === undefined || before.cost + cost < known.cost)
      cheapest.set(before.last, { place: NOWHERE, last: before.last, cost: before.cost + cost, before });
  }
  return [...cheapest.values()];
}

function goOn(readings: readonly Reading[], place: number, source: readonly Unit[], own: number): Reading {
  let best: Reading = { place, last: place, cost: Number.POSITIVE_INFINITY, before: null };
  for (const before of readings) {
    const cost = before.cost + own + costOfStep(before, place, source);
    if (cost < best.cost) best = { place, last: place, cost, before };
  }
  return best;
}

function costOfStep(before: Reading, place: number, source: readonly Unit[]): number {
  if (before.last === NOWHERE) return 0;
  const gap = place - before.last;
  if (gap === 1) return 0;
  const sentences = Math.abs((source[place]?.sentence ?? 0) - (source[before.last]?.sentence ?? 0));
  if (sentences > 0) return COST.otherSentence + COST.byDistance * Math.log(sentences);
  if (gap > 0) return COST.skip + COST.skipByDistance * Math.log(gap);
  return gap === 0 ? COST.again : COST.back + COST.byDistance * Math.log(-gap);
}
