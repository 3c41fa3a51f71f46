import type { Settings } from '../../config/settings.ts';
import type { App } from '../app.ts';
import { readFeedsFile } from '../app/seed-feeds.ts';
import { userMessageOf } from '../errors.ts';
import { checkPlatforms } from './check-platforms.ts';
import type { Feed } from '../model/feed.ts';

type Print = (line: string) => void;

const FEEDS_AT_ONCE = 8;
const FEED_TIMEOUT_MS = 30_000;

/** Checks what the settings promise, one line each; false when anything fails. Posts nothing. */
export async function runDoctor(app: App, settings: Settings, print: Print): Promise<boolean> {
  let isWell = true;
  const check = async (name: string, work: () => Promise<string>) => {
    try {
      print(`ok    ${name}: ${await work()}`);
    } catch (error) {
      isWell = false;
      print(`FAIL  ${name}: ${userMessageOf(error)}`);
    }
  };
  // The database was opened, or the command would have ended with its sentence.
  await check(
    'database',
    async () =>
      `${settings.DATABASE_URL.split(':')[0]}, ${(await app.store.counts(app.clock.now())).articles.total} articles`,
  );
  await check('time zone', async () =>
    settings.TIME_ZONE === 'UTC' ? 'UTC; set TIME_ZONE if your readers are elsewhere' : settings.TIME_ZONE,
  );
  await check('summaries', () => Promise.resolve(app.context.summariserName));
  isWell = (await checkPlatforms(app, settings, print)) && isWell;
  return (await checkFeeds(app, settings, print)) && isWell;
}

async function checkFeeds(app: App, settings: Settings, print: Print): Promise<boolean> {
  const known = await app.store.feeds.list();
  const feeds: readonly Pick<Feed, 'url' | 'title'>[] =
    known.length > 0 ? known : await readFeedsFile(settings.FEEDS_FILE);
  const queue = [...feeds];
  let failing = 0;
  const work = async () => {
    for (let feed = queue.shift(); feed; feed = queue.shift()) {
      const found = await app.context.findFeed(feed.url, AbortSignal.timeout(FEED_TIMEOUT_MS));
      if (found.kind === 'failed') failing += 1;
      print(
        found.kind === 'failed'
          ? `FAIL  ${feed.url}: ${found.userMessage}`
          : `ok    ${feed.url}: ${found.feeds[0]?.document.items.length ?? 0} items`,
      );
    }
  };
  await Promise.all(Array.from({ length: FEEDS_AT_ONCE }, work));
  print(`${feeds.length - failing} of ${feeds.length} feeds can be read`);
  return failing === 0;
}
