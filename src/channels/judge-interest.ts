import type { StoryFilter } from '../model/channel.ts';
import type { TellableStory } from '../model/digest.ts';
import type { Mark } from '../model/mark.ts';
import { matchesFilter } from './match-filter.ts';
import { markOf } from './match-marks.ts';

/** What decides whether a story is for a channel, whenever it was told. */
export type Interests = {
  filter: StoryFilter;
  marks: readonly Mark[];
  /** Ids of stories that a manager withdrew in the channel's workspace or server. */
  withdrawn: ReadonlySet<string>;
};

/** `reason` goes on from "because": `the channel muted it`. */
export type InterestVerdict = { ok: true; isFollowed: boolean } | { ok: false; reason: string };

/** Withdrawn and muted stories never, followed ones whatever the filter says, others by the filter. Pure. */
export function judgeInterest(
  ready: TellableStory,
  { filter, marks, withdrawn }: Interests,
): InterestVerdict {
  if (withdrawn.has(ready.story.id)) return { ok: false, reason: 'a manager withdrew it' };
  const mark = markOf(marks, ready);
  if (mark?.kind === 'follow') return { ok: true, isFollowed: true };
  if (mark?.kind === 'mute') {
    const what = mark.target.kind === 'story' ? 'it' : mark.target.words;
    return { ok: false, reason: `the channel muted ${what}` };
  }
  const verdict = matchesFilter(filter, ready);
  return verdict.ok ? { ok: true, isFollowed: false } : verdict;
}
