import type { CommandDefinition } from '../model/command.ts';
import type { FeedHealth } from '../model/feed.ts';
import type { Message } from '../model/message.ts';
import type { Post } from '../model/post.ts';

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
  /** Shown as JSON by `/healthz`, with status 503 unless `ok`. Reachable without a token: nothing private in it. */
  health(): Promise<{ ok: boolean } & Readonly<Record<string, unknown>>>;
  /** Prometheus text format. */
  metrics(): Promise<string>;
  /** For the suggestions under the input. */
  commands: readonly CommandDefinition[];
};
