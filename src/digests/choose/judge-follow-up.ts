import { IMPORTANCE_JUMP, IMPORTANT_CHANGE_FROM } from '../../../config/follow-up-tuning.ts';
import type { ReadyStory } from '../../model/digest.ts';
import type { Mark } from '../../model/mark.ts';
import { markOf } from '../../channels/match-marks.ts';

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
