import { storiesTuning } from '../../../config/stories-tuning.ts';
import { findMatch, type Match } from './match-stories.ts';
import type { StoryWindow } from './story-window.ts';

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
