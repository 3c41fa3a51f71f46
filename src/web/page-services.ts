import type { ArchivedChannel, ArchivedDigest, ArchivePage, SpendReport } from '../model/archive.ts';
import type { CommandDefinition, SetupForm, SetupValues } from '../model/command.ts';
import type { FeedHealth } from '../model/feed.ts';
import type { StoryHistory } from '../model/history.ts';
import type { Message } from '../model/message.ts';
import type { Post } from '../model/post.ts';

/** What was posted, in every channel. */
type ArchiveServices = {
  channels(): Promise<readonly ArchivedChannel[]>;
  /** Digests made before an instant (epoch ms; null for the newest); null for a channel that is not known. */
  pageOf(channelId: string, before: number | null): Promise<ArchivePage | null>;
  digest(id: string): Promise<{ channel: ArchivedChannel; digest: ArchivedDigest } | null>;
  /** Of a merged story the one that it became. */
  story(id: string): Promise<StoryHistory | null>;
  /** The secret part of the address of a channel's feed, and the channel's newest digests by it. */
  feedToken(channelId: string): Promise<string>;
  replaceFeedToken(channelId: string): Promise<void>;
  feed(token: string): Promise<ArchivePage | null>;
};

/** What the pages are handed by whoever wires them. */
export type PageServices = {
  /** The local channel's name and IANA zone. */
  channel(): Promise<{ name: string; timeZone: string }>;
  /** Posts that the local channel has, newest first. */
  listSent(limit: number): Promise<Post[]>;
  status(): Promise<Message>;
  /** How every feed does, by folder and name. */
  feeds(): Promise<readonly FeedHealth[]>;
  /** The feeds as an OPML document. */
  exportFeeds(): Promise<string>;
  archive: ArchiveServices;
  spend(): Promise<SpendReport>;
  /** The form of the local channel. `save` throws AppError with what is wrong, and changes nothing then. */
  setup: { form(): Promise<SetupForm>; save(values: SetupValues): Promise<Message> };
  /** Shown as JSON by `/healthz`, with status 503 unless `ok`. Reachable without a token: nothing private in it. */
  health(): Promise<{ ok: boolean } & Readonly<Record<string, unknown>>>;
  /** Prometheus text format. */
  metrics(): Promise<string>;
  /** For the suggestions under the input. */
  commands: readonly CommandDefinition[];
};
