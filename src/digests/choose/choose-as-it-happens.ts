import type { ReadyStory } from '../../model/digest.ts';
import type { CarriedStory } from './choose-stories.ts';
import { type Interests, judgeInterest } from '../../channels/judge-interest.ts';

/** Stories to post at once in a channel that wants them as they happen: not quiet, new since it was added; oldest first. */
export function chooseAsItHappens(input: {
  ready: readonly ReadyStory[];
  interests: Interests;
  carried: readonly CarriedStory[];
  /** Epoch ms. */
  since: number;
}): ReadyStory[] {
  const carriedIds = new Set(input.carried.map((story) => story.storyId));
  return input.ready
    .filter(
      (one) =>
        !carriedIds.has(one.story.id) &&
        !one.story.isQuiet &&
        one.story.newAt !== null &&
        one.story.newAt >= input.since &&
        judgeInterest(one, input.interests).ok,
    )
    .sort((a, b) => (a.story.newAt ?? 0) - (b.story.newAt ?? 0));
}
