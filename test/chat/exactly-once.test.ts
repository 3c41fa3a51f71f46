import { afterEach, describe, expect, it } from 'vitest';
import type { ChatHarness, SendFault } from '../contracts/chat-harness.ts';
import { makeDigest, makeStory } from '../support/chat-messages.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { openDiscordHarness } from './discord/discord-harness.ts';
import { openSlackHarness } from './slack/slack-harness.ts';

const never = new AbortController().signal;
const LOST: readonly (SendFault | null)[] = [
  null,
  null,
  'error-before',
  'error-after',
  'drop-before',
  'drop-after',
];

type Luck = { random: () => number; faults: readonly (SendFault | null)[] };

/** Delivers one post as a sender must: once in doubt, it looks before each further send. */
async function deliver(harness: ChatHarness, postId: string, { random, faults: kinds }: Luck): Promise<void> {
  const { chat, address, faults } = harness;
  if (!faults) throw new Error('this harness cannot make faults');
  const post = { postId, message: { ...makeDigest(1), blocks: [makeStory({ headline: `Post ${postId}` })] } };
  const attemptedAt = faults.now();
  let isInDoubt = false;
  for (let attempt = 0; attempt < 30; attempt++) {
    if (isInDoubt) {
      if (random() < 0.5) faults.letTimePass();
      const found = await chat.find(address, post, attemptedAt, never);
      if (found.kind === 'found') return;
      expect(found).toEqual({ kind: 'absent' });
    }
    const fault = attempt < 20 ? kinds[Math.floor(random() * kinds.length)] : null;
    if (fault) faults.failNextSend(fault);
    const outcome = await chat.send(address, post, never);
    if (outcome.kind === 'sent') return;
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    isInDoubt ||= outcome.kind === 'in-doubt';
  }
  throw new Error(`${postId} was not delivered`);
}

describe('a sender that keeps to the port', () => {
  let harness: ChatHarness;
  afterEach(() => harness.close());

  it.each([
    ['Slack', () => openSlackHarness(), { posts: 60, faults: [...LOST, 'rate-limited' as const] }],
    // Discord's library keeps to its limits in real time: few posts, none of them limited, and patience.
    ['Discord', () => openDiscordHarness({ timeoutMs: 6_000 }), { posts: 25, faults: LOST }],
  ] as const)(
    'delivers each post once and in order through lost answers: %s',
    async (_, open, { posts, faults }) => {
      harness = await open();
      const random = seededRandom(20_230_905);
      const ids = Array.from({ length: posts }, (__, index) => `post-${index}`);
      for (const id of ids) await deliver(harness, id, { random, faults });
      const shown = (await harness.shown()).map(({ text }) => /Post (post-\d+)/.exec(text)?.[1]);
      expect(shown).toEqual(ids);
    },
  );
});
