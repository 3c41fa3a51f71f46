import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertsTuning } from '../../../config/alerts-tuning.ts';
import type { ToldStory } from '../../../src/model/alert.ts';
import type { Story } from '../../../src/model/story.ts';
import { HOUR } from '../../../src/clock.ts';
import { judgeAlert } from '../../../src/digests/choose/judge-alert.ts';
import { sampleStory } from '../../support/sample-stories.ts';

const NOW = Date.UTC(2026, 4, 4, 12);
const THRESHOLD = 60;
const weighing = (score: number, patch: Partial<Story> = {}): Story => {
  const { story } = sampleStory({
    firstSeenAt: NOW - HOUR,
    newAt: NOW - HOUR,
    changedAt: NOW - HOUR,
    ...patch,
  });
  return { ...story, importance: { ...story.importance, score } };
};
const judge = (story: Story, told: ToldStory | null = null, channelSince = 0) =>
  judgeAlert({ story, threshold: THRESHOLD, channelSince, told, now: NOW });
const told = (importance: number, version = 1): ToldStory => ({ storyId: 'story-1', version, importance });

describe('judgeAlert', () => {
  it('tells what reaches the threshold and nothing below it', () => {
    expect(judge(weighing(THRESHOLD))).toEqual({ kind: 'alert' });
    expect(judge(weighing(THRESHOLD - 1))).toEqual({
      kind: 'none',
      why: "its importance of 59 is below this channel's 60",
    });
  });

  it.each<[string, Partial<Story>, number]>([
    ['quiet', { isQuiet: true }, 0],
    ['undated, from a first poll', { newAt: null }, 0],
    ['hours old', { changedAt: NOW - alertsTuning.freshMs - 1 }, 0],
    ['older than the channel', {}, NOW - HOUR + 1],
    ['withdrawn', { state: 'withdrawn' }, 0],
  ])('never tells a story that is %s', (_, patch, channelSince) => {
    expect(judge(weighing(99, patch), null, channelSince)).toMatchObject({ kind: 'none' });
  });

  it('tells again what moved and became clearly weightier, and neither alone', () => {
    const more = THRESHOLD + alertsTuning.escalationPoints;
    expect(judge(weighing(more, { version: 2 }), told(THRESHOLD))).toEqual({ kind: 'more' });
    expect(judge(weighing(more - 1, { version: 2 }), told(THRESHOLD))).toMatchObject({ kind: 'none' });
    expect(judge(weighing(more), told(THRESHOLD))).toMatchObject({ kind: 'none' });
  });

  it('tells of a story that a digest brought before once it escalates beyond the threshold', () => {
    expect(judge(weighing(70, { version: 2 }), told(30))).toEqual({ kind: 'more' });
    expect(judge(weighing(62, { version: 2 }), told(58))).toMatchObject({ kind: 'none' });
  });

  it('over any path of importance tells once, and again only after a gain with a change', () => {
    const step = fc.record({ score: fc.integer({ min: 0, max: 100 }), isMoved: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (path) => {
        let last: ToldStory | null = null;
        let version = 1;
        for (const { score, isMoved } of path) {
          version += isMoved ? 1 : 0;
          const verdict = judge(weighing(score, { version }), last);
          if (verdict.kind === 'none') continue;
          expect(score).toBeGreaterThanOrEqual(THRESHOLD);
          expect(verdict.kind).toBe(last === null ? 'alert' : 'more');
          if (last) expect(score - last.importance).toBeGreaterThanOrEqual(alertsTuning.escalationPoints);
          if (last) expect(version).toBeGreaterThan(last.version);
          last = { storyId: 'story-1', version, importance: score };
        }
      }),
    );
  });
});
