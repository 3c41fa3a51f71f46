import { expect, it } from 'vitest';
import { NO_WISHES } from '../../../src/model/channel.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  CHANNEL,
  sampleDigest,
  samplePost,
  sampleStory,
  startBoth,
  storeDigest,
  storeReadyStory,
  storeStory,
  T0,
} from './samples.ts';

export function alertContract(store: () => Store): void {
  const makeChannel = () => store().channels.ensure(CHANNEL, T0, T0);
  const weighing = (score: number) => ({ score, parts: sampleStory('s').importance.parts });
  const [s1, s2] = [sampleStory('s1', { importance: weighing(61.5) }), sampleStory('s2', { version: 2 })];

  async function makeCarrier() {
    await startBoth(store());
    const channel = await makeChannel();
    for (const story of [s1, s2]) await storeReadyStory(store(), story);
    const posts = [samplePost('p1', ['s1', 's2'])];
    expect(await storeDigest(store(), channel, { id: 'd1', posts, stories: [s1, s2] })).toBe(true);
    return channel;
  }

  it('lists the active channels that want alerts and had their first digest', async () => {
    const channel = await makeChannel();
    const wants = { ...NO_WISHES, alertFrom: 60.5 };
    await store().channels.update(channel.id, { wishes: wants });
    expect(await store().alerts.listChannels()).toEqual([]);
    await storeDigest(store(), channel, { id: 'd1', posts: [] });
    expect(await store().alerts.listChannels()).toMatchObject([{ id: channel.id, wishes: wants }]);
    expect(await store().alerts.leastThreshold()).toBe(60.5);
    await store().channels.update(channel.id, { state: 'paused' });
    expect(await store().alerts.listChannels()).toEqual([]);
    expect(await store().alerts.leastThreshold()).toBeNull();
    await store().channels.update(channel.id, { state: 'active', wishes: NO_WISHES });
    expect(await store().alerts.listChannels()).toEqual([]);
    expect(await store().channels.change(channel.id, 0, { wishes: wants })).toBe(true);
    expect(await store().alerts.listChannels()).toHaveLength(1);
  });

  it('knows what a channel was told of a story that it carries', async () => {
    const channel = await makeCarrier();
    expect(await store().alerts.listTold(channel.id, ['s1', 's2', 's3'])).toEqual([
      { storyId: 's1', version: 1, importance: 61.5 },
      { storyId: 's2', version: 2, importance: 42.5 },
    ]);
    expect(await store().alerts.listTold(channel.id, [])).toEqual([]);
    expect(await store().alerts.listTold('nobody', ['s1'])).toEqual([]);
  });

  it('tells an escalation once, all or nothing', async () => {
    const channel = await makeCarrier();
    const [more, same] = [
      { storyId: 's1', version: 2, importance: 90 },
      { storyId: 's2', version: 2, importance: 90 },
    ];
    const tell = (id: string, escalated: (typeof more)[]) =>
      storeDigest(store(), channel, { id, posts: [samplePost(`post-${id}`)], escalated });
    expect(await tell('d2', [more, same])).toBe(false);
    expect(await store().digests.get('d2')).toBeNull();
    expect(await store().alerts.listTold(channel.id, ['s1'])).toMatchObject([{ version: 1 }]);
    expect(await tell('d3', [more])).toBe(true);
    expect(await store().alerts.listTold(channel.id, ['s1'])).toEqual([more]);
    expect(await tell('d4', [more])).toBe(false);
    expect(await tell('d5', [{ ...more, storyId: 'never carried' }])).toBe(false);
  });

  it('holds alerts back, each once, the weightier one from the earlier instant', async () => {
    const channel = await makeChannel();
    const [one, two] = [
      { storyId: 's1', version: 1, importance: 61.5 },
      { storyId: 's2', version: 1, importance: 70 },
    ];
    await store().alerts.hold(channel.id, [two], T0 + 1);
    await store().alerts.hold(channel.id, [one, { ...two, version: 2, importance: 80 }], T0 + 2);
    await store().alerts.hold(channel.id, [{ ...two, version: 3, importance: 65 }], T0 + 3);
    expect(await store().alerts.listHeld(channel.id)).toEqual([
      { ...two, version: 2, importance: 80, heldAt: T0 + 1 },
      { ...one, heldAt: T0 + 2 },
    ]);
    expect(await store().alerts.listHeld('nobody')).toEqual([]);
    await store().alerts.dropHeld(channel.id, ['s2']);
    expect(await store().alerts.listHeld(channel.id)).toEqual([{ ...one, heldAt: T0 + 2 }]);
  });

  it('forgets what was held back of a story once the channel is told of it in any way', async () => {
    const channel = await makeCarrier();
    const s3 = sampleStory('s3');
    await storeReadyStory(store(), s3);
    const more = { storyId: 's1', version: 3, importance: 80 };
    const held = ['s1', 's2', 's3', 's4'].map((storyId) => ({ storyId, version: 3, importance: 80 }));
    const waiting = async () => (await store().alerts.listHeld(channel.id)).map(({ storyId }) => storyId);
    await store().alerts.hold(channel.id, held, T0);
    const entry = { id: 'd2', posts: [samplePost('p2', ['s3'])], stories: [s3] };
    await storeDigest(store(), channel, { ...entry, escalated: [more] });
    expect(await waiting()).toEqual(['s2', 's4']);
    const updated = [{ storyId: 's2', headline: 'Talks', line: 'toll 12 -> 19' }];
    const digest = { ...sampleDigest('d3', channel.id), updated };
    await storeDigest(store(), channel, { id: 'd3', posts: [], digest });
    expect(await waiting()).toEqual(['s4']);
  });

  it('leaves what a channel was told, and what waits for it, with the survivor of a merging', async () => {
    const channel = await makeCarrier();
    const s3 = sampleStory('s3');
    await storeStory(store(), s3);
    await store().alerts.hold(channel.id, [{ storyId: 's2', version: 2, importance: 66 }], T0);
    await store().stories.storeGrouping({
      articleId: null,
      story: s3,
      mergedIds: ['s1', 's2'],
      summaryDueAt: null,
    });
    expect(await store().alerts.listTold(channel.id, ['s1', 's2', 's3'])).toEqual([
      { storyId: 's3', version: 1, importance: 61.5 },
    ]);
    expect(await store().alerts.listHeld(channel.id)).toEqual([
      { storyId: 's3', version: 2, importance: 66, heldAt: T0 },
    ]);
  });
}
