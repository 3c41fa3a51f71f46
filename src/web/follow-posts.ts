import { EVENTS_KEPT } from '../../config/web-tuning.ts';
import type { LocalChat, LocalPost } from '../chat/local/create-local-chat.ts';

export type PostEvent = { id: string; post: LocalPost };

export type PostFeed = {
  /** The id of the newest event: what a page that is made now has already. */
  lastId(): string;
  /** Events after the one with this id; `unknown` if it is too old or from before a restart. */
  since(id: string | undefined): PostEvent[] | 'unknown';
  /** Posts that came lately, also those whose sending is not stored yet. */
  recentlySent(): LocalPost[];
  /** Calls `listener` after each new event; returns how to stop that. */
  subscribe(listener: () => void): () => void;
  stop(): void;
};

/**
 * Numbers what happens in the local channel, so that a browser that reconnects gets what it missed and nothing twice.
 * `run` tells this process's numbers from those of the one before.
 */
export function followPosts(local: Pick<LocalChat, 'onPost'>, run: string): PostFeed {
  const kept: { number: number; post: LocalPost }[] = [];
  const subscribers = new Set<() => void>();
  let last = 0;

  const stop = local.onPost((post) => {
    last += 1;
    kept.push({ number: last, post });
    if (kept.length > EVENTS_KEPT) kept.shift();
    for (const notify of subscribers) notify();
  });

  return {
    lastId: () => `${run}-${last}`,
    since: (id) => {
      const [, itsRun, digits] = /^(\w+)-(\d+)$/.exec(id ?? '') ?? [];
      const number = Number(digits);
      const oldest = kept[0]?.number ?? last + 1;
      if (itsRun !== run || number > last || number < oldest - 1) return 'unknown';
      return kept
        .filter((entry) => entry.number > number)
        .map((entry) => ({ id: `${run}-${entry.number}`, post: entry.post }));
    },
    recentlySent: () => kept.filter(({ post }) => post.kind === 'sent').map(({ post }) => post),
    subscribe: (listener) => {
      subscribers.add(listener);
      return () => void subscribers.delete(listener);
    },
    stop,
  };
}
