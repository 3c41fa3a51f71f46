import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Feed, PollResult } from '../model/feed.ts';
import type { FeedStore } from '../store/store.ts';
import { createClaimingStep, type Step } from './step.ts';

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

/** Feeds that are due -> their new articles, stored with the feed's next check in one transaction. */
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
  return createClaimingStep(
    'poll-feeds',
    {
      slots,
      claim: (limit) => feeds.claimDue({ instanceId, now: clock.now(), limit }),
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
