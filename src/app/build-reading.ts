import packageJson from '../../package.json' with { type: 'json' };
import { HOST_GAP_MS, PARSE_DEADLINE_MS, PARSER_HEAP_MB, PARSERS } from '../../config/tuning.ts';
import type { Settings } from '../../config/settings.ts';
import { type ArticleReader, createArticleReader } from '../articles/read-article.ts';
import { createPageReader, type PageReader } from '../articles/read-page.ts';
import { createRobotsCheck } from '../articles/robots.ts';
import { type Clock, SECOND } from '../clock.ts';
import { createFeedFinder, type FeedFinder } from '../feeds/discover-feeds.ts';
import { createFeedParser } from '../feeds/feed-parser.ts';
import { createFeedPoller, type FeedPoller } from '../feeds/poll-feed.ts';
import type { Logger } from '../log.ts';
import { type ArticleReading, EMPTY_READING } from '../model/reading.ts';
import { createGuardedFetch, type GuardedFetch } from '../outbound/guarded-fetch.ts';
import { createPacer } from '../outbound/pacer.ts';
import { createWorkerPool, type TaskRunner } from '../outbound/worker-pool.ts';
import type { MakeReading } from '../pipeline/read-articles.ts';
import { createOpmlReader, type OpmlReader } from '../feeds/read-opml.ts';
import { outletOf } from '../stories/outlets.ts';
import { createWorkerDesk, type TextDesk } from '../summaries/text-desk.ts';
import type { AppOverrides } from './overrides.ts';

/** Everything that reads what comes from outside: feeds, articles, pages, over one guarded fetch and one pace a host. */
export type Reading = {
  pollFeed: FeedPoller;
  readArticle: ArticleReader;
  readPage: PageReader;
  findFeed: FeedFinder;
  readOpml: OpmlReader;
  makeReading: MakeReading;
  /** Does what summaries ask of texts. */
  desk: TextDesk;
  /** Refuses what still waits for its turn, so that stopping need not wait for it. */
  cancelWaiting(): Promise<void>;
  close(): Promise<void>;
};

type Parts = { settings: Settings; overrides: AppOverrides; clock: Clock; log: Logger };

/** `Sitrep/0.1.0 (+https://news.example.org)`: who reads, and where to complain. */
export function userAgentOf({ USER_AGENT, PUBLIC_URL }: Settings): string {
  return USER_AGENT ?? `Sitrep/${packageJson.version}${PUBLIC_URL ? ` (+${PUBLIC_URL})` : ' (news reader)'}`;
}

export function buildReading({ settings, overrides, clock, log }: Parts): Reading {
  const userAgent = userAgentOf(settings);
  const fetch = createGuardedFetch({ allowPrivate: settings.ALLOW_PRIVATE_ADDRESSES, userAgent });
  const parsers = createWorkerPool({
    script: new URL('./parser-worker.ts', import.meta.url),
    size: PARSERS,
    deadlineMs: PARSE_DEADLINE_MS,
    maxHeapMb: PARSER_HEAP_MB,
  });
  const pacer = createPacer({ minGapMs: overrides.hostGapMs ?? HOST_GAP_MS });
  const paced: GuardedFetch = (url, options) => pacer.run(new URL(url).host, () => fetch(url, options));
  const parse = createFeedParser(parsers.task('feed'));
  const bounds = {
    minPollMs: overrides.pollBoundsMs?.min ?? settings.MIN_POLL_SECONDS * SECOND,
    maxPollMs: overrides.pollBoundsMs?.max ?? settings.MAX_POLL_SECONDS * SECOND,
  };
  const outletNameOf = (domain: string) => outletOf(domain)?.name ?? null;
  const pages = { fetch, parser: parsers.task('page'), pacer };
  return {
    pollFeed: createFeedPoller({
      fetch: paced,
      parse,
      clock,
      random: Math.random,
      bounds,
      log,
      outletNameOf,
    }),
    readArticle: createArticleReader({
      ...pages,
      robots: createRobotsCheck({ fetch, productToken: 'Sitrep', clock }),
      clock,
      log,
    }),
    readPage: createPageReader(pages),
    findFeed: createFeedFinder({ fetch: paced, parse }),
    readOpml: createOpmlReader({ fetch: paced, parser: parsers.task('opml') }),
    desk: createWorkerDesk(parsers.task('text')),
    makeReading: createReadingMaker(parsers.task('reading'), log),
    cancelWaiting: () => pacer.close(),
    async close() {
      await Promise.all([pacer.close(), parsers.close(), fetch.close()]);
    },
  };
}

/** A text that ends its process is not tried again: of it nothing is known. What only our own stop cut short is. */
function createReadingMaker(reader: TaskRunner, log: Logger): MakeReading {
  return async ({ title, text }) => {
    const outcome = await reader.run({ title, text });
    if (outcome.kind === 'done') return outcome.value as ArticleReading;
    log.warn({ reason: outcome.reason, message: outcome.message }, 'a text could not be read for comparing');
    return outcome.reason === 'crashed' ? null : EMPTY_READING;
  };
}
