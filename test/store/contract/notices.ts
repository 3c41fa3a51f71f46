import { expect, it } from 'vitest';
import type { Feed } from '../../../src/model/feed.ts';
import type { NoticeEntry, Store } from '../../../src/store/store.ts';
import { A, CHANNEL, FEED, sampleMessage, samplePoll, samplePost, startBoth, T0 } from './samples.ts';

const OTHER = {
  ...FEED,
  url: 'https://sample.example/feed',
  title: 'Sample Wire',
  host: 'sample.example:443',
};

/** What managers are told of feeds, and what the answers about feeds count. */
export function noticeContract(store: () => Store): void {
  async function setUp() {
    await startBoth(store());
    await store().feeds.add([FEED, OTHER], T0, { revives: true });
    const [feed, other] = await store().feeds.list();
    if (!feed || !other) throw new Error('two feeds were added');
    const channel = await store().channels.ensure(CHANNEL, null, T0);
    const tell = (feeds: readonly Feed[], change: Partial<NoticeEntry> & { postId: string }) =>
      store().feeds.storeNotice({
        feeds: feeds.map(({ id, notice }) => ({ id, told: notice, kind: 'failing' })),
        posts: [{ channelId: channel.id, post: samplePost(change.postId) }],
        now: T0,
        ...change,
      });
    const read = async (id: string) => (await store().feeds.get(id))?.notice;
    return { feed, other, tell, read };
  }

  it('stores a notice with its posts, which are sent like any other', async () => {
    const { feed, other, tell, read } = await setUp();
    expect(feed.notice).toBeNull();
    expect(await tell([feed, other], { postId: 'n1' })).toBe(true);
    expect(await read(feed.id)).toEqual({ kind: 'failing', at: T0 });
    expect(await read(other.id)).toEqual({ kind: 'failing', at: T0 });
    const [claimed] = await store().posts.claimDue({ instanceId: A, now: T0, limit: 9 });
    expect(claimed?.row).toMatchObject({ id: 'n1', digestId: null, message: sampleMessage('message of n1') });
  });

  it('tells nothing twice, whoever asks', async () => {
    const { feed, other, tell, read } = await setUp();
    const outcomes = await Promise.all(['n1', 'n2', 'n3'].map((postId) => tell([feed, other], { postId })));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await store().posts.countByState()).toEqual({ due: 1 });
    const told = await store().feeds.get(feed.id);
    const back = { id: feed.id, told: told?.notice ?? null, kind: 'back' as const };
    expect(await tell([], { postId: 'n4', feeds: [back], now: T0 + 5 })).toBe(true);
    expect(await read(feed.id)).toEqual({ kind: 'back', at: T0 + 5 });
    expect(await read(other.id)).toEqual({ kind: 'failing', at: T0 });
  });

  it('tells nothing of a feed that was removed, and forgets what was told when it comes back', async () => {
    const { feed, tell, read } = await setUp();
    await tell([feed], { postId: 'n1' });
    await store().feeds.remove(feed.id);
    const again = { id: feed.id, told: { kind: 'failing', at: T0 } as const, kind: 'back' as const };
    expect(await tell([], { postId: 'n2', feeds: [again] })).toBe(false);
    await store().feeds.add([FEED], T0 + 5, { revives: true });
    expect(await read(feed.id)).toBeNull();
  });

  it('makes active feeds due now, and no others', async () => {
    const { feed, other } = await setUp();
    for (const { row, token } of await store().feeds.claimDue({ instanceId: A, now: T0, limit: 9 }))
      await store().feeds.storePoll(row.id, token, samplePoll([], { nextCheckAt: T0 + 900_000 }), T0);
    await store().feeds.remove(other.id);
    await store().feeds.makeDue([feed.id, other.id], T0 + 5);
    expect((await store().feeds.get(feed.id))?.nextCheckAt).toBe(T0 + 5);
    expect((await store().feeds.get(other.id))?.nextCheckAt).toBe(T0 + 900_000);
    // What is due already does not lose its place.
    await store().feeds.makeDue([feed.id], T0 + 9);
    expect((await store().feeds.get(feed.id))?.nextCheckAt).toBe(T0 + 5);
  });
}
