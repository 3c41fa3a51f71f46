import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { A, B, FEED, samplePoll, startBoth, T0 } from './samples.ts';

export function instanceContract(store: () => Store, alive: Set<number>): void {
  const key = 'step:group';

  it('gives a hold to one living instance at a time, and again to the one that has it', async () => {
    await startBoth(store());
    expect(await store().instances.hold(key, A, T0)).toBe(true);
    expect(await store().instances.hold(key, A, T0 + 1)).toBe(true);
    expect(await store().instances.hold(key, B, T0 + 1)).toBe(false);
  });

  it('gives a released hold to another, and ignores a release by one that does not have it', async () => {
    await startBoth(store());
    await store().instances.hold(key, A, T0);
    await store().instances.release(key, B);
    expect(await store().instances.hold(key, B, T0)).toBe(false);
    await store().instances.release(key, A);
    expect(await store().instances.hold(key, B, T0)).toBe(true);
  });

  it('lets one of two that ask at once have the hold', async () => {
    await startBoth(store());
    const won = await Promise.all([A, B, A, B].map((id) => store().instances.hold(key, id, T0)));
    expect(won.filter(Boolean)).toHaveLength(2);
    expect(won[0]).toBe(won[2]);
  });

  it('takes a hold over once its instance has not beaten for the lease, not before', async () => {
    await startBoth(store());
    await store().instances.hold(key, A, T0);
    await store().instances.beat(B, T0 + 10_000);
    expect(await store().instances.hold(key, B, T0 + 14_999)).toBe(false);
    expect(await store().instances.hold(key, B, T0 + 15_000)).toBe(true);
    expect(await store().instances.hold(key, A, T0 + 15_001)).toBe(false);
  });

  it('passes a hold on that its living instance has not used for five minutes, not before', async () => {
    await startBoth(store());
    await store().instances.hold('host:x', A, T0);
    const later = T0 + 5 * 60_000;
    for (const id of [A, B]) await store().instances.beat(id, later);
    expect(await store().instances.hold('host:x', B, later - 1)).toBe(false);
    expect(await store().instances.hold('host:x', B, later)).toBe(true);
    expect(await store().instances.hold('host:x', A, later)).toBe(false);
  });

  it('keeps a hold alive by beats', async () => {
    await startBoth(store());
    await store().instances.hold(key, A, T0);
    await store().instances.beat(A, T0 + 10_000);
    await store().instances.beat(B, T0 + 10_000);
    expect(await store().instances.hold(key, B, T0 + 20_000)).toBe(false);
  });

  it('frees holds and claims when an instance stops', async () => {
    await startBoth(store());
    await store().feeds.add([FEED], T0, { revives: true });
    const [claimed] = await store().feeds.claimDue({ instanceId: A, now: T0, limit: 1 });
    await store().instances.stop(A);
    expect(await store().feeds.claimDue({ instanceId: B, now: T0, limit: 1 })).toHaveLength(1);
    const late = await store().feeds.storePoll(
      claimed?.row.id ?? '',
      claimed?.token ?? '',
      samplePoll([]),
      T0,
    );
    expect(late.isStored).toBe(false);
  });

  it('frees at once, at a start, what a dead process of the same machine claimed and held', async () => {
    await store().instances.start({ id: 'gone', machine: 'machine-a', pid: 55, now: T0 });
    await store().feeds.add([FEED], T0, { revives: true });
    expect(await store().feeds.claimDue({ instanceId: 'gone', now: T0, limit: 1 })).toHaveLength(1);
    await store().instances.start({ id: A, machine: 'machine-a', pid: 101, now: T0 + 1 });
    expect(await store().feeds.claimDue({ instanceId: A, now: T0 + 1, limit: 1 })).toHaveLength(1);
  });

  it('leaves alone what a living process of the same machine and what another machine claimed', async () => {
    alive.add(55);
    await store().instances.start({ id: 'alive', machine: 'machine-a', pid: 55, now: T0 });
    await store().instances.start({ id: 'elsewhere', machine: 'machine-b', pid: 56, now: T0 });
    await store().instances.hold('one', 'alive', T0);
    await store().instances.hold('two', 'elsewhere', T0);
    await store().instances.start({ id: A, machine: 'machine-a', pid: 101, now: T0 + 1 });
    expect(await store().instances.hold('one', A, T0 + 1)).toBe(false);
    expect(await store().instances.hold('two', A, T0 + 1)).toBe(false);
  });

  it('counts an earlier process with its own number as dead: a container starts as 1 each time', async () => {
    alive.add(1);
    await store().instances.start({ id: 'before', machine: 'machine-a', pid: 1, now: T0 });
    await store().instances.hold(key, 'before', T0);
    await store().instances.start({ id: A, machine: 'machine-a', pid: 1, now: T0 + 1 });
    expect(await store().instances.hold(key, A, T0 + 1)).toBe(true);
  });

  it('brings an instance back to life that beats again after its row was cleared', async () => {
    await startBoth(store());
    const later = T0 + 2 * 86_400_000;
    await store().instances.start({ id: 'new', machine: 'machine-c', pid: 9, now: later });
    await store().instances.beat(A, later);
    expect(await store().instances.hold(key, A, later)).toBe(true);
    expect(await store().instances.hold(key, 'new', later)).toBe(false);
  });

  it('tells the first delivery of an interaction from the next', async () => {
    expect(await store().instances.isFirstDelivery('i-1', T0)).toBe(true);
    expect(await store().instances.isFirstDelivery('i-1', T0 + 3_000)).toBe(false);
    expect(await store().instances.isFirstDelivery('i-2', T0 + 3_000)).toBe(true);
  });
}
