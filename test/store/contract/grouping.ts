import { expect, it } from 'vitest';
import type { Channel } from '../../../src/model/channel.ts';
import type { Story } from '../../../src/model/story.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  A,
  CHANNEL,
  readArticles,
  samplePost,
  sampleStory,
  sampleSummary,
  startBoth,
  storeDigest,
  storeReadyStory,
  storeStory,
  T0,
} from './samples.ts';

export function groupingContract(store: () => Store): void {
  const merge = (story: Story, mergedIds: string[], summaryDueAt: number | null = null) =>
    store().stories.storeGrouping({ articleId: 'none', story, mergedIds, summaryDueAt });
  const claim = (now: number) => store().stories.claimSummaryDue({ instanceId: A, now, limit: 10 });
  const carry = async (channel: Channel, story: Story, now: number) =>
    storeDigest(store(), channel, {
      id: `digest-of-${story.id}`,
      posts: [samplePost(`post-of-${story.id}`, [story.id])],
      stories: [story],
      now,
    });

  it('stores a story whole, and its article with it', async () => {
    await startBoth(store());
    const [articleId = ''] = await readArticles(store(), ['grain']);
    const story = sampleStory('s1', {
      change: { at: T0, kind: 'update', line: 'toll 12 -> 19' },
      newAt: null,
      isQuiet: true,
    });
    await store().stories.storeGrouping({ articleId, story, mergedIds: [], summaryDueAt: null });
    expect(await store().stories.get('s1')).toEqual(story);
    expect(await store().articles.listOfStory('s1')).toMatchObject([
      { id: articleId, state: 'grouped', storyId: 's1' },
    ]);
    const next = { ...story, version: 2, articleCount: 2, regions: [] };
    await store().stories.storeGrouping({ articleId, story: next, mergedIds: [], summaryDueAt: null });
    expect(await store().stories.get('s1')).toEqual(next);
    expect(await store().stories.get('nobody')).toBeNull();
  });

  it('keeps a summary due that an article with nothing to say does not ask for', async () => {
    await storeStory(store(), sampleStory('s1'), T0 + 5);
    await storeStory(store(), sampleStory('s1'), null);
    expect(await claim(T0 + 4)).toEqual([]);
    await storeStory(store(), sampleStory('s1'), T0 + 50);
    expect((await store().counts(T0 + 5)).stories).toMatchObject({ summaryDue: 1 });
    expect(await claim(T0 + 5)).toHaveLength(1);
  });

  it('turns merged stories into aliases, older ones too, and moves their articles', async () => {
    await startBoth(store());
    const [first = '', second = ''] = await readArticles(store(), ['one', 'two']);
    for (const [articleId, id] of [
      [first, 's1'],
      [second, 's2'],
    ] as const)
      await store().stories.storeGrouping({
        articleId,
        story: sampleStory(id),
        mergedIds: [],
        summaryDueAt: T0,
      });
    await storeStory(store(), sampleStory('s3'));
    await merge(sampleStory('s2', { articleCount: 2 }), ['s1', 's2']);
    await merge(sampleStory('s3', { articleCount: 3 }), ['s2']);
    expect((await store().stories.get('s1'))?.id).toBe('s3');
    expect((await store().stories.get('s2'))?.id).toBe('s3');
    expect((await store().articles.listOfStory('s3')).map(({ id }) => id)).toEqual([first, second]);
    expect((await claim(T0)).map(({ row }) => row.id)).toEqual(['s3']);
    expect((await store().counts(T0)).stories.open).toBe(1);
  });

  it('refuses the summary of a story that was merged meanwhile', async () => {
    await startBoth(store());
    await storeStory(store(), sampleStory('s1'));
    const [claimed] = await claim(T0);
    await merge(sampleStory('s2'), ['s1']);
    const result = { kind: 'summary', summary: sampleSummary('s1'), retryAt: null } as const;
    expect(await store().summaries.storeResult('s1', claimed?.token ?? '', result, T0)).toBe(false);
  });

  it('leaves a channel that carries one of the merged stories with the survivor', async () => {
    await startBoth(store());
    const [s1, s2] = [sampleStory('s1'), sampleStory('s2')];
    await storeReadyStory(store(), s1);
    await storeReadyStory(store(), s2);
    const channel = await store().channels.ensure(CHANNEL, null, T0);
    expect(await carry(channel, s1, T0 + 1)).toBe(true);
    await merge(s2, ['s1']);
    const carried = await store().digests.listCarried(channel.id, ['s1', 's2']);
    expect(carried).toEqual([{ storyId: 's2', version: 1, postId: 'post-of-s1', firstPostedAt: T0 + 1 }]);
    // Not outdated until the survivor says something new.
    expect(await store().digests.listOutdated(10)).toEqual([]);
    expect(await carry(channel, s2, T0 + 2)).toBe(false);
  });

  it('takes the post of a merged story for outdated when the merging changed the survivor', async () => {
    await startBoth(store());
    const [s1, s2] = [sampleStory('s1', { version: 3 }), sampleStory('s2')];
    await storeReadyStory(store(), s1);
    await storeReadyStory(store(), s2);
    const channel = await store().channels.ensure(CHANNEL, null, T0);
    await carry(channel, s1, T0);
    await merge({ ...s2, version: 2 }, ['s1'], T0);
    await storeReadyStory(store(), { ...s2, version: 2 });
    expect(await store().digests.listOutdated(10)).toMatchObject([
      { channelId: channel.id, carried: { storyId: 's2', version: 1, postId: 'post-of-s1' } },
    ]);
  });

  it('keeps the earlier post where a channel carries both', async () => {
    await startBoth(store());
    const [s1, s2] = [sampleStory('s1'), sampleStory('s2')];
    await storeReadyStory(store(), s1);
    await storeReadyStory(store(), s2);
    const channel = await store().channels.ensure(CHANNEL, null, T0);
    await carry(channel, s1, T0 + 1);
    await carry(channel, s2, T0 + 2);
    await merge(s2, ['s1']);
    expect(await store().digests.listCarried(channel.id, ['s1', 's2'])).toMatchObject([
      { storyId: 's2', postId: 'post-of-s1', firstPostedAt: T0 + 1 },
    ]);
  });

  it('does not store a digest with a story that was merged since it was chosen', async () => {
    const channel = await store().channels.ensure(CHANNEL, null, T0);
    const s1 = sampleStory('s1');
    await storeStory(store(), s1);
    await merge(sampleStory('s2'), ['s1']);
    expect(await carry(channel, s1, T0)).toBe(false);
  });
}
