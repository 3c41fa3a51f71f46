import { findMatch, type Match } from './match-stories.ts';
import type { StoryWindow } from './story-window.ts';

export type Merge = { from: string; into: string };

/** Steps from story to better match before a chain is given up; each step is a better match, so it ends soon. */
const MAX_STEPS = 20;

const matchOf = (window: StoryWindow, storyId: string, quietSince?: number): Match | null =>
  findMatch(window, window.speakersOf(storyId), storyId, {
    atLeast: Number.NEGATIVE_INFINITY,
    ...(quietSince === undefined ? {} : { quietSince }),
  });

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

/** Merges the best mutual match found by walking from a story to its closest, until none reaches `atLeast`. */
export function settleStory(
  window: StoryWindow,
  storyId: string,
  { atLeast, quietSince }: { atLeast: number; quietSince: number },
): Merge[] {
  const merges: Merge[] = [];
  let current = storyId;
  for (let step = 0; step < MAX_STEPS && window.has(current); step++) {
    const match = matchOf(window, current, quietSince);
    if (!match || match.odds < atLeast) break;
    if (matchOf(window, match.storyId, quietSince)?.storyId !== current) {
      current = match.storyId;
      continue;
    }
    const into = window.merge(current, match.storyId);
    merges.push({ from: into === current ? match.storyId : current, into });
    current = window.has(storyId) ? storyId : into;
  }
  return merges;
}
