import { expect, it } from 'vitest';
import type { Channel } from '../../../src/model/channel.ts';
import type { PostOutcome, Store } from '../../../src/store/store.ts';
import { A, B, CHANNEL, sampleMessage, samplePost, startBoth, storeDigest, T0 } from './samples.ts';

/** Which post is whose turn. */
export function postContract(store: () => Store): void {
  const claim = (instanceId: string, now = T0, limit = 10) =>
    store().posts.claimDue({ instanceId, now, limit });
  const claimOne = async (instanceId = A, now = T0) => {
    const [claimed, ...others] = await claim(instanceId, now);
    if (!claimed || others.length > 0) throw new Error(`${others.length + 1} posts instead of one`);
    return claimed;
  };
  const settle = async (outcome: PostOutcome, now = T0) => {
    const { row, token } = await claimOne(A, now);
    await store().posts.storeOutcome(row.id, token, outcome, now);
    return row.id;
  };
  const digest = async (
    id: string,
    parts: readonly string[],
    now = T0,
    name = 'general',
  ): Promise<Channel> => {
    const channel = await store().channels.ensure({ ...CHANNEL, channelId: name }, null, T0);
    const posts = parts.map((part, index) => samplePost(part, [], index + 1));
    await storeDigest(store(), channel, { id, posts, now });
    return channel;
  };

  it('hands out one post a channel, in order, with its address', async () => {
    await startBoth(store());
    await digest('d2', ['p3'], T0 + 1);
    await digest('d1', ['p1', 'p2']);
    await digest('d3', ['q1'], T0, 'other');
    const claimed = await claim(A);
    expect(claimed.map(({ row }) => row.id).sort()).toEqual(['p1', 'q1']);
    const { platform, workspaceId } = CHANNEL;
    const first = claimed.find(({ row }) => row.id === 'p1');
    expect(first?.row.address).toEqual({ platform, workspaceId, channelId: 'general' });
    expect(first?.row).toMatchObject({ state: 'due', message: sampleMessage('message of p1') });
    // The one in hand is not finished yet: the next waits.
    expect(await claim(A)).toEqual([]);
    for (const { row, token } of claimed)
      await store().posts.storeOutcome(row.id, token, { state: 'sent' }, T0);
    expect(await settle({ state: 'sent' })).toBe('p2');
    expect(await settle({ state: 'sent' })).toBe('p3');
    expect(await claim(A)).toEqual([]);
  });

  it('keeps the parts of a digest together though another was made at the same instant', async () => {
    await startBoth(store());
    await digest('d1', ['a1', 'a2']);
    await digest('d2', ['b1', 'b2']);
    const order = [];
    for (let index = 0; index < 4; index += 1) order.push(await settle({ state: 'sent' }));
    expect(order).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  it('gives nothing of a channel while anybody works on one of its posts, not even an earlier edit', async () => {
    await startBoth(store());
    await digest('d1', ['p1', 'p2']);
    await digest('d2', ['q1'], T0 + 1, 'other');
    const first = (await claim(A, T0, 1))[0];
    await store().posts.storeOutcome('p1', first?.token ?? '', { state: 'sent' }, T0);
    expect((await claim(A, T0, 1)).map(({ row }) => row.id)).toEqual(['p2']);
    await store().posts.revise('p1', { message: sampleMessage('newer'), storyId: 's1', version: 2 });
    // The channel that is busy does not use up what was asked for either.
    expect((await claim(A, T0, 1)).map(({ row }) => row.id)).toEqual(['q1']);
    expect(await claim(A)).toEqual([]);
  });

  it('hands out no more than asked for', async () => {
    await startBoth(store());
    await digest('d1', ['p1']);
    await digest('d2', ['q1'], T0 + 1, 'other');
    expect((await claim(A, T0, 1)).map(({ row }) => row.id)).toEqual(['p1']);
  });

  it('gives a channel to one instance alone', async () => {
    await startBoth(store());
    await digest('d1', ['p1', 'p2']);
    await settle({ state: 'sent' });
    expect(await claim(B)).toEqual([]);
    expect((await claimOne(A)).row.id).toBe('p2');
  });

  it('never gives a post to two that claim at once', async () => {
    await startBoth(store());
    for (let index = 0; index < 12; index += 1)
      await digest(`d${index}`, [`p${index}`], T0, `channel-${index}`);
    const rounds = await Promise.all([A, B, A, B].map((id) => claim(id, T0, 5)));
    const ids = rounds.flat().map(({ row }) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(0);
  });

  it('posts nothing in a channel that is paused', async () => {
    await startBoth(store());
    const channel = await digest('d1', ['p1']);
    await store().channels.update(channel.id, { state: 'paused' });
    expect(await claim(A)).toEqual([]);
    await store().channels.update(channel.id, { state: 'active' });
    expect(await claim(A)).toHaveLength(1);
  });

  it('lets a post that waits for its time hold up those behind it', async () => {
    await startBoth(store());
    await digest('d1', ['p1', 'p2']);
    await settle({ state: 'due', notBefore: T0 + 500, reason: 'asked to wait' });
    expect(await store().posts.get('p1')).toMatchObject({
      notBefore: T0 + 500,
      stateReason: 'asked to wait',
    });
    expect(await claim(A, T0 + 499)).toEqual([]);
    expect(await settle({ state: 'in-doubt', notBefore: T0 + 900 }, T0 + 500)).toBe('p1');
    expect(await claim(A, T0 + 899)).toEqual([]);
    expect((await claimOne(A, T0 + 900)).row).toMatchObject({ id: 'p1', state: 'in-doubt' });
  });

  it('goes on past what will not be sent', async () => {
    await startBoth(store());
    await digest('d1', ['p1', 'p2', 'p3']);
    await settle({ state: 'refused', reason: 'not allowed here' });
    expect(await store().posts.get('p1')).toMatchObject({
      state: 'refused',
      stateReason: 'not allowed here',
    });
    expect(await settle({ state: 'unknown', reason: 'looking is not permitted' })).toBe('p2');
    expect((await claimOne()).row.id).toBe('p3');
    expect(await store().posts.countByState()).toEqual({ refused: 1, unknown: 1, due: 1 });
  });

  it('hands out an edit before what came later, and lets no waiting edit hold up a post', async () => {
    await startBoth(store());
    await digest('d1', ['p1', 'p2']);
    await settle({ state: 'sent', externalId: 'x1' });
    const revised = { message: sampleMessage('newer'), storyId: 's1', version: 2 };
    expect(await store().posts.revise('p1', revised)).toBe(true);
    const edit = await claimOne();
    expect(edit.row).toMatchObject({
      id: 'p1',
      state: 'edit-due',
      externalId: 'x1',
      message: revised.message,
    });
    await store().posts.storeOutcome('p1', edit.token, { state: 'edit-due', notBefore: T0 + 500 }, T0);
    expect(await settle({ state: 'sent' })).toBe('p2');
    expect(await claim(A, T0 + 499)).toEqual([]);
    expect(await settle({ state: 'sent' }, T0 + 500)).toBe('p1');
    expect(await store().posts.get('p1')).toMatchObject({ state: 'sent', externalId: 'x1', sentAt: T0 });
  });

  it('lists what was sent, newest first', async () => {
    await startBoth(store());
    const channel = await digest('d1', ['p1', 'p2', 'p3']);
    await settle({ state: 'sent' }, T0);
    await settle({ state: 'sent' }, T0 + 1);
    await store().posts.revise('p1', { message: sampleMessage('newer'), storyId: 's1', version: 2 });
    expect((await store().posts.listSent(channel.id, 10)).map(({ id }) => id)).toEqual(['p2', 'p1']);
    expect((await store().posts.listSent(channel.id, 1)).map(({ id }) => id)).toEqual(['p2']);
    expect(await store().posts.get('nobody')).toBeNull();
  });
}
