import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { A, B, CHANNEL, sampleMessage, samplePost, startBoth, storeDigest, T0 } from './samples.ts';

const REVISED = { message: sampleMessage('newer'), storyId: 's1', version: 2 };

/** One attempt at one post, and what becomes of it when its sender dies. */
export function sendingContract(store: () => Store): void {
  const setUp = async () => {
    await startBoth(store());
    const channel = await store().channels.ensure(CHANNEL, null, T0);
    await storeDigest(store(), channel, { id: 'd1', posts: [samplePost('p1'), samplePost('p2', [], 2)] });
  };
  const claim = async (instanceId = A, now = T0) => {
    const [claimed] = await store().posts.claimDue({ instanceId, now, limit: 1 });
    return claimed ?? { row: null, token: '' };
  };
  const begin = (token: string, now = T0) => store().posts.beginAttempt('p1', token, now);

  it('notes the attempt and tells how much of the claim is left', async () => {
    await setUp();
    const { token } = await claim();
    expect(await begin(token, T0 + 1_000)).toBe(14_000);
    const sending = { state: 'sending', attemptedAt: T0 + 1_000, attempts: 1 };
    expect(await store().posts.get('p1')).toMatchObject(sending);
    await store().instances.beat(A, T0 + 5_000);
    expect(await begin(token, T0 + 6_000)).toBe(14_000);
  });

  it('does not let a sender begin whose claim is lost', async () => {
    await setUp();
    const { token } = await claim();
    expect(await begin('another-token')).toBeNull();
    expect(await begin(token, T0 + 15_000)).toBeNull();
    await store().instances.beat(B, T0 + 15_000);
    await claim(B, T0 + 15_000);
    // Even if it comes back to life: the post is another's now.
    await store().instances.beat(A, T0 + 15_001);
    expect(await begin(token, T0 + 15_001)).toBeNull();
    expect(await store().posts.storeOutcome('p1', token, { state: 'sent' }, T0)).toBe(false);
    expect(await store().posts.get('p1')).toMatchObject({ state: 'due', attempts: 0 });
  });

  it('does not let a sender begin whose instance was stopped', async () => {
    await setUp();
    const { token } = await claim();
    await store().instances.stop(A);
    expect(await begin(token)).toBeNull();
  });

  it('stores the outcome once', async () => {
    await setUp();
    const { token } = await claim();
    await begin(token);
    const sent = { state: 'sent', externalId: 'x1' } as const;
    expect(await store().posts.storeOutcome('p1', token, sent, T0 + 9)).toBe(true);
    expect(await store().posts.storeOutcome('p1', token, sent, T0 + 10)).toBe(false);
    expect(await store().posts.get('p1')).toMatchObject({ ...sent, sentAt: T0 + 9, stateReason: null });
  });

  it('hands out what a dead sender left, as being sent: its outcome is in doubt', async () => {
    await setUp();
    await begin((await claim()).token, T0 + 10);
    await store().instances.beat(B, T0 + 14_000);
    expect((await claim(B, T0 + 14_999)).row).toBeNull();
    const taken = await claim(B, T0 + 15_000);
    expect(taken.row).toMatchObject({ id: 'p1', state: 'sending', attemptedAt: T0 + 10, attempts: 1 });
  });

  it('looks from the first attempt in doubt on, and anew once the outcome is known', async () => {
    await setUp();
    const first = await claim();
    await begin(first.token, T0 + 10);
    await store().posts.storeOutcome('p1', first.token, { state: 'in-doubt' }, T0 + 20);
    const second = await claim(A, T0 + 30);
    await begin(second.token, T0 + 40);
    expect(await store().posts.get('p1')).toMatchObject({ attemptedAt: T0 + 10, attempts: 2 });
    await store().posts.storeOutcome('p1', second.token, { state: 'due' }, T0 + 50);
    const third = await claim(A, T0 + 60);
    await begin(third.token, T0 + 70);
    expect(await store().posts.get('p1')).toMatchObject({ attemptedAt: T0 + 70, attempts: 3 });
  });

  it('keeps an edit an edit while it is tried: it is in the channel already', async () => {
    await setUp();
    const { token } = await claim();
    await store().posts.storeOutcome('p1', token, { state: 'sent', externalId: 'x1' }, T0);
    await store().posts.revise('p1', REVISED);
    await begin((await claim()).token);
    expect(await store().posts.get('p1')).toMatchObject({ state: 'edit-due' });
  });

  it('sends the newer message when a post is revised before anybody has it', async () => {
    await setUp();
    expect(await store().posts.revise('p1', REVISED)).toBe(true);
    const { row, token } = await claim();
    expect(row).toMatchObject({ state: 'due', message: REVISED.message });
    await store().posts.storeOutcome('p1', token, { state: 'sent' }, T0);
    expect(await store().posts.get('p1')).toMatchObject({ state: 'sent' });
  });

  it.each(['in hand', 'being sent', 'in doubt'])(
    'edits a post after it was revised while %s',
    async (when) => {
      await setUp();
      let { token } = await claim();
      if (when !== 'in hand') await begin(token);
      if (when === 'in doubt') await store().posts.storeOutcome('p1', token, { state: 'in-doubt' }, T0);
      expect(await store().posts.revise('p1', REVISED)).toBe(true);
      if (when === 'in doubt') ({ token } = await claim());
      await store().posts.storeOutcome('p1', token, { state: 'sent', externalId: 'x1' }, T0);
      const edit = await claim();
      expect(edit.row).toMatchObject({ id: 'p1', state: 'edit-due', message: REVISED.message });
      await store().posts.storeOutcome('p1', edit.token, { state: 'sent' }, T0);
      expect(await store().posts.get('p1')).toMatchObject({ state: 'sent', externalId: 'x1' });
    },
  );

  it('needs no edit where the revised post was not sent at all, and goes out as it is now', async () => {
    await setUp();
    const first = await claim();
    await begin(first.token);
    await store().posts.revise('p1', REVISED);
    await store().posts.storeOutcome('p1', first.token, { state: 'due' }, T0);
    const second = await claim();
    expect(second.row).toMatchObject({ state: 'due', message: REVISED.message });
    await store().posts.storeOutcome('p1', second.token, { state: 'sent' }, T0);
    expect(await store().posts.get('p1')).toMatchObject({ state: 'sent' });
  });

  it('does not revise what will not be shown', async () => {
    await setUp();
    expect(await store().posts.revise('nobody', REVISED)).toBe(false);
    await store().posts.storeOutcome('p1', (await claim()).token, { state: 'refused' }, T0);
    expect(await store().posts.revise('p1', REVISED)).toBe(false);
  });
}
