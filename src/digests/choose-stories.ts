import { DAY } from '../clock.ts';
import type { Digest, ReadyStory } from '../model/digest.ts';

/** A story that the channel has already, with the version that its post shows. */
export type CarriedStory = { storyId: string; version: number; firstPostedAt: number };

export type Choice = Pick<Digest, 'stories' | 'updated' | 'leftOut'>;

/**
 * Chooses a digest's stories: what is new since the cut-off and not in the channel yet, most important first.
 * What the channel has already becomes one line under "Updated" if it moved, or was posted alone, since the cut-off.
 * A story that became ready only after the cut-off though it was seen before it is not lost: readiness counts too.
 */
export function chooseStories(input: {
  ready: readonly ReadyStory[];
  carried: readonly CarriedStory[];
  /** The stored cut-off of the digest before, epoch ms. */
  since: number;
  /** The channel's first digest: none before it can have missed anything. */
  isFirst: boolean;
  maxStories: number;
}): Choice {
  const carried = new Map(input.carried.map((story) => [story.storyId, story]));
  const fresh: ReadyStory[] = [];
  const updated: Digest['updated'][number][] = [];
  for (const { story, summary } of input.ready) {
    const shown = carried.get(story.id);
    if (!shown) {
      // An undated story that a feed's first poll found is not fresh; a change makes it so.
      const isNew =
        story.newAt !== null &&
        (story.newAt >= input.since ||
          (!input.isFirst && becameReady(story.newAt, summary.madeAt, input.since)));
      const hasMoved = story.change !== null && story.changedAt >= input.since;
      if (isNew || hasMoved) fresh.push({ story, summary });
    } else if (story.change && story.changedAt >= input.since) {
      updated.push({ storyId: story.id, headline: summary.headline, line: story.change.line });
    } else if (shown.firstPostedAt > input.since) {
      // What stood in the digest of the cut-off itself was not posted alone.
      updated.push({ storyId: story.id, headline: summary.headline, line: 'posted as it happened' });
    }
  }
  fresh.sort(byImportance);
  return {
    stories: fresh.slice(0, input.maxStories),
    updated,
    leftOut: Math.max(0, fresh.length - input.maxStories),
  };
}

/** Seen before the cut-off and summarised after it. What is older than a story may wait to be ready is not news. */
const becameReady = (newAt: number, madeAt: number, since: number) => madeAt >= since && newAt >= since - DAY;

/** Most important first; of equals the one that moved last. */
export function byImportance(a: ReadyStory, b: ReadyStory): number {
  return (
    b.story.importance.score - a.story.importance.score ||
    b.story.changedAt - a.story.changedAt ||
    a.story.id.localeCompare(b.story.id)
  );
}

/** Stories to post at once in a channel that wants them as they happen: not quiet, new since it was added. */
export function chooseAsItHappens(input: {
  ready: readonly ReadyStory[];
  carried: readonly CarriedStory[];
  since: number;
}): ReadyStory[] {
  const carriedIds = new Set(input.carried.map((story) => story.storyId));
  return input.ready
    .filter(
      ({ story }) =>
        !carriedIds.has(story.id) && !story.isQuiet && story.newAt !== null && story.newAt >= input.since,
    )
    .sort((a, b) => (a.story.newAt ?? 0) - (b.story.newAt ?? 0));
}
