import { ANSWER_PATIENCE_MS, DEFAULT_RETRY_MS } from '../../../config/chat-limits.ts';
import type { Clock } from '../../clock.ts';
import type { ChannelAddress } from '../../model/channel.ts';
import type { Chat, OutgoingPost } from '../chat.ts';

export type PatientParts = {
  /** The same as for posts, so that answers keep to the same pace in their channel. */
  posts: Pick<Chat, 'send' | 'edit' | 'find'>;
  address: ChannelAddress;
  clock: Clock;
  stopping: AbortSignal;
};

/** What is under way when the bot stops is let finish; only its waits are cut short. */
const UNSTOPPED = new AbortController().signal;

/**
 * Messages that no row stands for, exactly once: what Slack limits is waited out, what it left in doubt is looked up
 * before it is sent again. Both reject where Slack refuses, where looking is not permitted, after a quarter of an hour,
 * and when the bot stops.
 */
export function sendPatiently({ posts, address, clock, stopping }: PatientParts) {
  const giveUpAt = clock.now() + ANSWER_PATIENCE_MS;

  async function waitFor({ retryAfterMs, reason }: { retryAfterMs: number; reason: string }): Promise<void> {
    if (clock.now() + retryAfterMs > giveUpAt) throw new Error(`not taken in time: ${reason}`);
    await clock.sleep(retryAfterMs, stopping);
    if (stopping.aborted) throw new Error(`stopped while it waited: ${reason}`);
  }

  /** Returns the message's ts. */
  async function add(post: OutgoingPost): Promise<string> {
    for (const attemptedAt = clock.now(); ; ) {
      const sent = await posts.send(address, post, UNSTOPPED);
      if (sent.kind === 'sent') return sent.externalId;
      if (sent.kind === 'refused') throw new Error(`refused: ${sent.reason}`);
      const found = sent.kind === 'in-doubt' ? await lookUp(post, attemptedAt) : null;
      if (found !== null) return found;
      // After a failure of its own Slack is not asked again at once.
      await waitFor(sent.kind === 'retry' ? sent : { ...sent, retryAfterMs: DEFAULT_RETRY_MS });
    }
  }

  /** Null where it did not get there. */
  async function lookUp(post: OutgoingPost, attemptedAt: number): Promise<string | null> {
    for (;;) {
      const found = await posts.find(address, post, attemptedAt, UNSTOPPED);
      if (found.kind === 'found') return found.externalId;
      if (found.kind === 'absent') return null;
      if (found.kind === 'not-permitted') throw new Error(`in doubt: ${found.reason}`);
      await waitFor(found);
    }
  }

  /** Puts a post in the place of a message; where that cannot be edited, beside it. */
  async function replace(ts: string, post: OutgoingPost): Promise<void> {
    for (;;) {
      const edited = await posts.edit(address, ts, post, UNSTOPPED);
      if (edited.kind === 'edited') return;
      if (edited.kind === 'refused') return void (await add(post));
      await waitFor(edited);
    }
  }

  return { add, replace };
}
