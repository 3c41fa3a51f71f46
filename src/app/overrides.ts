import type { Clock } from '../clock.ts';
import type { Observer } from './observe-pipeline.ts';

/** Only tests, benches and the demo pass any. */
export type AppOverrides = {
  clock?: Clock;
  observer?: Observer;
  beatMs?: number;
  leaseMs?: number;
  idleMs?: number;
  /** Least gap between two requests to a host. */
  hostGapMs?: number;
  /** Least gap between two posts to a Slack channel. */
  channelGapMs?: number;
  sendTimeoutMs?: number;
  retryMs?: { first: number; last: number };
  /** Instead of ten minutes or three publisher families: quiet for this long. */
  quietMs?: number;
  firstRoundMs?: number;
  /** Instead of MIN_POLL_SECONDS and MAX_POLL_SECONDS. */
  pollBoundsMs?: { min: number; max: number };
  /** Instead of the feeds of FEEDS_FILE. */
  feeds?: readonly { url: string; title: string; folder: string }[];
};
