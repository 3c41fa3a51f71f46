import { expect, it } from 'vitest';
import { NO_WISHES } from '../../../src/model/channel.ts';
import type { Store } from '../../../src/store/store.ts';
import { CHANNEL, storeDigest, T0 } from './samples.ts';

export function channelContract(store: () => Store): void {
  it('makes a channel once; stored settings win over given ones', async () => {
    const made = await store().channels.ensure(CHANNEL, T0 + 60_000, T0);
    expect(made).toEqual({
      ...CHANNEL,
      id: made.id,
      state: 'active',
      stateReason: null,
      wishes: NO_WISHES,
      revision: 0,
      addedAt: T0,
      hadFirstDigest: false,
      cutOffAt: null,
      nextDigestAt: T0 + 60_000,
    });
    expect(await store().channels.ensure({ ...CHANNEL, name: 'Other', maxStories: 2 }, null, T0 + 1)).toEqual(
      made,
    );
    expect(await store().channels.get(made.id)).toEqual(made);
    expect(await store().channels.get('nobody')).toBeNull();
  });

  it('tells channels apart by platform, workspace and channel, and lists them as they came', async () => {
    const addresses = [
      { platform: 'slack', workspaceId: 'w1', channelId: 'c1' },
      { platform: 'slack', workspaceId: 'w2', channelId: 'c1' },
      { platform: 'discord', workspaceId: 'w1', channelId: 'c1' },
    ] as const;
    for (const address of addresses) await store().channels.ensure({ ...CHANNEL, ...address }, null, T0);
    expect(await store().channels.list()).toMatchObject(addresses);
  });

  it('finds a channel by its address, and makes one with its wishes at once', async () => {
    const wishes = { ...NO_WISHES, postsADay: 3, filter: { ...NO_WISHES.filter, regions: ['IR'] } };
    const { platform, workspaceId, channelId } = CHANNEL;
    expect(await store().channels.find({ platform, workspaceId, channelId })).toBeNull();
    const made = await store().channels.ensure({ ...CHANNEL, wishes }, null, T0);
    expect(made.wishes).toEqual(wishes);
    expect(await store().channels.find({ platform, workspaceId, channelId })).toEqual(made);
    expect(await store().channels.find({ platform, workspaceId, channelId: 'other' })).toBeNull();
  });

  it('makes one row where two ask at once', async () => {
    const made = await Promise.all([1, 2, 3].map(() => store().channels.ensure(CHANNEL, null, T0)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it('changes what is given and nothing else', async () => {
    const { id } = await store().channels.ensure(CHANNEL, T0, T0);
    const before = await store().channels.get(id);
    const schedule = { text: 'as it happens', slots: [], asItHappens: true };
    const patch = {
      schedule,
      languages: ['fr', 'en'],
      nextDigestAt: null,
      state: 'paused',
      stateReason: 'asked',
    } as const;
    await store().channels.update(id, patch);
    expect(await store().channels.get(id)).toEqual({ ...before, ...patch });
    const rest = { name: 'N', timeZone: 'UTC', maxStories: 3, state: 'active', stateReason: null } as const;
    await store().channels.update(id, rest);
    await store().channels.update(id, {});
    expect(await store().channels.get(id)).toEqual({ ...before, ...patch, ...rest });
  });

  it('takes the first of two changes made at once, and keeps what a channel wishes for', async () => {
    const { id, revision, wishes } = await store().channels.ensure(CHANNEL, T0, T0);
    expect(wishes).toEqual(NO_WISHES);
    const wished = { ...NO_WISHES, alertFrom: 70, quietHours: { from: 1320, until: 420 } };
    expect(await store().channels.change(id, revision, { wishes: wished })).toBe(true);
    expect(await store().channels.change(id, revision, { wishes: NO_WISHES, maxStories: 1 })).toBe(false);
    expect(await store().channels.get(id)).toMatchObject({
      wishes: wished,
      revision: revision + 1,
      maxStories: 8,
    });
  });

  it('lists as due: active ones with a digest due, without their first, or posting as it happens', async () => {
    const due = async (now: number) => (await store().channels.listDue(now)).map(({ name }) => name);
    const channel = await store().channels.ensure({ ...CHANNEL, name: 'one' }, T0 + 100, T0);
    expect(await due(T0)).toEqual(['one']);
    await storeDigest(store(), channel, { id: 'd1', posts: [], nextDigestAt: T0 + 100 });
    expect(await due(T0 + 99)).toEqual([]);
    expect(await due(T0 + 100)).toEqual(['one']);
    await store().channels.update(channel.id, { schedule: { text: '', slots: [], asItHappens: true } });
    expect(await due(T0)).toEqual(['one']);
    await store().channels.update(channel.id, { state: 'paused' });
    expect(await due(T0 + 100)).toEqual([]);
  });
}
