import { describe, expect, it } from 'vitest';
import { chooseAsItHappens, chooseStories } from '../../src/digests/choose-stories.ts';
import type { Story } from '../../src/model/story.ts';
import { sampleStory } from '../support/sample-stories.ts';

const SINCE = Date.parse('2023-09-05T05:30:00Z');
const important = (score: number): Story['importance'] => ({
  score,
  parts: { breadth: score, speed: 0, severity: 0, actors: 0, novelty: 0 },
});
const fresh = (id: string, score = 50, story: Partial<Story> = {}) =>
  sampleStory(
    { id, newAt: SINCE + 5, changedAt: SINCE + 5, importance: important(score), ...story },
    { madeAt: SINCE + 6 },
  );
const change = (at: number): Story['change'] => ({ at, kind: 'update', line: 'toll 12 -> 19' });

describe('chooseStories', () => {
  it('takes what is new, most important first, and counts what did not fit', () => {
    const choice = chooseStories({
      ready: [fresh('a', 10), fresh('b', 90), fresh('c', 50)],
      carried: [],
      since: SINCE,
      isFirst: false,
      maxStories: 2,
    });
    expect(choice.stories.map(({ story }) => story.id)).toEqual(['b', 'c']);
    expect(choice.leftOut).toBe(1);
  });

  it('leaves out what is older than the cut-off and has not moved', () => {
    const old = sampleStory({ id: 'old', newAt: SINCE - 5, changedAt: SINCE - 5 }, { madeAt: SINCE - 4 });
    expect(
      chooseStories({ ready: [old], carried: [], since: SINCE, isFirst: false, maxStories: 8 }).stories,
    ).toEqual([]);
  });

  it('does not lose a story that was seen before the cut-off and became ready after it', () => {
    const late = sampleStory({ id: 'late', newAt: SINCE - 5, changedAt: SINCE - 5 }, { madeAt: SINCE + 5 });
    expect(
      chooseStories({ ready: [late], carried: [], since: SINCE, isFirst: false, maxStories: 8 }).stories,
    ).toHaveLength(1);
  });

  it('does not take what a first poll found undated, nor what it found older than the cut-off', () => {
    const undated = fresh('undated', 50, { isQuiet: true, newAt: null });
    const backdated = fresh('backdated', 50, { isQuiet: true, newAt: SINCE - 2 * 86_400_000 });
    expect(
      chooseStories({ ready: [undated, backdated], carried: [], since: SINCE, isFirst: false, maxStories: 8 })
        .stories,
    ).toEqual([]);
  });

  it('lists a story that the channel has as one line when it moved, or was posted alone, and never as a block', () => {
    const choice = chooseStories({
      ready: [
        fresh('moved', 50, { version: 2, change: change(SINCE + 9), changedAt: SINCE + 9 }),
        fresh('alone'),
        fresh('quiet'),
      ],
      carried: [
        { storyId: 'moved', version: 1, firstPostedAt: SINCE - 9 },
        { storyId: 'alone', version: 1, firstPostedAt: SINCE + 7 },
        { storyId: 'quiet', version: 1, firstPostedAt: SINCE - 9 },
      ],
      since: SINCE,
      isFirst: false,
      maxStories: 8,
    });
    expect(choice.stories).toEqual([]);
    expect(choice.updated.map(({ storyId, line }) => [storyId, line])).toEqual([
      ['moved', 'toll 12 -> 19'],
      ['alone', 'posted as it happened'],
    ]);
  });
});

describe('chooseAsItHappens', () => {
  it('takes what is new and loud, oldest first, once', () => {
    const ready = [
      fresh('second', 50, { newAt: SINCE + 8 }),
      fresh('first', 50, { newAt: SINCE + 2 }),
      fresh('quiet', 90, { isQuiet: true }),
      fresh('carried'),
      fresh('before', 90, { newAt: SINCE - 1 }),
    ];
    const chosen = chooseAsItHappens({
      ready,
      carried: [{ storyId: 'carried', version: 1, firstPostedAt: SINCE }],
      since: SINCE,
    });
    expect(chosen.map(({ story }) => story.id)).toEqual(['first', 'second']);
  });
});
