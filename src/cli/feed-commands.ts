import { readFile } from 'node:fs/promises';
import type { App } from '../app.ts';
import { type FeedToAdd, pollHostOf } from '../app/seed-feeds.ts';
import { AppError } from '../errors.ts';
import { feedAddressKey } from '../feeds/discover-feeds.ts';
import { readOpml, writeOpml } from '../feeds/opml.ts';

type Print = (line: string) => void;

const FIND_TIMEOUT_MS = 30_000;
const SHOWN_ITEMS = 3;

/** `sitrep feeds list|add|remove|import|export`. */
export function createFeedCommands(
  { store, clock, reading }: Pick<App, 'store' | 'clock' | 'reading'>,
  print: Print,
) {
  async function add(feeds: readonly FeedToAdd[]): Promise<void> {
    const added = await store.feeds.add(
      feeds.map((feed) => ({ ...feed, host: pollHostOf(feed.url) })),
      clock.now(),
      { revives: true },
    );
    print(`${added} added, ${feeds.length - added} there already`);
  }

  return {
    async list(): Promise<void> {
      for (const feed of await store.feeds.list()) {
        const state = feed.failure
          ? `failing: ${feed.failure.message}`
          : feed.lastSuccessAt === null
            ? 'not read yet'
            : 'working';
        print(`${feed.url}\t${feed.title}\t${feed.folder}\t${state}`);
      }
    },
    /** Takes a feed's address or a site's, and shows what would come. */
    async add(address: string): Promise<void> {
      const found = await reading.findFeed(address, AbortSignal.timeout(FIND_TIMEOUT_MS));
      if (found.kind === 'failed') throw new AppError(`feeds/${found.code}`, found.userMessage);
      const [feed] = found.feeds;
      if (!feed) throw new AppError('feeds/not-a-feed', `No feed was found at ${address}.`);
      const known = (await store.feeds.list()).find(
        (one) => feedAddressKey(one.url) === feedAddressKey(feed.url),
      );
      if (known) return print(`${known.url} is there already`);
      print(`${feed.title} (${feed.url})`);
      for (const item of feed.document.items.slice(0, SHOWN_ITEMS)) print(`  ${item.title}`);
      for (const other of found.feeds.slice(1)) print(`also there: ${other.url}`);
      await add([{ url: feed.url, title: feed.title, folder: '' }]);
    },
    async remove(url: string): Promise<void> {
      const feed = (await store.feeds.list()).find((one) => one.url === url);
      if (!feed)
        throw new AppError('feeds/unknown', `There is no feed ${url}. "sitrep feeds list" shows them.`);
      await store.feeds.remove(feed.id);
      print(`removed ${url}`);
    },
    import: async (path: string) => add(readOpml(await readFile(path, 'utf8'))),
    async export(): Promise<void> {
      print(writeOpml(await store.feeds.list()));
    },
  };
}
