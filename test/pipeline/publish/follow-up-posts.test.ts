import { describe, expect, it } from 'vitest';
import { resumeChannel } from '../../../src/pipeline/publish/watch-channels.ts';
import { change, openFollowUps, PLACE } from '../../support/follow-up-bench.ts';
import { sampleStory } from '../../support/sample-stories.ts';

describe('follow-up posts', () => {
  it('edits the post, and says nothing more, for a small change', async () => {
    const { postIn, tell, run, shown, replies } = await openFollowUps();
    await tell(1, null);
    await postIn('c1');
    await run();
    await tell(2, change('visit dated 13 September'));
    await run();
    expect(shown.get('x-post-c1')?.text).toContain('visit dated 13 September');
    expect(replies()).toEqual([]);
  });

  it('tells an important change once in the thread of the post, also after the same round runs again', async () => {
    const { postIn, tell, run, replies } = await openFollowUps();
    await tell(1, null);
    await postIn('c1');
    await run();
    await tell(2, change('toll 12 -> 340'), 80);
    for (let round = 0; round < 3; round += 1) await run();
    expect(replies()).toMatchObject([{ under: 'x-post-c1' }]);
    expect(replies()[0]?.text).toContain('toll 12 -> 340');
  });

  it('tells a followed story on, and of a muted one only what sets it right', async () => {
    const { postIn, tell, run, replies, store } = await openFollowUps();
    await tell(1, null);
    const [followed, muted] = [await postIn('c1'), await postIn('c2')];
    const target = { kind: 'words', words: 'north korea' } as const;
    await store.marks.mark(followed.id, { kind: 'follow', target, setBy: 'ada', at: 0 });
    await store.marks.mark(muted.id, { kind: 'mute', target, setBy: 'ada', at: 0 });
    await run();
    await tell(2, change('visit dated 13 September'));
    await run();
    expect(replies().map(({ under }) => under)).toEqual(['x-post-c1']);
    await tell(3, change('withdrawn: the report', 'retraction'));
    await run();
    expect(replies().map(({ under }) => under)).toEqual(['x-post-c1', 'x-post-c1', 'x-post-c2']);
  });

  it('sends the reply alone where the edit is refused', async () => {
    const refused = {
      kind: 'refused',
      reason: '30046',
      userMessage: 'Too old.',
      isChannelGone: false,
    } as const;
    const { postIn, tell, run, shown, replies } = await openFollowUps({ edits: [refused] });
    await tell(1, null);
    await postIn('c1');
    await run();
    await tell(2, change('visit dated 13 September'));
    await run();
    await run();
    expect(shown.get('x-post-c1')?.text).not.toContain('13 September');
    expect(replies()).toMatchObject([
      { under: 'x-post-c1', text: expect.stringContaining('visit dated 13 September') },
    ]);
  });

  it('takes a withdrawn story back in each channel of the workspace, replies too, whatever it becomes', async () => {
    const { postIn, tell, run, shown, store, clock } = await openFollowUps();
    await tell(1, null);
    for (const id of ['c1', 'c2']) await postIn(id);
    await run();
    await tell(2, change('toll 12 -> 340'), 80);
    await run();
    await store.withdrawals.withdraw({ ...PLACE, storyId: 'story-1', by: 'ada', now: clock.now() });
    await run();
    await tell(3, change('toll 340 -> 500'), 90);
    await run();
    expect(shown.size).toBe(4);
    for (const { text } of shown.values()) {
      expect(text).toContain('Withdrawn by a manager');
      expect(text).not.toMatch(/Version|Kim|toll/);
    }
  });

  it('shows in a merged story’s post what the story became', async () => {
    const { postIn, tell, run, shown, store } = await openFollowUps();
    await tell(1, null);
    await postIn('c1');
    await run();
    const now = Date.UTC(2023, 8, 5, 5, 31);
    const { story, summary } = sampleStory({ id: 'survivor', version: 2, change: change('toll 1 -> 2') });
    await store.stories.storeGrouping({
      articleId: null,
      story: { ...story, version: 1, change: null },
      mergedIds: [],
      summaryDueAt: null,
    });
    await store.stories.storeGrouping({ articleId: null, story, mergedIds: ['story-1'], summaryDueAt: now });
    for (const { row, token } of await store.stories.claimSummaryDue({ instanceId: 'me', now, limit: 10 }))
      await store.summaries.storeResult(
        row.id,
        token,
        { kind: 'summary', retryAt: null, summary: { ...summary, headline: 'Together' } },
        now,
      );
    await run();
    expect(shown.get('x-post-c1')?.text).toContain('Together');
  });

  it('sets a channel aside that is gone, tells managers elsewhere, and goes on when it is back', async () => {
    const gone = {
      kind: 'refused',
      reason: 'is_archived',
      userMessage: 'Archived.',
      isChannelGone: true,
    } as const;
    const { postIn, tell, run, shown, store, clock } = await openFollowUps({ sends: [gone] });
    await tell(1, null);
    const first = await postIn('c1');
    await postIn('c2');
    await run();
    expect([...shown.values()].map(({ text }) => text).join('\n')).toContain('nothing can be posted to #c1');
    expect(shown.has('x-post-c1')).toBe(false);
    expect(await store.channels.get(first.id)).toMatchObject({ state: 'unreachable' });
    await resumeChannel(store, first.id, clock.now());
    await run();
    expect(shown.has('x-post-c1')).toBe(true);
  });
});
