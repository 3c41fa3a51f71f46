import type { ArchivedChannel, ArchivedDigest, ArchivePage } from '../model/archive.ts';
import type { Channel } from '../model/channel.ts';
import type { Digest } from '../model/digest.ts';
import type { StoryHistory } from '../model/history.ts';
import type { Message } from '../model/message.ts';
import { composeDigest } from '../digests/compose/compose-digest.ts';
import type { Story } from '../model/story.ts';
import type { Store } from '../store/store.ts';

export type ArchiveParts = {
  store: Store;
  /** All that is known of a story's way. */
  readHistory: (story: Story, languages: readonly string[]) => Promise<StoryHistory>;
  newToken: () => string;
  clock: { now(): number };
  languages: readonly string[];
};

/** Digests of one page of the archive, and of a feed: as many as stay light. */
const PAGE = 20;

/** What was posted, for pages and feeds. */
export type Archive = ReturnType<typeof createArchive>;

export function createArchive({ store, readHistory, newToken, clock, languages }: ArchiveParts) {
  /** The digests of a channel that had something to say, as the channel shows them. */
  async function digestsOf(channel: Channel, before: number): Promise<ArchivedDigest[]> {
    const digests = await store.archive.listDigests({ channelId: channel.id, before, limit: PAGE + 1 });
    return Promise.all(digests.map((digest) => toArchived(digest, channel)));
  }

  async function toArchived(digest: Digest, channel: Channel): Promise<ArchivedDigest> {
    const parts = (await store.archive.postsOf(digest.id)).map(({ message }) => message);
    const reading = { now: digest.at, timeZone: channel.timeZone };
    const message = parts.length > 0 ? joinParts(parts) : composeDigest(digest, reading, channel);
    const { id, kind, at } = digest;
    return { id, kind, at, title: titleOf(message), message };
  }

  async function pageOf(channelId: string, before: number | null): Promise<ArchivePage | null> {
    const channel = await store.channels.get(channelId);
    if (!channel) return null;
    const found = await digestsOf(channel, before ?? clock.now() + 1);
    const digests = found.slice(0, PAGE);
    const isMore = found.length > PAGE;
    return {
      channel,
      digests: digests.filter(({ message }) => hasNews(message)),
      before: isMore ? (digests.at(-1)?.at ?? null) : null,
    };
  }

  return {
    channels: async (): Promise<readonly ArchivedChannel[]> => store.channels.list(),
    pageOf,
    async digest(id: string): Promise<{ channel: ArchivedChannel; digest: ArchivedDigest } | null> {
      const digest = await store.digests.get(id);
      const channel = digest?.channelId ? await store.channels.get(digest.channelId) : null;
      return digest && channel && { channel, digest: await toArchived(digest, channel) };
    },
    /** By id, following merged stories to the one that they became. */
    async story(id: string): Promise<StoryHistory | null> {
      const story = await store.stories.get(id);
      return story && readHistory(story, languages);
    },
    /** The secret part of the address of a channel's feed. */
    feedToken: (channelId: string): Promise<string> => store.digestFeeds.tokenOf(channelId, newToken()),
    /** Makes the feed's address before this one worthless. */
    replaceFeedToken: (channelId: string): Promise<void> => store.digestFeeds.replace(channelId, newToken()),
    async feed(token: string): Promise<ArchivePage | null> {
      const channelId = await store.digestFeeds.channelOf(token);
      return channelId === null ? null : pageOf(channelId, null);
    },
  };
}

/** Later parts repeat nothing but may carry a heading of their own, which the whole does not need. */
function joinParts(parts: readonly Message[]): Message {
  const [first, ...rest] = parts;
  if (!first) return { blocks: [], fallbackText: '' };
  const blocks = rest.flatMap((part) => part.blocks.filter(({ kind }) => kind !== 'heading'));
  return { ...first, blocks: [...first.blocks, ...blocks] };
}

function titleOf({ blocks, fallbackText }: Message): string {
  const heading = blocks.find((block) => block.kind === 'heading');
  const story = blocks.find((block) => block.kind === 'story');
  return heading?.text ?? story?.headline ?? fallbackText.split('\n')[0] ?? '';
}

const hasNews = ({ blocks }: Message) => blocks.some(({ kind }) => kind === 'story' || kind === 'list');
