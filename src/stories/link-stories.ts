import { storiesTuning } from '../../config/stories-tuning.ts';
import { type ComparableArticle, cosine, sameEventOdds } from './similarity.ts';
import type { StoryWindow, WindowEntry } from './story-window.ts';

/** Steps from story to better story before a chain is given up; each step is a better match, so it ends soon. */
const MAX_STEPS = 20;

type Match = { storyId: string; odds: number };
type Merge = { from: string; into: string };

/** Compares articles with stories and stories with stories by the articles that speak for them. */
export function linkStories(window: StoryWindow) {
  /** Mostly the mean of all pairs (average link), with some of the closest: a story has more than one side. */
  function link(ones: readonly ComparableArticle[], others: readonly ComparableArticle[]): number {
    let sum = 0;
    let closest: number = storiesTuning.leastOdds;
    for (const one of ones)
      for (const other of others) {
        const odds = Math.max(storiesTuning.leastOdds, sameEventOdds(one, other));
        sum += odds;
        closest = Math.max(closest, odds);
      }
    return (
      (1 - storiesTuning.closestShare) * (sum / (ones.length * others.length)) +
      storiesTuning.closestShare * closest
    );
  }

  const voices = (storyId: string) => window.speakersOf(storyId).map(({ article }) => article);

  function findBest(
    article: ComparableArticle,
    candidates: readonly WindowEntry[],
    atLeast: number,
  ): string | null {
    const storyIds = new Set(candidates.map(({ storyId }) => storyId));
    let best: Match | null = null;
    for (const storyId of storyIds) {
      const odds = link([article], voices(storyId));
      if (odds >= (best?.odds ?? atLeast)) best = { storyId, odds };
    }
    return best?.storyId ?? null;
  }

  /** The story most like a story, among those near it. */
  function closestTo(storyId: string): Match | null {
    const speakers = window.speakersOf(storyId);
    const own = speakers.map(({ article }) => article);
    const neighbours = new Set(
      speakers.flatMap(({ near }) => [...near].map((number) => window.entry(number)?.storyId ?? storyId)),
    );
    neighbours.delete(storyId);
    let best: Match | null = null;
    for (const other of neighbours) {
      const odds = link(own, voices(other));
      if (odds > (best?.odds ?? Number.NEGATIVE_INFINITY)) best = { storyId: other, odds };
    }
    return best;
  }

  function bridge(storyId: string, atLeast: number): { kept: string; merged: string[] } {
    let kept = storyId;
    const merged: string[] = [];
    for (let match = closestTo(kept); match && match.odds >= atLeast; match = closestTo(kept)) {
      const other = match.storyId;
      const into = window.merge(kept, other);
      merged.push(into === kept ? other : kept);
      kept = into;
    }
    return { kept, merged };
  }

  /** Merges the best mutual match found by walking from a story to its closest, again and again. */
  function settle(storyId: string): Merge[] {
    const merges: Merge[] = [];
    let current = storyId;
    for (let step = 0; step < MAX_STEPS && window.has(current); step++) {
      const match = closestTo(current);
      if (!match || match.odds < storiesTuning.settleOdds) break;
      if (closestTo(match.storyId)?.storyId !== current) {
        current = match.storyId;
        continue;
      }
      const into = window.merge(current, match.storyId);
      merges.push({ from: into === current ? match.storyId : current, into });
      current = window.has(storyId) ? storyId : into;
    }
    return merges;
  }

  function centrality(entry: WindowEntry): number {
    const others = window.speakersOf(entry.storyId).filter(({ number }) => number !== entry.number);
    if (others.length === 0) return 1;
    return others.reduce((sum, { article }) => sum + cosine(entry.article, article), 0) / others.length;
  }

  function central(storyId: string): WindowEntry | null {
    let best: { entry: WindowEntry; value: number } | null = null;
    for (const entry of window.speakersOf(storyId)) {
      const value = centrality(entry);
      if (value > (best?.value ?? Number.NEGATIVE_INFINITY)) best = { entry, value };
    }
    return best?.entry ?? null;
  }

  return { findBest, bridge, settle, centrality, central };
}
