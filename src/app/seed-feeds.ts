import { readFile } from 'node:fs/promises';
import { AppError } from '../errors.ts';
import { readOpml } from '../feeds/opml.ts';
import type { FeedStore } from '../store/store.ts';
import { pollHostOf } from '../feeds/canonical-url.ts';

type FeedToAdd = { url: string; title: string; folder: string };

/** The feeds of an OPML file. Throws AppError `feeds/unreadable-file` that names the file and the fix. */
export async function readFeedsFile(path: string): Promise<readonly FeedToAdd[]> {
  try {
    return readOpml(await readFile(path, 'utf8'));
  } catch (cause) {
    const why = cause instanceof AppError ? cause.userMessage : 'it cannot be read';
    throw new AppError(
      'feeds/unreadable-file',
      `FEEDS_FILE (${path}): ${why}. Set FEEDS_FILE to an OPML file, or remove the setting.`,
      { cause },
    );
  }
}

/** Adds feeds that were never there; one that a person removed stays removed. */
export async function seedFeeds(store: FeedStore, feeds: readonly FeedToAdd[], now: number): Promise<void> {
  await store.add(
    feeds.map((feed) => ({ ...feed, host: pollHostOf(feed.url) })),
    now,
    { revives: false },
  );
}
