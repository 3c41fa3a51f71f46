import { storiesTuning } from '../../../config/stories-tuning.ts';
import { cosine, sameEventOdds } from './similarity.ts';
import type { StoryWindow, WindowEntry } from './story-window.ts';

export type Match = { storyId: string; odds: number };

/**
 * Log-odds that two groups of articles tell the same event: the mean of all pairs (average link) drawn towards the
 * worst pair (complete link), which shows that one of the groups has gone on to something else.
 */
function link(ones: readonly WindowEntry[], others: readonly WindowEntry[]): number {
  let sum = 0;
  let worst = Number.POSITIVE_INFINITY;
  for (const one of ones)
    for (const other of others) {
      const odds = Math.max(storiesTuning.leastOdds, sameEventOdds(one.article, other.article));
      sum += odds;
      worst = Math.min(worst, odds);
    }
  const { worstPairShare } = storiesTuning;
  return (1 - worstPairShare) * (sum / (ones.length * others.length)) + worstPairShare * worst;
}

/** Stories of the articles' neighbours, those with the likeliest neighbours first; few, so that a crowd costs no more. */
function neighbourStories(window: StoryWindow, speakers: readonly WindowEntry[], ownId: string): string[] {
  const chances = new Map<string, number>();
  for (const { near } of speakers)
    for (const [number, chance] of near) {
      const storyId = window.entry(number)?.storyId ?? ownId;
      if (storyId !== ownId) chances.set(storyId, Math.max(chance, chances.get(storyId) ?? 0));
    }
  return [...chances]
    .sort((a, b) => b[1] - a[1])
    .slice(0, storiesTuning.maxMatches)
    .map(([storyId]) => storyId);
}

/** The story most like some articles, among the stories of their neighbours but their own; null if none reaches `atLeast`. */
export function findMatch(
  window: StoryWindow,
  speakers: readonly WindowEntry[],
  ownId: string,
  atLeast: number,
): Match | null {
  let best: Match | null = null;
  for (const storyId of neighbourStories(window, speakers, ownId)) {
    const odds = link(speakers, window.speakersOf(storyId));
    if (odds >= (best?.odds ?? atLeast)) best = { storyId, odds };
  }
  return best;
}

/** How near an article is to the others of its story: mean cosine, 1 where it is the only one. */
export function centralityOf(window: StoryWindow, entry: WindowEntry): number {
  const others = window.speakersOf(entry.storyId).filter(({ number }) => number !== entry.number);
  if (others.length === 0) return 1;
  return others.reduce((sum, { article }) => sum + cosine(entry.article, article), 0) / others.length;
}

export type Merge = { from: string; into: string };

/** Steps from story to better match before a chain is given up; each step is a better match, so it ends soon. */
const MAX_STEPS = 20;

const matchOf = (window: StoryWindow, storyId: string): Match | null =>
  findMatch(window, window.speakersOf(storyId), storyId, Number.NEGATIVE_INFINITY);

const isQuiet = (window: StoryWindow, storyId: string, since: number): boolean =>
  (window.speakersOf(storyId).at(-1)?.arrivedAt ?? 0) <= since;

/** Draws into a story every other that is at least `atLeast` like it. Returns the oldest's id and those that are gone. */
export function bridgeStories(
  window: StoryWindow,
  storyId: string,
  atLeast: number,
): { kept: string; merged: string[] } {
  let kept = storyId;
  const merged: string[] = [];
  for (let match = matchOf(window, kept); match && match.odds >= atLeast; match = matchOf(window, kept)) {
    const into = window.merge(kept, match.storyId);
    merged.push(into === kept ? match.storyId : kept);
    kept = into;
  }
  return { kept, merged };
}

/**
 * Merges the best mutual match found by walking from a story to its closest, until none is alike enough. A story waits
 * while it or its closest had an article after `quietSince`: that one may still turn out to be it.
 */
export function settleStory(window: StoryWindow, storyId: string, quietSince: number): Merge[] {
  const merges: Merge[] = [];
  let current = storyId;
  for (let step = 0; step < MAX_STEPS && window.has(current); step++) {
    const match = matchOf(window, current);
    if (!match || match.odds < storiesTuning.settleOdds) break;
    if (!isQuiet(window, current, quietSince) || !isQuiet(window, match.storyId, quietSince)) break;
    if (matchOf(window, match.storyId)?.storyId !== current) {
      current = match.storyId;
      continue;
    }
    const into = window.merge(current, match.storyId);
    merges.push({ from: into === current ? match.storyId : current, into });
    current = window.has(storyId) ? storyId : into;
  }
  return merges;
}
