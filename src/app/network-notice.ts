import type { FeedFailureCode } from '../model/feed.ts';
import type { Observer } from './overrides.ts';

/** Failures that mean "no network" when every feed has them. */
const NETWORK: ReadonlySet<FeedFailureCode> = new Set(['dns', 'unreachable', 'too-slow', 'certificate']);
/** So many feeds without one success are no coincidence. */
const FEEDS = 5;

/** Says once that no feed can be reached: after several feeds have failed for the network's sake and none has worked. */
export function createNetworkNotice(say: () => void): Observer {
  const failed = new Set<string>();
  let isSettled = false;
  return {
    onPolled({ feed, result }) {
      if (isSettled) return;
      const code = result.feed.failure?.code;
      if (!code || !NETWORK.has(code)) {
        isSettled = true;
        return;
      }
      failed.add(feed.id);
      if (failed.size < FEEDS) return;
      isSettled = true;
      say();
    },
  };
}
