import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Feed, PollResult } from '../model/feed.ts';
import type { Claimed, FeedStore } from '../store/store.ts';
import { createClaimingStep, type Step } from './step.ts';

/** Few enough that slow servers hold nothing up for long: four time-outs of twenty seconds at worst. */
const CLAIMED_AHEAD = 4;

type Parts = {
  feeds: FeedStore;
  pollFeed: (feed: Feed, signal: AbortSignal) => Promise<PollResult>;
  instanceId: string;
  slots: number;
  idleMs: number;
  onPolled: (poll: { feed: Feed; result: PollResult; added: number }) => void;
  clock: Clock;
  log: Logger;
};

/**
 * Feeds that are due -> their new articles, stored with the feed's next check in one transaction.
 * Some times as many as are polled at once are claimed ahead, because a claim costs about the same for one as for many;
 * what is left of them at the end is free again when the instance stops.
 */
export function createPollFeeds({
  feeds,
  pollFeed,
  instanceId,
  slots,
  idleMs,
  onPolled,
  clock,
  log,
}: Parts): Step {
  const ahead: Claimed<Feed>[] = [];
  return createClaimingStep(
    'poll-feeds',
    {
      slots,
      async claim(limit) {
        if (ahead.length === 0)
          ahead.push(
            ...(await feeds.claimDue({ instanceId, now: clock.now(), limit: slots * CLAIMED_AHEAD })),
          );
        return ahead.splice(0, limit);
      },
      async handle({ row: feed, token }, stopping) {
        const result = await pollFeed(feed, stopping);
        // A poll that our own stop cut off is no failure of the feed's: the row stays due.
        if (stopping.aborted && !result.isSuccess) return;
        const stored = await feeds.storePoll(feed.id, token, result, clock.now());
        if (!stored.isStored) return log.warn({ feedId: feed.id }, 'claim lost before a poll was stored');
        onPolled({ feed, result, added: stored.added });
      },
    },
    { clock, log, idleMs },
  );
}
