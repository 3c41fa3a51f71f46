import { alertsTuning } from '../../../config/alerts-tuning.ts';
import type { ToldStory } from '../../model/alert.ts';
import type { Story } from '../../model/story.ts';
import { IMPORTANCE_JUMP, IMPORTANT_CHANGE_FROM } from '../../../config/follow-up-tuning.ts';
import type { ReadyStory } from '../../model/digest.ts';
import type { Mark } from '../../model/mark.ts';
import { markOf } from '../../channels/match-marks.ts';

export type AlertVerdict =
  /** `more`: the channel has the story, which has become clearly weightier. */
  { kind: 'alert' | 'more' } | { kind: 'none'; why: string };

export type AlertInput = {
  story: Story;
  /** The channel's: importance from which it wants to be told at once, 0-100. */
  threshold: number;
  /** Since when the channel is there, epoch ms. */
  channelSince: number;
  /** What the channel was last told of the story, by a digest or an alert; null where it does not have it. */
  told: ToldStory | null;
  now: number;
};

const { freshMs, escalationPoints } = alertsTuning;

/**
 * Whether a channel is to be told of a story at once. A story that reached the threshold is told once, however often it
 * crosses it again; after that only when it moved (a new version) and gained `escalationPoints` since. Pure.
 */
export function judgeAlert({ story, threshold, channelSince, told, now }: AlertInput): AlertVerdict {
  const { score } = story.importance;
  if (score < threshold) return none(`its importance of ${score} is below this channel's ${threshold}`);
  if (story.state !== 'open') return none('it is not told any more');
  if (story.isQuiet || story.newAt === null) return none('it was there when its feeds were first read');
  if (story.changedAt < Math.max(channelSince, now - freshMs)) return none('it is no longer new');
  if (!told) return { kind: 'alert' };
  if (story.version <= told.version) return none('the channel has it, and nothing has changed since');
  return score >= told.importance + escalationPoints
    ? { kind: 'more' }
    : none(`the channel has it, and it was of importance ${told.importance} already`);
}

const none = (why: string): AlertVerdict => ({ kind: 'none', why });

/**
 * Whether a channel is told of a change by a reply in the thread, beside the edit of its post: corrections and retractions
 * always; else what it follows, what weighs much, and what weighs clearly more than when it was told. Muted: only what sets
 * right what the channel was told.
 */
export function isImportantChange(
  ready: ReadyStory,
  channel: { marks: readonly Mark[]; toldImportance: number },
): boolean {
  const { change, importance } = ready.story;
  if (!change) return false;
  if (change.kind !== 'update') return true;
  const mark = markOf(channel.marks, ready);
  if (mark) return mark.kind === 'follow';
  return (
    importance.score >= IMPORTANT_CHANGE_FROM || importance.score - channel.toldImportance >= IMPORTANCE_JUMP
  );
}
