import type { Clock } from '../clock.ts';
import type { Article, ReadingResult } from '../model/article.ts';
import type { Channel } from '../model/channel.ts';
import type { Digest } from '../model/digest.ts';
import type { Feed, PollResult } from '../model/feed.ts';
import type { Post } from '../model/post.ts';
import type { Story } from '../model/story.ts';
import type { PostOutcome, SummaryResult } from '../store/store.ts';

/** What happens to rows, for metrics, for the demo's terminal and for tests. */
export type Observer = Partial<{
  onPolled(poll: { feed: Feed; result: PollResult; added: number }): void;
  onRead(article: Article, result: ReadingResult): void;
  onGrouped(article: Article, story: Story | null): void;
  onSummarised(story: Story, result: SummaryResult): void;
  onPublished(digest: Digest, channel: Channel): void;
  onDelivered(post: Post, outcome: PostOutcome): void;
}>;

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
