import { describe, expect, it } from 'vitest';
import { makeDigest } from '../support/chat-messages.ts';
import {
  type ChatTraits,
  type HarnessInUse,
  never,
  type OpenHarness,
  POST_ID,
  useHarness,
} from './chat-harness.ts';

function faultsOf(use: HarnessInUse) {
  if (!use.current.faults) throw new Error('this harness cannot make faults');
  return use.current.faults;
}

/** Posts whose outcome is not known, and what a platform refuses. */
export function describeChatDoubt(open: OpenHarness, traits: ChatTraits): void {
  describe.skipIf(!traits.canLoseAnswers)(
    'posts in doubt (not where sending is a call in the process)',
    () => {
      const use = useHarness(open);
      it.each(['error-after', 'drop-after', 'too-slow-after'] as const)(
        'is in doubt and then found: %s',
        async (fault) => {
          const { chat, address } = use.current;
          const faults = faultsOf(use);
          const attemptedAt = faults.now();
          faults.failNextSend(fault);
          expect(await use.send(makeDigest(1))).toMatchObject({ kind: 'in-doubt' });
          faults.letTimePass();
          const found = await chat.find(
            address,
            { postId: POST_ID, message: makeDigest(1) },
            attemptedAt,
            never,
          );
          const [message] = await use.current.shown();
          expect(found).toEqual({ kind: 'found', externalId: message?.externalId });
        },
      );

      it.each(['error-before', 'drop-before'] as const)('is in doubt and then absent: %s', async (fault) => {
        const { chat, address } = use.current;
        const faults = faultsOf(use);
        const attemptedAt = faults.now();
        faults.failNextSend(fault);
        expect(await use.send(makeDigest(1))).toMatchObject({ kind: 'in-doubt' });
        faults.letTimePass();
        const post = { postId: POST_ID, message: makeDigest(1) };
        expect(await chat.find(address, post, attemptedAt, never)).toEqual({ kind: 'absent' });
      });

      it('makes one copy when what it says is absent is sent again at once', async () => {
        const { chat, address } = use.current;
        const faults = faultsOf(use);
        const attemptedAt = faults.now();
        faults.failNextSend('error-after');
        expect(await use.send(makeDigest(1))).toMatchObject({ kind: 'in-doubt' });
        const post = { postId: POST_ID, message: makeDigest(1) };
        const found = await chat.find(address, post, attemptedAt, never);
        const [message] = await use.current.shown();
        const externalId = message?.externalId;
        if (found.kind === 'absent')
          expect(await use.send(makeDigest(1))).toEqual({ kind: 'sent', externalId });
        else expect(found).toEqual({ kind: 'found', externalId });
        expect(await use.current.shown()).toHaveLength(1);
      });

      it('says so where looking is not permitted', async () => {
        const { chat, address } = use.current;
        const faults = faultsOf(use);
        const attemptedAt = faults.now();
        faults.forbidLooking();
        faults.letTimePass();
        const post = { postId: POST_ID, message: makeDigest(1) };
        expect(await chat.find(address, post, attemptedAt, never)).toMatchObject({ kind: 'not-permitted' });
      });
    },
  );

  describe.skipIf(!traits.canLoseAnswers)('faults (not where sending is a call in the process)', () => {
    const use = useHarness(open);
    it('waits as long as the platform asks, and does not send twice by itself', async () => {
      faultsOf(use).failNextSend('rate-limited');
      const outcome = await use.send(makeDigest(1));
      expect(outcome.kind).toBe('retry');
      expect(outcome.kind === 'retry' && outcome.retryAfterMs).toBeGreaterThanOrEqual(7_000);
      expect(outcome.kind === 'retry' && outcome.retryAfterMs).toBeLessThan(8_000);
      expect(await use.current.shown()).toEqual([]);
    });

    it('refuses for good when the channel is gone, with a sentence for its managers', async () => {
      faultsOf(use).failNextSend('channel-gone');
      const outcome = await use.send(makeDigest(1));
      expect(outcome).toMatchObject({ kind: 'refused', isChannelGone: true });
      expect(outcome.kind === 'refused' && outcome.userMessage).toMatch(/\w+ .*\.$/);
    });

    it('tells an edit to be tried again from one that is refused', async () => {
      const { chat, address } = use.current;
      const faults = faultsOf(use);
      const externalId = await use.mustSend(makeDigest(1));
      const edit = () => chat.edit(address, externalId, { postId: POST_ID, message: makeDigest(1) }, never);
      faults.failNextEdit('rate-limited');
      expect((await edit()).kind).toBe('retry');
      faults.failNextEdit('refused');
      expect(await edit()).toMatchObject({ kind: 'refused', isChannelGone: false });
    });

    it('tries an edit again after an error, for an edit may be made twice', async () => {
      const { chat, address } = use.current;
      const faults = faultsOf(use);
      const externalId = await use.mustSend(makeDigest(1));
      faults.failNextEdit('error-after');
      const post = { postId: POST_ID, message: makeDigest(1) };
      expect((await chat.edit(address, externalId, post, never)).kind).toBe('retry');
    });
  });
}
