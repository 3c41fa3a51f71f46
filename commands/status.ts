import { SILENT_FEED_MS } from '../config/tuning.ts';
import { startOfLocal } from '../src/clock.ts';
import { isNetworkDown } from '../src/digests/choose/choose-notices.ts';
import { coverageOf } from '../src/digests/choose/coverage.ts';
import { coverageLine } from '../src/digests/compose/compose-digest.ts';
import { listSome } from '../src/digests/compose/compose-feed-changes.ts';
import type { Reading } from '../src/digests/compose/compose-story.ts';
import { dateAndTime, zoneName } from '../src/digests/compose/format-time.ts';
import { nameOfFeed } from '../src/digests/compose/compose-feed-list.ts';
import type { Channel, ChannelAddress } from '../src/model/channel.ts';
import type { Feed } from '../src/model/feed.ts';
import type { Block, Span } from '../src/model/message.ts';
import type { ModelSpend } from '../src/model/summary.ts';
import type { Store } from '../src/store/store.ts';
import { type Command, SHARE_OPTION } from './command.ts';
import { type CommandContext, readPlace } from './context.ts';

const SHOWN_FAILURES = 5;
const NETWORK_DOWN =
  "The feeds cannot be reached, most likely because of this machine's own connection: check it, its DNS and its proxy. They are tried again by themselves.";

/** Everything that could be silently missing, said aloud: feeds, posts in doubt, the model, the next digest. */
export const statusCommand: Command = {
  definition: {
    name: 'status',
    description: 'Feeds, stories, posts in doubt and spend, right now',
    access: 'reader',
    options: [SHARE_OPTION],
    examples: ['/status'],
  },
  run: async ({ address }, context) => {
    const { store, clock } = context;
    const now = clock.now();
    const { channel, reading } = await readPlace(address, context);
    const feeds = await store.feeds.list();
    const counts = await store.counts(now);
    const posts = await store.posts.countByState();
    const inDoubt = (posts['in-doubt'] ?? 0) + (posts.unknown ?? 0);
    const lines = [
      coverageLine(coverageOf(feeds, now, SILENT_FEED_MS), reading),
      `Articles: ${counts.articles.total} (${counts.articles.unread} to read, ${counts.articles.setAside} set aside)`,
      `Stories: ${counts.stories.ready} ready, ${counts.stories.open - counts.stories.ready} waiting`,
      `Posts: ${posts.sent ?? 0} sent, ${(posts.due ?? 0) + (posts.sending ?? 0)} due, ${inDoubt} in doubt, ${posts.refused ?? 0} refused`,
      `Summaries: ${context.summariserName}`,
      ...(await tellSpend(context, now)),
      channelLine(channel, reading),
      ...(await pauseLine(store, reading)),
      ...(await unreachableLines(store, channel)),
    ];
    const gaps = await gapsOf(address, context);
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
        ...(gaps.length > 0 ? [{ kind: 'list', items: gaps.map((text) => [{ text }]) } as const] : []),
        ...listFeeds('Feeds that fail', failing),
        ...listFeeds('Feeds that were given up by their sites', retired),
      ],
      fallbackText: [...lines, ...gaps].join('\n'),
    };
  },
};

/** What does not work in a channel for want of a permission, a sentence each. */
async function gapsOf(address: ChannelAddress, { chatOf }: CommandContext): Promise<readonly string[]> {
  // Where the platform does not say, the rest of the answer still holds.
  const asked = chatOf(address.platform)?.inspect(address);
  return (await asked?.catch(() => [])) ?? [];
}

/** What the model cost, where it was ever asked; the operator's day and month, as the budget counts them. */
async function tellSpend({ store, dailyUsd, defaults }: CommandContext, now: number): Promise<string[]> {
  const spentIn = (span: 'day' | 'month') =>
    store.modelCalls.spendSince(startOfLocal(span, now, defaults.timeZone));
  const [today, month] = [await spentIn('day'), await spentIn('month')];
  const tell = ({ costUsd, calls, cacheHits }: ModelSpend, limit = '') =>
    `${costUsd.toFixed(4)} USD${limit}, ${calls} calls, ${cacheHits} saved by kept answers`;
  const { waiting, reason } = await store.summaryWishes.countWaiting();
  const waits = waiting > 0 ? [`${waiting} stories wait for the model: ${reason ?? ''}`] : [];
  const limit = dailyUsd === null ? '' : ` of ${dailyUsd.toFixed(2)}`;
  if (dailyUsd === null && month.calls + month.cacheHits + waiting === 0) return [];
  return [`Model today: ${tell(today, limit)}`, `Model this month: ${tell(month)}`, ...waits];
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

async function pauseLine({ pause }: Store, reading: Reading): Promise<string[]> {
  const paused = await pause.get();
  if (!paused) return [];
  return [
    `Posting is paused since ${dateAndTime(paused.at, reading.timeZone)}; "sitrep resume" lets it go on`,
  ];
}

/** Of the same workspace or server; from the terminal and the page of all. */
async function unreachableLines({ channels }: Store, here: Channel | null): Promise<string[]> {
  const isShown = (one: Channel) =>
    here === null ||
    here.platform === 'local' ||
    (one.platform === here.platform && one.workspaceId === here.workspaceId);
  return (await channels.list())
    .filter((one) => one.state === 'unreachable' && isShown(one))
    .map(
      ({ name, stateReason }) => `Channel ${name} cannot be posted to: ${stateReason ?? 'no reason known'}`,
    );
}
