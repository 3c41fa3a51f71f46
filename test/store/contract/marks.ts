import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { sampleStory, storeStory, T0 } from './samples.ts';

const STORY = { kind: 'story', storyId: 's1' } as const;
const WORDS = { kind: 'words', words: 'grain deal' } as const;
const PLACE = { platform: 'slack', workspaceId: 'w1' } as const;

export function markContract(store: () => Store): void {
  it('keeps one mark a target and channel; the newer one counts', async () => {
    const { marks } = store();
    await marks.mark('c1', { kind: 'follow', target: STORY, setBy: 'ada', at: T0 });
    await marks.mark('c1', {
      kind: 'mute',
      target: { ...WORDS, words: ' Grain  DEAL' },
      setBy: 'ada',
      at: T0 + 1,
    });
    await marks.mark('c1', { kind: 'mute', target: STORY, setBy: 'bo', at: T0 + 2 });
    await marks.mark('c2', { kind: 'follow', target: STORY, setBy: 'ada', at: T0 });
    expect(await marks.listOf('c1')).toEqual([
      { kind: 'mute', target: WORDS, setBy: 'ada', at: T0 + 1 },
      { kind: 'mute', target: STORY, setBy: 'bo', at: T0 + 2 },
    ]);
    expect(await marks.unmark('c1', WORDS)).toBe(true);
    expect(await marks.unmark('c1', WORDS)).toBe(false);
    expect(await marks.listOf('c1')).toHaveLength(1);
    expect(await marks.listOf('c2')).toMatchObject([{ kind: 'follow' }]);
  });

  it('counts one vote a person and channel', async () => {
    const vote = (askerId: string, isUseful: boolean) =>
      store().marks.vote({ channelId: 'c1', storyId: 's1', askerId, isUseful, now: T0 });
    expect(await store().marks.countVotes('s1')).toEqual({ useful: 0, notUseful: 0 });
    await vote('ada', true);
    await vote('ada', true);
    await vote('bo', true);
    await vote('bo', false);
    expect(await store().marks.countVotes('s1')).toEqual({ useful: 1, notUseful: 1 });
  });

  it('withdraws a story once in a workspace and nowhere else', async () => {
    const entry = { ...PLACE, storyId: 's1', by: 'ada', now: T0 };
    expect(await store().withdrawals.withdraw(entry)).toBe(true);
    expect(await store().withdrawals.withdraw(entry)).toBe(false);
    expect([...(await store().withdrawals.listOf(PLACE))]).toEqual(['s1']);
    expect((await store().withdrawals.listOf({ ...PLACE, workspaceId: 'w2' })).size).toBe(0);
  });

  it('moves what was said of a merged story to the one that it is now', async () => {
    const { marks } = store();
    const vote = (storyId: string, askerId: string, isUseful: boolean) =>
      marks.vote({ channelId: 'c1', storyId, askerId, isUseful, now: T0 });
    for (const id of ['s1', 's2']) await storeStory(store(), sampleStory(id));
    await marks.mark('c1', { kind: 'mute', target: STORY, setBy: 'ada', at: T0 });
    await marks.mark('c2', { kind: 'mute', target: STORY, setBy: 'ada', at: T0 });
    await marks.mark('c2', { kind: 'follow', target: { ...STORY, storyId: 's2' }, setBy: 'bo', at: T0 });
    await vote('s1', 'ada', true);
    await vote('s1', 'bo', true);
    await vote('s2', 'bo', false);
    await store().withdrawals.withdraw({ ...PLACE, storyId: 's1', by: 'ada', now: T0 });
    await store().stories.storeGrouping({
      articleId: null,
      story: sampleStory('s2'),
      mergedIds: ['s1'],
      summaryDueAt: null,
    });
    expect(await marks.listOf('c1')).toMatchObject([{ kind: 'mute', target: { storyId: 's2' } }]);
    expect(await marks.listOf('c2')).toMatchObject([{ kind: 'follow', target: { storyId: 's2' } }]);
    expect(await marks.countVotes('s2')).toEqual({ useful: 1, notUseful: 1 });
    expect(await store().withdrawals.listOf(PLACE)).toContain('s2');
  });
}
