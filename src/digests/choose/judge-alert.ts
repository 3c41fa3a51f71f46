import { alertsTuning } from '../../../config/alerts-tuning.ts';
import type { ToldStory } from '../../model/alert.ts';
import type { Story } from '../../model/story.ts';

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
