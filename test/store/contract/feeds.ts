import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { A, B, FEED, poll, sampleArticle, samplePoll, startBoth, T0 } from './samples.ts';

const OTHER = {
  url: 'https://sample.example/feed',
  title: 'Sample Wire',
  folder: '',
  host: 'sample.example:443',
};
const SAME_HOST = { ...FEED, url: 'https://harbour.example/asia.xml', title: 'Harbour Post Asia' };

export function feedContract(store: () => Store): void {
  const claim = (instanceId: string, now: number, limit = 10) =>
    store().feeds.claimDue({ instanceId, now, limit });
  const claimOne = async (instanceId: string, now: number) => {
    const [claimed] = await claim(instanceId, now, 1);
    if (!claimed) throw new Error('nothing is due');
    return claimed;
  };

  it('adds each address once, due at once', async () => {
    expect(await store().feeds.add([FEED, OTHER, FEED], T0, { revives: true })).toBe(2);
    expect(await store().feeds.add([FEED], T0, { revives: true })).toBe(0);
    const feeds = await store().feeds.list();
    expect(feeds.map((feed) => feed.url).sort()).toEqual([FEED.url, OTHER.url].sort());
    const feed = feeds.find(({ url }) => url === FEED.url);
    expect(feed).toMatchObject({ ...FEED, state: 'active', addedAt: T0, nextCheckAt: T0 });
    expect(feed).toMatchObject({ firstPolledAt: null, failure: null, movedTo: null, recentPublishedAt: [] });
    expect(await store().feeds.get(feed?.id ?? '')).toEqual(feed);
    expect(await store().feeds.get('nobody')).toBeNull();
  });

  it('tells how well each active feed is read', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('grain')]);
    await store().feeds.add([OTHER], T0, { revives: true });
    const feeds = await store().feeds.list();
    const signs = await store().feeds.listSigns();
    expect(new Set(signs)).toEqual(
      new Set(
        feeds.map(({ state, folder, addedAt, lastSuccessAt, failure }) => {
          return { state, folder, addedAt, lastSuccessAt, failure };
        }),
      ),
    );
    await store().feeds.remove(feeds[0]?.id ?? '');
    expect(await store().feeds.listSigns()).toHaveLength(1);
  });

  it('refuses a poll with a value that cannot be stored, and stores the one beside it', async () => {
    await startBoth(store());
    await store().feeds.add([FEED, OTHER], T0, { revives: true });
    const [odd, fine] = await claim(A, T0);
    if (!odd || !fine) throw new Error('two feeds are due');
    const storing = [
      store().feeds.storePoll(odd.row.id, odd.token, samplePoll([], { nextCheckAt: Number.NaN }), T0),
      store().feeds.storePoll(fine.row.id, fine.token, samplePoll([], { etag: '"2"' }), T0),
    ];
    await expect(storing[0]).rejects.toMatchObject({ code: 'store/odd-value' });
    expect(await storing[1]).toMatchObject({ isStored: true });
    expect(await store().feeds.get(odd.row.id)).toMatchObject({ nextCheckAt: T0 });
    expect(await store().feeds.get(fine.row.id)).toMatchObject({ etag: '"2"' });
  });

  it('removes a feed, whose poll under way is then not stored, and brings it back as a new one', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('grain')]);
    const { row, token } = await claimOne(A, T0);
    await store().feeds.remove(row.id);
    expect(await store().feeds.list()).toEqual([]);
    expect((await store().feeds.storePoll(row.id, token, samplePoll([]), T0)).isStored).toBe(false);
    expect(await claim(A, T0)).toEqual([]);
    expect(await store().feeds.add([FEED], T0 + 5, { revives: false })).toBe(0);
    expect(await store().feeds.add([FEED], T0 + 5, { revives: true })).toBe(1);
    expect(await store().feeds.get(row.id)).toMatchObject({
      state: 'active',
      firstPolledAt: null,
      addedAt: T0 + 5,
    });
  });

  it('hands a due feed to one claimer, with a token of its own', async () => {
    await startBoth(store());
    await store().feeds.add([FEED, OTHER], T0, { revives: true });
    const claimed = await claim(A, T0);
    expect(new Set(claimed.map(({ token }) => token)).size).toBe(2);
    expect(await claim(A, T0)).toEqual([]);
    expect(await claim(B, T0)).toEqual([]);
  });

  it('hands nothing out before it is due, the longest due first, no more than asked for', async () => {
    await startBoth(store());
    await store().feeds.add([OTHER], T0 + 10, { revives: true });
    await store().feeds.add([FEED], T0, { revives: true });
    expect(await claim(A, T0 - 1)).toEqual([]);
    expect((await claim(A, T0 + 10, 1)).map(({ row }) => row.url)).toEqual([FEED.url]);
  });

  it('lets one instance alone poll a host', async () => {
    await startBoth(store());
    await store().feeds.add([FEED, SAME_HOST, OTHER], T0, { revives: true });
    expect((await claim(A, T0, 1)).map(({ row }) => row.host)).toEqual([FEED.host]);
    expect((await claim(B, T0)).map(({ row }) => row.url)).toEqual([OTHER.url]);
    expect((await claim(A, T0)).map(({ row }) => row.url)).toEqual([SAME_HOST.url]);
  });

  it('never hands a feed to two that claim at once', async () => {
    await startBoth(store());
    const feeds = Array.from({ length: 30 }, (_, index) => ({
      ...FEED,
      url: `https://h${index % 7}.example/${index}`,
      host: `h${index % 7}.example:443`,
    }));
    await store().feeds.add(feeds, T0, { revives: true });
    const rounds = await Promise.all([A, B, A, B, A, B].map((id) => claim(id, T0, 8)));
    const ids = rounds.flat().map(({ row }) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    const ofA = new Set(
      [...(rounds[0] ?? []), ...(rounds[2] ?? []), ...(rounds[4] ?? [])].map(({ row }) => row.host),
    );
    const ofB = [...(rounds[1] ?? []), ...(rounds[3] ?? []), ...(rounds[5] ?? [])].map(({ row }) => row.host);
    expect(ofB.filter((host) => ofA.has(host))).toEqual([]);
  });

  it('stores a poll with its feed, and sets the first poll once', async () => {
    await startBoth(store());
    await store().feeds.add([FEED], T0, { revives: true });
    const first = await claimOne(A, T0);
    const patch = {
      etag: '"v1"',
      lastModified: null,
      bodyHash: 'abc',
      intervalMs: 300_000,
      nextCheckAt: T0 + 300_000,
      title: 'Harbour Post World',
      recentPublishedAt: [T0 - 1, T0 - 2],
      lastCheckedAt: T0,
      lastSuccessAt: T0,
      movedTo: { url: 'https://harbour.example/new.xml', since: T0 },
      failure: { code: 'too-slow', message: 'It took too long.', since: T0 },
      failureCount: 3,
    } as const;
    const stored = await store().feeds.storePoll(first.row.id, first.token, samplePoll([], patch), T0 + 9);
    expect(stored).toEqual({ isStored: true, added: 0, updated: 0 });
    expect(await store().feeds.get(first.row.id)).toMatchObject({ ...FEED, ...patch, firstPolledAt: T0 + 9 });
    expect(await claim(A, T0 + 299_999)).toEqual([]);
    const second = await claimOne(A, T0 + 300_000);
    const after = samplePoll([], { failure: null, movedTo: null });
    await store().feeds.storePoll(second.row.id, second.token, after, T0 + 300_000);
    expect(await store().feeds.get(first.row.id)).toMatchObject({
      firstPolledAt: T0 + 9,
      failure: null,
      movedTo: null,
      etag: '"v1"',
    });
  });

  it('does not count a failed poll as the first', async () => {
    await startBoth(store());
    await store().feeds.add([FEED], T0, { revives: true });
    const { row, token } = await claimOne(A, T0);
    await store().feeds.storePoll(row.id, token, { ...samplePoll([]), isSuccess: false }, T0);
    expect(await store().feeds.get(row.id)).toMatchObject({ firstPolledAt: null });
  });

  it('stores nothing of a poll whose claim was lost', async () => {
    await startBoth(store());
    await store().feeds.add([FEED], T0, { revives: true });
    const lost = await claimOne(A, T0);
    await store().instances.beat(B, T0 + 20_000);
    const taken = await claimOne(B, T0 + 20_000);
    const late = await store().feeds.storePoll(lost.row.id, lost.token, samplePoll([sampleArticle('x')]), T0);
    expect(late).toEqual({ isStored: false, added: 0, updated: 0 });
    expect((await store().counts(T0)).articles.total).toBe(0);
    const good = await store().feeds.storePoll(
      taken.row.id,
      taken.token,
      samplePoll([sampleArticle('x')]),
      T0,
    );
    expect(good.added).toBe(1);
  });

  it('stores polls that end together each on its own: one that cannot be stored takes no other along', async () => {
    await startBoth(store());
    const more = { ...OTHER, url: 'https://third.example/feed', host: 'third.example:443' };
    await store().feeds.add([FEED, OTHER, more], T0, { revives: true });
    const [good, odd, lost] = await claim(A, T0);
    if (!good || !odd || !lost) throw new Error('three feeds are due');
    const storePoll = ({ row, token }: typeof good, patch: object) =>
      store().feeds.storePoll(row.id, token, samplePoll([sampleArticle(row.url)], patch), T0);
    const outcomes = await Promise.allSettled([
      storePoll(good, { etag: 'good' }),
      storePoll(odd, { intervalMs: Number.NaN }),
      storePoll({ ...lost, token: 'of another' }, { etag: 'lost' }),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: { isStored: true, added: 1 } },
      { status: 'rejected' },
      { status: 'fulfilled', value: { isStored: false, added: 0 } },
    ]);
    expect(await store().feeds.get(good.row.id)).toMatchObject({ etag: 'good' });
    expect(await store().feeds.get(lost.row.id)).toMatchObject({ etag: null });
    expect((await store().counts(T0)).articles.total).toBe(1);
  });

  it('frees the claim of work that never ended though its instance lives', async () => {
    await startBoth(store());
    await store().feeds.add([FEED], T0, { revives: true });
    const stuck = await claimOne(A, T0);
    const later = T0 + 600_000;
    await store().instances.beat(A, later);
    const again = await claimOne(A, later);
    expect(again.row.id).toBe(stuck.row.id);
    expect((await store().feeds.storePoll(stuck.row.id, stuck.token, samplePoll([]), later)).isStored).toBe(
      false,
    );
  });

  it('moves a feed to its new address, unless another feed is there', async () => {
    await startBoth(store());
    await store().feeds.add([FEED, OTHER], T0, { revives: true });
    const claimed = await claim(A, T0);
    const moved = { url: 'https://new.example/feed', host: 'new.example:443' };
    const [first, second] = claimed;
    if (!first || !second) throw new Error('two feeds are due');
    await store().feeds.storePoll(first.row.id, first.token, samplePoll([], moved), T0);
    expect(await store().feeds.get(first.row.id)).toMatchObject(moved);
    await store().feeds.storePoll(second.row.id, second.token, samplePoll([], { ...moved, title: 'T' }), T0);
    expect(await store().feeds.get(second.row.id)).toMatchObject({ url: second.row.url, title: 'T' });
  });

  it('counts active feeds by how they do', async () => {
    await startBoth(store());
    await store().feeds.add([FEED, OTHER, { ...OTHER, url: 'https://third.example/', host: 'third' }], T0, {
      revives: true,
    });
    const [first, second] = await claim(A, T0);
    const failure = { code: 'gone', message: 'It is gone.', since: T0 } as const;
    const patches = [{ lastCheckedAt: T0 }, { lastCheckedAt: T0, failure, failureCount: 1 }];
    for (const [index, one] of [first, second].entries())
      await store().feeds.storePoll(one?.row.id ?? '', one?.token ?? '', samplePoll([], patches[index]), T0);
    expect((await store().counts(T0)).feeds).toEqual({ total: 3, working: 1, failing: 1, neverPolled: 1 });
  });
}
