import type { Chat } from '../../chat/chat.ts';
import type { Clock } from '../../clock.ts';
import { chooseNotices, type FeedNews, isNetworkDown } from '../../digests/choose/choose-notices.ts';
import { composeNotice } from '../../digests/compose/compose-notice.ts';
import { typedAs } from '../../digests/compose/type-command.ts';
import type { Logger } from '../../log.ts';
import type { Channel } from '../../model/channel.ts';
import { type Feed, type FeedNotice, NETWORK_FAILURES } from '../../model/feed.ts';
import type { NoticeEntry, Store } from '../../store/store.ts';
import { createRoundStep, type Step } from '../step.ts';

type Parts = {
  store: Pick<Store, 'feeds' | 'channels'>;
  chatOf: (platform: Channel['platform']) => Chat | null;
  /** Slack's one registered command, without its slash. */
  slackWord: string;
  newId: () => string;
  idleMs: number;
  onNoticed: (news: FeedNews) => void;
  clock: Clock;
  log: Logger;
};

/** Feeds that fail for a day, are back or were given up -> one notice for the managers, as stored posts. */
export function createNoticeFeeds(parts: Parts): Step {
  const { store, clock, log } = parts;
  // Until a feed was tried by this process its failure may be the network's, which was down before.
  let networkDownAt = clock.now();
  let wasDown = false;

  /** Tries the feeds at once when the network is back: their back-off would take up to a day. */
  async function followNetwork(feeds: readonly Feed[], now: number): Promise<void> {
    const isDown = isNetworkDown(feeds);
    if (isDown || wasDown) networkDownAt = now;
    if (isDown && !wasDown) log.warn({ feeds: feeds.length }, 'feeds cannot be reached: our network is down');
    if (wasDown && !isDown) {
      const unreached = feeds.filter(({ failure }) => failure && NETWORK_FAILURES.has(failure.code));
      log.info({ feeds: unreached.length }, 'our network is back: feeds are tried again');
      await store.feeds.makeDue(
        unreached.map(({ id }) => id),
        now,
      );
    }
    wasDown = isDown;
  }

  async function round(): Promise<number> {
    const now = clock.now();
    const feeds = await store.feeds.list();
    await followNetwork(feeds, now);
    const news = chooseNotices(feeds, now, networkDownAt);
    const told = listTold(news);
    if (told.length === 0) return 0;
    const posts = (await oldestChannels(parts)).flatMap((channel) => cutIntoPosts(parts, channel, news, now));
    // Nowhere to say it yet: the rows keep it until there is.
    if (posts.length === 0 || !(await store.feeds.storeNotice({ feeds: told, posts, now }))) return 0;
    log.info({ feeds: told.length, posts: posts.length }, 'notice about feeds');
    parts.onNoticed(news);
    return posts.length;
  }

  return createRoundStep('notice-feeds', round, parts);
}

function listTold(news: FeedNews): NoticeEntry['feeds'] {
  return (Object.keys(news) as FeedNotice['kind'][]).flatMap((kind) =>
    news[kind].map(({ id, notice }) => ({ id, told: notice, kind })),
  );
}

/** Of each workspace and server the active channel that is there longest. */
async function oldestChannels({ store, chatOf }: Parts): Promise<Channel[]> {
  const oldest = new Map<string, Channel>();
  for (const channel of await store.channels.list()) {
    const place = `${channel.platform}:${channel.workspaceId}`;
    if (channel.state === 'active' && chatOf(channel.platform) && !oldest.has(place))
      oldest.set(place, channel);
  }
  return [...oldest.values()];
}

function cutIntoPosts(
  { chatOf, slackWord, newId }: Parts,
  { id, platform, timeZone }: Channel,
  news: FeedNews,
  now: number,
): NoticeEntry['posts'] {
  const message = composeNotice(news, { now, timeZone }, typedAs('feeds', platform, slackWord));
  const parts = chatOf(platform)?.split(message) ?? [message];
  return parts.map((part, index) => ({
    channelId: id,
    post: { id: newId(), part: index + 1, message: part, storyIds: [] },
  }));
}
