import { NETWORK_FAILURES } from '../model/feed.ts';
import type { Observer } from './overrides.ts';

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
      if (!code || !NETWORK_FAILURES.has(code)) {
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
