import { DAY, type Clock } from '../clock.ts';
import { coverageLine } from '../digests/compose-digest.ts';
import { coverageOf } from '../digests/coverage.ts';
import { dateAndTime, zoneName } from '../digests/format-time.ts';
import type { Channel, ChannelAddress } from '../model/channel.ts';
import type { Message, Span } from '../model/message.ts';
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
    const failures = failing
      .slice(0, SHOWN_FAILURES)
      .map((feed): Span[] => [
        { text: feed.title || feed.url, style: 'bold' },
        { text: `: ${feed.failure?.message ?? ''}` },
      ]);
    if (failing.length > SHOWN_FAILURES)
      failures.push([{ text: `and ${failing.length - SHOWN_FAILURES} more` }]);
    return {
      blocks: [
        {
          kind: 'heading',
          text: 'Status',
          aside: `${dateAndTime(now, reading.timeZone)} ${zoneName(now, reading.timeZone)}`,
        },
        { kind: 'list', items: lines.map((text) => [{ text }]) },
        ...(failures.length > 0
          ? ([
              { kind: 'text', spans: [{ text: 'Feeds that fail', style: 'bold' }] },
              { kind: 'list', items: failures },
            ] as const)
          : []),
      ],
      fallbackText: lines.join('\n'),
    };
  };
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
