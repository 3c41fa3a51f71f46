import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import {
  A,
  CHANNEL,
  sampleDigest,
  sampleMessage,
  samplePost,
  sampleStory,
  startBoth,
  storeDigest,
  storeReadyStory,
  T0,
} from './samples.ts';

export function digestContract(store: () => Store): void {
  const makeChannel = () => store().channels.ensure(CHANNEL, T0, T0);
  const [s1, s2] = [sampleStory('s1'), sampleStory('s2', { version: 2 })];

  it('stores a digest with its posts and moves the channel on', async () => {
    const channel = await makeChannel();
    const posts = [samplePost('p1', ['s1'], 1), samplePost('p2', ['s2'], 2)];
    const entry = {
      id: 'd1',
      posts,
      stories: [s1, s2],
      newCutOffAt: T0 + 7,
      nextDigestAt: T0 + 9,
      now: T0 + 8,
    };
    expect(await storeDigest(store(), channel, entry)).toBe(true);
    expect(await store().digests.get('d1')).toEqual(sampleDigest('d1', channel.id, [s1, s2]));
    expect(await store().digests.get('nobody')).toBeNull();
    const moved = { cutOffAt: T0 + 7, nextDigestAt: T0 + 9, hadFirstDigest: true };
    expect(await store().channels.get(channel.id)).toMatchObject(moved);
    expect(await store().posts.get('p2')).toEqual({
      id: 'p2',
      channelId: channel.id,
      digestId: 'd1',
      part: 2,
      message: sampleMessage('message of p2'),
      storyIds: ['s2'],
      replyTo: null,
      state: 'due',
      stateReason: null,
      externalId: null,
      createdAt: T0 + 8,
      attemptedAt: null,
      attempts: 0,
      notBefore: 0,
      sentAt: null,
    });
    expect(await store().digests.listCarried(channel.id, ['s1', 's2', 's3'])).toEqual([
      { storyId: 's1', version: 1, postId: 'p1', firstPostedAt: T0 + 8 },
      { storyId: 's2', version: 2, postId: 'p2', firstPostedAt: T0 + 8 },
    ]);
    expect(await store().digests.listCarried(channel.id, [])).toEqual([]);
  });

  it('stores nothing when the channel moved meanwhile', async () => {
    const channel = await makeChannel();
    await storeDigest(store(), channel, { id: 'd1', posts: [], newCutOffAt: T0 + 7 });
    for (const expectedCutOffAt of [null, T0 + 6]) {
      const late = { id: 'd2', posts: [samplePost('p2', ['s1'])], stories: [s1], expectedCutOffAt };
      expect(await storeDigest(store(), channel, late)).toBe(false);
    }
    expect(await store().digests.get('d2')).toBeNull();
    expect(await store().posts.get('p2')).toBeNull();
    expect(await store().digests.listCarried(channel.id, ['s1'])).toEqual([]);
  });

  it('stores nothing when the channel has one of the stories already', async () => {
    const channel = await makeChannel();
    await storeDigest(store(), channel, { id: 'd1', posts: [samplePost('p1', ['s1'])], stories: [s1] });
    const both = {
      id: 'd2',
      posts: [samplePost('p2', ['s1', 's2'])],
      stories: [s1, s2],
      newCutOffAt: T0 + 50,
    };
    expect(await storeDigest(store(), channel, both)).toBe(false);
    expect(await store().digests.listCarried(channel.id, ['s2'])).toEqual([]);
    expect(await store().channels.get(channel.id)).toMatchObject({ cutOffAt: T0 });
    const other = await store().channels.ensure({ ...CHANNEL, channelId: 'other' }, null, T0);
    expect(await storeDigest(store(), other, both)).toBe(true);
  });

  it('lets one of two digests of a channel win that are stored at once', async () => {
    const channel = await makeChannel();
    const stored = await Promise.all(
      ['d1', 'd2', 'd3'].map((id) =>
        storeDigest(store(), channel, {
          id,
          posts: [samplePost(`post-${id}`, ['s1'])],
          stories: [s1],
          expectedCutOffAt: null,
          newCutOffAt: T0,
        }),
      ),
    );
    expect(stored.filter(Boolean)).toHaveLength(1);
    expect(await store().posts.countByState()).toEqual({ due: 1 });
  });

  it('leaves nothing behind when a part of it fails', async () => {
    const channel = await makeChannel();
    const posts = [samplePost('p1', ['s1']), samplePost('p1', [], 2)];
    await expect(storeDigest(store(), channel, { id: 'd1', posts, stories: [s1] })).rejects.toThrow();
    expect(await store().digests.get('d1')).toBeNull();
    expect(await store().channels.get(channel.id)).toEqual(channel);
    expect(await store().digests.listCarried(channel.id, ['s1'])).toEqual([]);
  });

  it('refuses a digest for a channel that is not there', async () => {
    const channel = { ...(await makeChannel()), id: 'nobody' };
    expect(await storeDigest(store(), channel, { id: 'd1', posts: [] })).toBe(false);
  });

  it('lists the latest digests of a channel', async () => {
    const channel = await makeChannel();
    for (const [index, id] of ['d1', 'd2', 'd3'].entries()) {
      const digest = { ...sampleDigest(id, channel.id), at: T0 + index };
      await storeDigest(store(), channel, { id, posts: [], digest });
    }
    expect((await store().digests.listRecent(channel.id, 2)).map(({ id }) => id)).toEqual(['d3', 'd2']);
    expect(await store().digests.listRecent('nobody', 2)).toEqual([]);
  });

  it('lists stories whose newest summary in a language of the channel is later than the one shown', async () => {
    await startBoth(store());
    const channel = await makeChannel();
    await storeReadyStory(store(), s1);
    await storeDigest(store(), channel, { id: 'd1', posts: [samplePost('p1', ['s1'])], stories: [s1] });
    expect(await store().digests.listOutdated(10)).toEqual([]);
    await storeReadyStory(store(), { ...s1, version: 2 }, { language: 'fr' });
    expect(await store().digests.listOutdated(10)).toEqual([]);
    await storeReadyStory(store(), { ...s1, version: 2 });
    const carried = { storyId: 's1', version: 1, postId: 'p1', firstPostedAt: T0 };
    expect(await store().digests.listOutdated(10)).toEqual([
      { channelId: channel.id, carried, newestEdition: 1 },
    ]);
    const revised = { message: sampleMessage('newer'), storyId: 's1', version: 2 };
    expect(await store().posts.revise('p1', revised)).toBe(true);
    expect(await store().digests.listOutdated(10)).toEqual([]);
  });

  it('lists a story whose summary of the version shown has become better, until the post shows that', async () => {
    await startBoth(store());
    const channel = await makeChannel();
    await storeReadyStory(store(), s1);
    await storeDigest(store(), channel, { id: 'd1', posts: [samplePost('p1', ['s1'])], stories: [s1] });
    await storeReadyStory(store(), s1, { headline: 'Said better' });
    const outdated = await store().digests.listOutdated(10);
    expect(outdated).toMatchObject([{ carried: { storyId: 's1', version: 1 }, newestEdition: 2 }]);
    const before = await store().posts.get('p1');
    await store().posts.revise('p1', { message: null, storyId: 's1', version: 1, edition: 2 });
    expect(await store().digests.listOutdated(10)).toEqual([]);
    expect(await store().posts.get('p1')).toEqual(before);
    await storeReadyStory(store(), { ...s1, version: 2 });
    expect(await store().digests.listOutdated(10)).toMatchObject([{ newestEdition: 1 }]);
  });

  it('does not list as outdated what will never be shown', async () => {
    await startBoth(store());
    const channel = await makeChannel();
    await storeReadyStory(store(), s1);
    await storeDigest(store(), channel, { id: 'd1', posts: [samplePost('p1', ['s1'])], stories: [s1] });
    await storeReadyStory(store(), { ...s1, version: 2 });
    await store().channels.update(channel.id, { state: 'paused' });
    expect(await store().digests.listOutdated(10)).toEqual([]);
    await store().channels.update(channel.id, { state: 'active' });
    expect(await store().digests.listOutdated(10)).toHaveLength(1);
    const [claimed] = await store().posts.claimDue({ instanceId: A, now: T0, limit: 1 });
    await store().posts.storeOutcome('p1', claimed?.token ?? '', { state: 'refused', reason: 'gone' }, T0);
    expect(await store().digests.listOutdated(10)).toEqual([]);
  });
}
