import { expect, it } from 'vitest';
import type { PostOutcome, Revision, Store } from '../../../src/store/store.ts';
import {
  A,
  CHANNEL,
  sampleMessage,
  samplePost,
  sampleStory,
  startBoth,
  storeDigest,
  storeReadyStory,
  T0,
} from './samples.ts';

const PLACE = { platform: CHANNEL.platform, workspaceId: CHANNEL.workspaceId };

/** Replies in threads, withdrawals, pauses, and channels that cannot be posted to. */
export function followUpContract(store: () => Store): void {
  const story = sampleStory('s1');

  async function post(id = 'p1', channelId = 'general', createdAt = T0) {
    const channel = await store().channels.ensure({ ...CHANNEL, channelId }, null, T0);
    const posts = [samplePost(id, ['s1'])];
    if (!(await storeDigest(store(), channel, { id: `d-${id}`, posts, stories: [story], now: createdAt })))
      throw new Error('digest not stored');
    return channel;
  }
  const begin = async () => {
    await startBoth(store());
    await storeReadyStory(store(), story);
  };
  const claimOne = async (now = T0) => {
    const [claimed] = await store().posts.claimDue({ instanceId: A, now, limit: 5 });
    if (!claimed) throw new Error('nothing is due');
    return claimed;
  };
  async function settle(outcome: PostOutcome, now = T0) {
    const { row, token } = await claimOne(now);
    await store().posts.storeOutcome(row.id, token, outcome, now);
    return row;
  }
  const isIdle = async (now = T0) =>
    (await store().posts.claimDue({ instanceId: A, now, limit: 5 })).length === 0;
  const revision = (version: number | null, reply: Revision['reply'] = null): Revision => ({
    message: sampleMessage(`version ${version}`),
    storyId: 's1',
    version,
    reply,
  });
  const reply = (id: string, isSpare: boolean) => ({ post: samplePost(id, ['s1']), isSpare, now: T0 + 1 });

  it('stores a reply with the edit, once, and hands it out after the edit with its thread', async () => {
    await begin();
    await post();
    await settle({ state: 'sent', externalId: 'x1' });
    expect(await store().posts.revise('p1', revision(2, reply('r1', false)))).toBe(true);
    expect(await store().posts.revise('p1', revision(2, reply('r2', false)))).toBe(false);
    expect(await settle({ state: 'sent' }, T0 + 1)).toMatchObject({
      id: 'p1',
      state: 'edit-due',
      thread: null,
    });
    expect(await claimOne(T0 + 1)).toMatchObject({
      row: { id: 'r1', state: 'due', replyTo: 'p1', thread: { externalId: 'x1' } },
    });
  });

  it('sends a spare reply only where the edit is refused', async () => {
    await begin();
    await post();
    await settle({ state: 'sent', externalId: 'x1' });
    await store().posts.revise('p1', revision(2, reply('r1', true)));
    await settle({ state: 'sent' }, T0 + 1);
    expect(await isIdle(T0 + 1)).toBe(true);
    await store().posts.revise('p1', revision(3, reply('r2', true)));
    await settle({ state: 'sent', reason: 'too old', isEditRefused: true }, T0 + 2);
    expect(await settle({ state: 'sent' }, T0 + 2)).toMatchObject({ id: 'r2', replyTo: 'p1' });
    expect(await isIdle(T0 + 2)).toBe(true);
  });

  it('needs no reply under a post that nobody has seen', async () => {
    await begin();
    await post();
    await store().posts.revise('p1', revision(2, reply('r1', false)));
    expect(await settle({ state: 'sent' })).toMatchObject({ id: 'p1', message: sampleMessage('version 2') });
    expect(await isIdle(T0 + 1)).toBe(true);
  });

  it('says that the thread is lost where its post never came to be', async () => {
    await begin();
    await post();
    const { token } = await claimOne();
    await store().posts.revise('p1', revision(2, reply('r1', false)));
    await store().posts.storeOutcome('p1', token, { state: 'refused' }, T0);
    expect((await claimOne(T0 + 1)).row).toMatchObject({ id: 'r1', thread: 'lost' });
  });

  it('names the posts of a withdrawn story until that is done, and keeps it out of the workspace', async () => {
    await begin();
    await post('p1', 'one');
    await post('p2', 'two');
    await store().withdrawals.withdraw({ ...PLACE, storyId: 's1', by: 'ada', now: T0 });
    expect(await store().withdrawals.listOpen(5)).toEqual([
      { ...PLACE, storyId: 's1', at: T0, postIds: ['p1', 'p2'] },
    ]);
    await expect(post('p3', 'three')).rejects.toThrow('digest not stored');
    expect(await store().posts.revise('p1', revision(2))).toBe(false);
    expect(await store().posts.revise('p1', revision(null))).toBe(true);
    await storeReadyStory(store(), sampleStory('s1', { version: 2 }));
    expect(await store().digests.listOutdated(5)).toEqual([]);
    await store().withdrawals.markDone(PLACE, 's1', T0);
    expect(await store().withdrawals.listOpen(5)).toEqual([]);
  });

  it('hands out nothing and makes nothing due while posting is paused', async () => {
    await begin();
    await post();
    expect(await store().pause.get()).toBeNull();
    await store().pause.pause('ada', T0);
    await store().pause.pause('bo', T0 + 1);
    expect(await store().pause.get()).toEqual({ by: 'ada', at: T0 });
    expect(await isIdle()).toBe(true);
    await store().channels.ensure({ ...CHANNEL, channelId: 'new' }, T0, T0);
    expect(await store().channels.listDue(T0)).toEqual([]);
    await store().pause.resume();
    expect(await store().pause.get()).toBeNull();
    expect(await store().channels.listDue(T0)).toHaveLength(1);
    expect(await settle({ state: 'sent' })).toMatchObject({ id: 'p1' });
  });

  it('drops what waited too long, and lets its stories come again', async () => {
    await begin();
    const one = await post('p1', 'one', T0);
    const two = await post('p2', 'two', T0);
    await post('p3', 'three', T0 + 10);
    const query = { createdBefore: T0 + 5, reason: 'too old' };
    expect(await store().posts.dropStale({ ...query, channelId: one.id })).toBe(1);
    expect(await store().posts.get('p1')).toMatchObject({ state: 'refused', stateReason: 'too old' });
    expect(await store().digests.listCarried(one.id, ['s1'])).toEqual([]);
    expect(await store().digests.listCarried(two.id, ['s1'])).toHaveLength(1);
    expect(await store().posts.dropStale({ ...query, channelId: null })).toBe(1);
    expect(await store().posts.countByState()).toEqual({ refused: 2, due: 1 });
  });

  it('sets a channel aside with one notice, and keeps its posts', async () => {
    await begin();
    const gone = await post('p1', 'gone');
    const other = await store().channels.ensure({ ...CHANNEL, channelId: 'other' }, null, T0);
    const away = (id: string): PostOutcome => ({
      state: 'due',
      gone: { userMessage: 'It is archived.', notices: [{ channelId: other.id, post: samplePost(id) }] },
    });
    await settle(away('n1'));
    expect(await store().channels.get(gone.id)).toMatchObject({
      state: 'unreachable',
      stateReason: 'It is archived.',
    });
    expect(await settle({ state: 'sent' })).toMatchObject({ id: 'n1', channelId: other.id });
    await store().channels.update(gone.id, { state: 'active', stateReason: null });
    await settle(away('n2'));
    expect(await isIdle()).toBe(true);
    expect(await store().posts.get('p1')).toMatchObject({ state: 'due' });
  });
}
