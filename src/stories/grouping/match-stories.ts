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
