import { describe, expect, it } from 'vitest';
import {
  chooseAsItHappens,
  type ChoiceRules,
  chooseStories,
  judgeStory,
} from '../../../src/digests/choose/choose-stories.ts';
import type { Interests } from '../../../src/channels/judge-interest.ts';
import { NO_WISHES } from '../../../src/model/channel.ts';
import type { Mark } from '../../../src/model/mark.ts';
import type { Story } from '../../../src/model/story.ts';
import { sampleStory } from '../../support/sample-stories.ts';

const ANYTHING: Interests = { filter: NO_WISHES.filter, marks: [], withdrawn: new Set() };
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
      kind: 'scheduled' as const,
      interests: ANYTHING,
      maxStories: 2,
    });
    expect(choice.stories.map(({ story }) => story.id)).toEqual(['b', 'c']);
    expect(choice.leftOut).toBe(1);
  });

  it('leaves out what is older than the cut-off and has not moved', () => {
    const old = sampleStory(
      { id: 'old', newAt: SINCE - 60_000, changedAt: SINCE - 60_000 },
      { madeAt: SINCE - 30_000 },
    );
    expect(
      chooseStories({
        ready: [old],
        carried: [],
        since: SINCE,
        kind: 'scheduled' as const,
        interests: ANYTHING,
        maxStories: 8,
      }).stories,
    ).toEqual([]);
  });

  it('does not lose a story that was seen before the cut-off and became ready after it', () => {
    const late = sampleStory({ id: 'late', newAt: SINCE - 5, changedAt: SINCE - 5 }, { madeAt: SINCE + 5 });
    expect(
      chooseStories({
        ready: [late],
        carried: [],
        since: SINCE,
        kind: 'scheduled' as const,
        interests: ANYTHING,
        maxStories: 8,
      }).stories,
    ).toHaveLength(1);
  });

  it('does not take what a first poll found undated, nor what it found older than the cut-off', () => {
    const undated = fresh('undated', 50, { isQuiet: true, newAt: null });
    const backdated = fresh('backdated', 50, { isQuiet: true, newAt: SINCE - 2 * 86_400_000 });
    expect(
      chooseStories({
        ready: [undated, backdated],
        carried: [],
        since: SINCE,
        kind: 'scheduled' as const,
        interests: ANYTHING,
        maxStories: 8,
      }).stories,
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
      kind: 'scheduled' as const,
      interests: ANYTHING,
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
      interests: ANYTHING,
    });
    expect(chosen.map(({ story }) => story.id)).toEqual(['first', 'second']);
  });
});

describe('chooseStories by what a channel wants', () => {
  const choose = (
    ready: ReturnType<typeof fresh>[],
    rules: Partial<ChoiceRules & { maxStories: number }> = {},
  ) =>
    chooseStories({
      ready,
      carried: [],
      since: SINCE,
      kind: 'scheduled',
      interests: ANYTHING,
      maxStories: 8,
      ...rules,
    });
  const ids = (choice: ReturnType<typeof choose>) => choice.stories.map(({ story }) => story.id);
  const mark = (kind: Mark['kind'], target: Mark['target']): Mark => ({
    kind,
    target,
    setBy: 'u1',
    at: SINCE,
  });

  it('gives no region more than half while there is something else, and says so of what it passed over', () => {
    const gulf = ['IQ', 'SY', 'YE', 'IL', 'QA'].map((code, index) =>
      fresh(code, 90 - index, { regions: [code, 'US'] }),
    );
    const others = ['FR', 'KE', 'BR', 'CN'].map((code, index) =>
      fresh(code, 20 - index, { regions: [code] }),
    );
    const choice = choose([...gulf, ...others], { maxStories: 4 });
    expect(ids(choice)).toEqual(['IQ', 'SY', 'FR', 'KE']);
    expect(choice.leftOut).toBe(5);
    expect(choice.passedOver?.map(({ storyId, reason }) => [storyId, reason.slice(0, 10)])).toEqual([
      ['YE', 'its region'],
      ['IL', 'its region'],
      ['QA', 'its region'],
      ['BR', '4 others o'],
      ['CN', '4 others o'],
    ]);
  });

  it('fills up from one region where there is nothing else', () => {
    const gulf = ['IQ', 'SY', 'YE', 'IL'].map((code, index) => fresh(code, 90 - index, { regions: [code] }));
    expect(ids(choose(gulf, { maxStories: 4 }))).toEqual(['IQ', 'SY', 'YE', 'IL']);
  });

  it('takes what fits the filter alone, and what is followed first whatever the filter says', () => {
    const interests: Interests = {
      ...ANYTHING,
      filter: { ...NO_WISHES.filter, regions: ['FR'] },
      marks: [mark('follow', { kind: 'words', words: 'Kenya' })],
    };
    const ready = [
      fresh('a', 90, { regions: ['FR'] }),
      fresh('b', 10, { regions: ['KE'] }),
      fresh('c', 99, { regions: ['CN'] }),
    ];
    expect(ids(choose(ready, { interests }))).toEqual(['b', 'a']);
  });

  it('never takes what is muted or withdrawn, not as a line either', () => {
    const moved = { change: change(SINCE + 9), changedAt: SINCE + 9 };
    const interests: Interests = {
      ...ANYTHING,
      marks: [
        mark('mute', { kind: 'words', words: 'arms' }),
        mark('follow', { kind: 'story', storyId: 'kept' }),
      ],
      withdrawn: new Set(['gone']),
    };
    const ready = [
      fresh('muted', 90, { topics: ['arms'] }),
      fresh('gone', 80, { topics: [], title: 'Talks', ...moved }),
      fresh('kept', 70, { topics: ['arms'] }),
    ];
    const choice = choose(ready, {
      interests,
      carried: [{ storyId: 'gone', version: 1, firstPostedAt: SINCE - 9 }],
    });
    expect([ids(choice), choice.updated]).toEqual([['kept'], []]);
  });

  it('judges one story as the whole choice does, with the reason', () => {
    const rules: ChoiceRules = { interests: ANYTHING, carried: [], since: SINCE, kind: 'scheduled' };
    const old = sampleStory(
      { id: 'old', newAt: SINCE - 9e8, changedAt: SINCE - 9e8 },
      { madeAt: SINCE - 9e8 },
    );
    expect(judgeStory(old, rules)).toEqual({
      kind: 'not-chosen',
      reason: 'it is older than what the digest covers',
    });
    const filter = { ...NO_WISHES.filter, topics: ['cyber'] };
    expect(judgeStory(fresh('a'), { ...rules, interests: { ...ANYTHING, filter } })).toEqual({
      kind: 'not-chosen',
      reason: 'its topic is none of cyber operations',
    });
    expect(
      judgeStory(fresh('a'), { ...rules, carried: [{ storyId: 'a', version: 1, firstPostedAt: SINCE - 9 }] }),
    ).toMatchObject({
      reason: 'the channel has it already and it has not moved',
    });
  });
});
