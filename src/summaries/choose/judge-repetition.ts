import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import { readActs } from './read-acts.ts';
import { type ClaimToken, readClaims } from '../check/read-claims.ts';

/** What a bullet tells, however it is worded. */
export type Told = {
  /** The first mentioned first. */
  acts: readonly string[];
  /** Keys of names, countries, numbers and content words; synonyms of the news meet. With weights. */
  keys: ReadonlyMap<string, number>;
  /** Keys of names and countries alone. */
  actors: ReadonlySet<string>;
};

export function readTold(text: string): Told {
  const content = readClaims(text).filter((token) => token.kind !== 'stop' && token.kind !== 'day');
  const keys = new Map<string, number>();
  for (const [at, token] of content.entries()) {
    const isFact = isActor(token) || token.kind === 'number';
    keys.set(token.key, (isFact ? tuning.factWeight : 1) / nameLength(content, at));
  }
  return {
    acts: readActs(text),
    keys,
    actors: new Set(content.filter(isActor).map((token) => token.key)),
  };
}

/** Of how many words the name is that the token at `at` belongs to; 1 for any other token. */
function nameLength(tokens: readonly ClaimToken[], at: number): number {
  if (tokens[at]?.kind !== 'name') return 1;
  let [from, to] = [at, at + 1];
  while (tokens[from - 1]?.kind === 'name' && tokens[from - 1]?.clause === tokens[at]?.clause) from -= 1;
  while (tokens[to]?.kind === 'name' && tokens[to]?.clause === tokens[at]?.clause) to += 1;
  return to - from;
}

function isActor({ kind }: ClaimToken): boolean {
  return kind === 'name' || kind === 'country' || kind === 'capital';
}

/**
 * Whether `later` tells nothing that `earlier` has not told: two outlets word one event differently. With other acts it
 * always tells something. Else it does not where most of its keys are there, where all its acts are there and somebody
 * who is in both, or where a good part of the keys is shared and the first act too, or all of `earlier`'s.
 */
export function tellsNothingNew(later: Told, earlier: Told): boolean {
  const shared = shareOfKeys(later.keys, earlier.keys);
  const haveActs = later.acts.length > 0 && earlier.acts.length > 0;
  if (haveActs && !later.acts.some((act) => earlier.acts.includes(act))) return false;
  if (shared > tuning.mostRetelling) return true;
  if (!haveActs) return false;
  if (later.acts.every((act) => earlier.acts.includes(act)))
    return later.actors.size === 0 || [...later.actors].some((key) => earlier.actors.has(key));
  const isSameAct =
    later.acts[0] === earlier.acts[0] || earlier.acts.every((act) => later.acts.includes(act));
  return isSameAct && shared > tuning.mostSharedOfOneAct;
}

function shareOfKeys(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const fewer = Math.min(weightOf(a), weightOf(b));
  const shared = [...a].reduce((sum, [key, weight]) => sum + Math.min(weight, b.get(key) ?? 0), 0);
  return fewer === 0 ? 0 : shared / fewer;
}

function weightOf(keys: ReadonlyMap<string, number>): number {
  return [...keys.values()].reduce((sum, weight) => sum + weight, 0);
}
