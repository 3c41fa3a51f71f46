import { storiesTuning } from '../../../config/stories-tuning.ts';

/** How many stories of late hold each term. Old counts fade; terms nobody uses any more are forgotten. */
export type TermStatistics = {
  /** The term's number, new if need be. */
  idOf(term: string): number;
  /** How telling a term is: log of stories seen over stories that hold it (inverse document frequency), at least 0. */
  rarity(id: number): number;
  /** The largest rarity there is now. */
  maxRarity(): number;
  /** Counts an article: as a story if it started one, its terms if its story did not have them. */
  add(termIds: Iterable<number>, shareOf: (id: number) => number, newStory: number, at: number): void;
  /** Recent articles, each worth half as much a day later. */
  pace(at: number): number;
  /** An article came at this instant. */
  beat(at: number): void;
  size(): number;
};

const { termHalfLifeMs, paceHalfLifeMs, startPace, maxPace } = storiesTuning;
/** Counts grow by ever larger steps instead of all fading; past this they are brought down together. */
const RESCALE_AT = 1e9;
/** A term counted less than this is forgotten when the counts are brought down. */
const FORGOTTEN = 0.02;
/** Sweeping is worth it from here. */
const SWEEP_TERMS = 400_000;

/** `isInUse` tells whether an article still holds the term, so that its number must stay. */
export function createTermStatistics(isInUse: (id: number) => boolean): TermStatistics {
  const ids = new Map<string, number>();
  const counts = new Map<number, number>();
  let nextId = 0;
  let stories = 0;
  let step = 1;
  let latest: number | null = null;
  let recent = startPace;
  let beatAt: number | null = null;

  function advance(at: number): void {
    if (latest !== null && at > latest) step *= 2 ** ((at - latest) / termHalfLifeMs);
    latest = Math.max(latest ?? at, at);
    if (step > RESCALE_AT) rescale();
  }

  const faded = (at: number) => recent * 0.5 ** (Math.max(0, at - (beatAt ?? at)) / paceHalfLifeMs);

  function rescale(): void {
    for (const [id, count] of counts) {
      if (count / step < FORGOTTEN) counts.delete(id);
      else counts.set(id, count / step);
    }
    stories /= step;
    step = 1;
  }

  function sweep(): void {
    rescale();
    for (const [term, id] of ids)
      if ((counts.get(id) ?? 0) < 0.5 && !isInUse(id)) {
        ids.delete(term);
        counts.delete(id);
      }
  }

  return {
    idOf(term) {
      const known = ids.get(term);
      if (known !== undefined) return known;
      ids.set(term, nextId);
      return nextId++;
    },
    // A term of this very story counts once, whether this article or an earlier one brought it.
    rarity: (id) => Math.log((stories / step + 2) / (Math.max(1, (counts.get(id) ?? 0) / step) + 0.5)),
    maxRarity: () => Math.log((stories / step + 2) / 1.5),
    add(termIds, shareOf, newStory, at) {
      advance(at);
      stories += newStory * step;
      for (const id of termIds) counts.set(id, (counts.get(id) ?? 0) + step * shareOf(id));
      if (ids.size > SWEEP_TERMS) sweep();
    },
    pace: (at) => Math.min(maxPace, faded(at)),
    beat(at) {
      recent = faded(at) + 1;
      beatAt = Math.max(beatAt ?? at, at);
    },
    size: () => ids.size,
  };
}
