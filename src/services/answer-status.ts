import { DAY, type Clock } from '../clock.ts';
import { coverageLine } from '../digests/compose-digest.ts';
import { isNetworkDown } from '../digests/choose-notices.ts';
import { listSome } from '../digests/compose-feed-changes.ts';
import { coverageOf } from '../digests/coverage.ts';
import { dateAndTime, zoneName } from '../digests/format-time.ts';
import { nameOfFeed } from '../digests/name-feed.ts';
import type { Channel, ChannelAddress } from '../model/channel.ts';
import type { Feed } from '../model/feed.ts';
import type { Block, Message, Span } from '../model/message.ts';
import type { Reading } from '../digests/compose-story.ts';
import type { Store } from '../store/store.ts';
import type { ReadingOf } from './reading-of.ts';

type Parts = {
  store: Store;
  readingOf: ReadingOf;
  /** How stories are summarised now, in a few words, e.g. `model gpt-6-luna` or `without a model`. */
  summariser: () => string;
  silentFeedMs: number;
  clock: Clock;
};

const SHOWN_FAILURES = 5;
const NETWORK_DOWN =
  "The feeds cannot be reached, most likely because of this machine's own connection: check it, its DNS and its proxy. They are tried again by themselves.";

/** Everything that could be silently missing, said aloud: feeds, posts in doubt, the model, the next digest. */
export function createAnswerStatus({ store, readingOf, summariser, silentFeedMs, clock }: Parts) {
  return async (address: ChannelAddress): Promise<Message> => {
    const now = clock.now();
    const { channel, reading } = await readingOf(address);
    const feeds = await store.feeds.list();
    const counts = await store.counts(now);
    const posts = await store.posts.countByState();
    const spend = await store.summaries.spendSince(now - DAY);
    const inDoubt = (posts['in-doubt'] ?? 0) + (posts.unknown ?? 0);
    const money = spend.calls > 0 ? `, ${spend.calls} calls and ${spend.costUsd.toFixed(4)} USD in 24 h` : '';
    const lines = [
      coverageLine(coverageOf(feeds, now, silentFeedMs), reading),
      `Articles: ${counts.articles.total} (${counts.articles.unread} to read, ${counts.articles.setAside} set aside)`,
      `Stories: ${counts.stories.ready} ready, ${counts.stories.open - counts.stories.ready} waiting`,
      `Posts: ${posts.sent ?? 0} sent, ${(posts.due ?? 0) + (posts.sending ?? 0)} due, ${inDoubt} in doubt, ${posts.refused ?? 0} refused`,
      `Summaries: ${summariser()}${money}`,
      channelLine(channel, reading),
    ];
    const failing = feeds.filter((feed) => feed.state === 'active' && feed.failure !== null);
    const retired = feeds.filter((feed) => feed.state === 'retired');
    return {
      blocks: [
        {
          kind: 'heading',
          text: 'Status',
          aside: `${dateAndTime(now, reading.timeZone)} ${zoneName(now, reading.timeZone)}`,
        },
        { kind: 'list', items: lines.map((text) => [{ text }]) },
        ...(isNetworkDown(feeds)
          ? [{ kind: 'text', spans: [{ text: NETWORK_DOWN, style: 'bold' }] } as const]
          : []),
        ...listFeeds('Feeds that fail', failing),
        ...listFeeds('Feeds that were given up by their sites', retired),
      ],
      fallbackText: lines.join('\n'),
    };
  };
}

const tellFailure = (feed: Feed): Span[] => [
  { text: nameOfFeed(feed), style: 'bold' },
  { text: `: ${feed.failure?.message ?? ''}` },
];

function listFeeds(heading: string, feeds: readonly Feed[]): Block[] {
  if (feeds.length === 0) return [];
  return [
    { kind: 'text', spans: [{ text: heading, style: 'bold' }] },
    ...listSome(feeds, SHOWN_FAILURES, tellFailure),
  ];
}

function channelLine(channel: Channel | null, reading: Reading): string {
  if (!channel) return 'This channel: not set up for digests';
  const next = channel.nextDigestAt === null ? 'none' : dateAndTime(channel.nextDigestAt, reading.timeZone);
  const state =
    channel.state === 'active'
      ? ''
      : `, ${channel.state}${channel.stateReason ? `: ${channel.stateReason}` : ''}`;
  return `This channel: ${channel.schedule.text} (${channel.timeZone}), next digest ${next}${state}`;
}
