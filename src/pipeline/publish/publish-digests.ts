import { SECOND } from '../../clock.ts';
import type { Channel } from '../../model/channel.ts';
import { makeFirstDigest, makeScheduledDigest } from './make-digest.ts';
import { publishAsItHappens } from './publish-as-it-happens.ts';
import { followUpPosts } from './follow-up-posts.ts';
import { openRound, type PublishRound } from './publish-round.ts';
import { createRoundStep, type Step } from '../step.ts';
import { type PublishParts, storeDigest } from './store-digest.ts';
import { waitsForModel } from '../tell/want-summaries.ts';

/** What channels share is loaded again after this long: a round over thousands of them takes longer. */
const FRESH_MS = 5 * SECOND;

/** Channels published side by side: what they store shares a transaction, and others get a turn in between. */
const TOGETHER = 20;

/** Channels that are due -> their digests as stored posts, and posts that a story's change has overtaken. */
export function createPublishDigests(parts: PublishParts): Step {
  const { store, instanceId, clock, log, tuning } = parts;
  const startedAt = clock.now();

  async function round(stopping: AbortSignal): Promise<number> {
    let published = await followUpPosts(parts);
    const due = await store.channels.listDue(clock.now());
    let shared = open();
    for (let next = 0; next < due.length && !stopping.aborted; next += TOGETHER) {
      if (clock.now() - shared.now > FRESH_MS) shared = open();
      const some = due.slice(next, next + TOGETHER).filter(({ platform }) => parts.chatOf(platform));
      const counts = await Promise.all(some.map((channel) => publishSafely(channel, shared)));
      published += counts.reduce((sum, count) => sum + count, 0);
    }
    return published;
  }

  const open = () => openRound({ store, now: clock.now(), silentFeedMs: tuning.silentFeedMs });

  async function publishSafely(channel: Channel, shared: PublishRound): Promise<number> {
    try {
      const isOurs = await store.instances.hold(`channel:${channel.id}`, instanceId, clock.now());
      return isOurs ? await publishTo(channel, shared) : 0;
    } catch (error) {
      log.error({ channelId: channel.id, error }, 'digest failed');
      return 0;
    }
  }

  async function publishTo(channel: Channel, shared: PublishRound): Promise<number> {
    if (!channel.hadFirstDigest) {
      const first = (await isFirstRoundOver(shared)) ? await publishFirst(parts, channel, shared) : 0;
      if (first > 0) return first;
    }
    if (channel.nextDigestAt !== null && channel.nextDigestAt <= shared.now)
      return publishScheduled(parts, channel, shared);
    return channel.hadFirstDigest && channel.schedule.asItHappens
      ? publishAsItHappens(parts, channel, shared)
      : 0;
  }

  /** Every feed was tried and what the first polls found has gone through, or waiting longer helps nobody. */
  async function isFirstRoundOver(shared: PublishRound): Promise<boolean> {
    if (shared.now - startedAt >= tuning.firstRoundMs) return true;
    const { feeds, articles, stories } = await shared.counts(tuning.settleMs);
    return (
      feeds.total > 0 && feeds.neverPolled + articles.unread + articles.ungrouped + stories.summaryDue === 0
    );
  }

  return createRoundStep('publish-digests', round, { clock, log, idleMs: parts.idleMs });
}

async function publishFirst(parts: PublishParts, channel: Channel, round: PublishRound): Promise<number> {
  const make = (asked: Channel) => makeFirstDigest(asked, { parts, round });
  const digest = await make(channel);
  if (await waitsForModel(parts.wanted, channel, { make, digest, dueAt: null })) return 0;
  // With nothing to show yet (no network, say) the channel keeps waiting for its first digest.
  return digest.stories.length === 0 ? 0 : storeDigest(parts, channel, digest);
}

async function publishScheduled(parts: PublishParts, channel: Channel, round: PublishRound): Promise<number> {
  const make = (asked: Channel) => makeScheduledDigest(asked, { parts, round });
  const digest = await make(channel);
  const dueAt = channel.nextDigestAt;
  if (await waitsForModel(parts.wanted, channel, { make, digest, dueAt })) return 0;
  return storeDigest(parts, channel, digest);
}
