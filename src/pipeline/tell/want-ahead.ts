import { makeScheduledDigest } from '../publish/make-digest.ts';
import { openRound } from '../publish/publish-round.ts';
import { createRoundStep, type Step } from '../step.ts';
import type { PublishParts } from '../publish/store-digest.ts';
import { waitsForModel } from './want-summaries.ts';

/**
 * Shortly before a digest is due, asks the model for the summaries of what would be in it now, so that the digest need not
 * wait. What comes later is asked for when the digest is made.
 */
export function createWantAhead(parts: PublishParts, { leadMs }: { leadMs: number }): Step {
  const { store, clock, log } = parts;
  /** The slot that each channel was last looked at for. */
  const seen = new Map<string, number>();

  async function round(stopping: AbortSignal): Promise<number> {
    const now = clock.now();
    const shared = openRound({ store, now, silentFeedMs: parts.tuning.silentFeedMs });
    for (const channel of await store.channels.listDue(now + leadMs)) {
      const { id, nextDigestAt: dueAt, hadFirstDigest } = channel;
      const isAhead = hadFirstDigest && dueAt !== null && dueAt > now && dueAt <= now + leadMs;
      if (stopping.aborted) break;
      if (!isAhead || seen.get(id) === dueAt) continue;
      const make = (asked: typeof channel) => makeScheduledDigest(asked, { parts, round: shared });
      await waitsForModel(parts.wanted, channel, { make, digest: await make(channel), dueAt });
      seen.set(id, dueAt);
    }
    return 0;
  }

  return createRoundStep('want-ahead', round, { clock, log, idleMs: parts.idleMs });
}
