import { localTime } from '../channels/local-time.ts';
import { type Clock, DAY } from '../clock.ts';
import { composeDigest } from '../digests/compose/compose-digest.ts';
import type { ArchivedChannel, ArchivedDigest, ArchivePage, SpendReport } from '../model/archive.ts';
import type { Channel } from '../model/channel.ts';
import type { CommandDefinition, SetupForm, SetupValues } from '../model/command.ts';
import type { Digest } from '../model/digest.ts';
import type { FeedHealth } from '../model/feed.ts';
import type { StoryHistory } from '../model/history.ts';
import type { Message } from '../model/message.ts';
import type { Post } from '../model/post.ts';
import type { Story } from '../model/story.ts';
import type { Store } from '../store/store.ts';

/** What the pages show by the answers of the commands. */
type PageAnswers = {
  status(): Promise<Message>;
  /** How every feed does, by folder and name. */
  feeds(): Promise<readonly FeedHealth[]>;
  /** The feeds as an OPML document. */
  exportFeeds(): Promise<string>;
  /** The form of the local channel. `save` throws AppError with what is wrong, and changes nothing then. */
  setup: { form(): Promise<SetupForm>; save(values: SetupValues): Promise<Message> };
  /** Prometheus text format. */
  metrics(): Promise<string>;
  /** For the suggestions under the input. */
  commands: readonly CommandDefinition[];
};

/** All that the pages show. */
export type PageServices = PageAnswers & {
  /** The local channel's name and IANA zone. */
  channel(): Promise<{ name: string; timeZone: string }>;
  /** Posts that the local channel has, newest first. */
  listSent(limit: number): Promise<Post[]>;
  /** What was posted, in every channel. */
  archive: ReturnType<typeof createArchive>;
  spend(): Promise<SpendReport>;
  /** Shown as JSON by `/healthz`, with status 503 unless `ok`. Reachable without a token: nothing private in it. */
  health(): Promise<{ ok: boolean } & Readonly<Record<string, unknown>>>;
};

type Parts = ArchiveParts & SpendParts & { clock: Clock };

/** Puts what only pages show beside what the commands answer. */
export function createPageServices(parts: Parts, answers: PageAnswers): PageServices {
  const { store, clock, timeZone } = parts;
  const localChannel = async () =>
    (await store.channels.list()).find(({ platform }) => platform === 'local') ?? null;
  return {
    ...answers,
    async channel() {
      const channel = await localChannel();
      return { name: channel?.name ?? 'local', timeZone: channel?.timeZone ?? timeZone };
    },
    async listSent(limit) {
      const channel = await localChannel();
      return channel ? store.posts.listSent(channel.id, limit) : [];
    },
    archive: createArchive(parts),
    spend: () => reportSpend(parts),
    async health() {
      const { feeds } = await store.counts(clock.now());
      return { ok: true, feeds: { total: feeds.total, working: feeds.working } };
    },
  };
}

type ArchiveParts = {
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

type SpendParts = {
  store: Pick<Store, 'archive'>;
  clock: { now(): number };
  timeZone: string;
  budgetUsd: number | null;
  summariser: string;
};

const SHOWN_DAYS = 30;

/** What models cost a day of the operator's zone, over the last days and this month. */
export async function reportSpend({
  store,
  clock,
  timeZone,
  budgetUsd,
  summariser,
}: SpendParts): Promise<SpendReport> {
  const now = clock.now();
  const dayOf = (at: number) => localTime(at, timeZone).day;
  const hours = await store.archive.spendByHour(now - (SHOWN_DAYS + 1) * DAY);
  const names = new Set(Array.from({ length: SHOWN_DAYS }, (_, ago) => dayOf(now - ago * DAY)));
  const days = [...names].sort().map((day) => {
    const own = hours.filter(({ hour }) => dayOf(hour) === day);
    const sum = (read: (one: (typeof own)[number]) => number) => own.reduce((all, one) => all + read(one), 0);
    return {
      day,
      costUsd: sum((one) => one.costUsd),
      calls: sum((one) => one.calls),
      cacheHits: sum((one) => one.cacheHits),
      tokensIn: sum((one) => one.tokensIn),
      tokensOut: sum((one) => one.tokensOut),
    };
  });
  const month = dayOf(now).slice(0, 7);
  const ofMonth = hours.filter(({ hour }) => dayOf(hour).startsWith(month));
  const monthUsd = ofMonth.reduce((all, { costUsd }) => all + costUsd, 0);
  return { timeZone, days, monthUsd, budgetUsd, summariser };
}
