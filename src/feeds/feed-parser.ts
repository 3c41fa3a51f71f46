import type { WorkerPool } from '../outbound/worker-pool.ts';
import type { FeedDocument, ParseOutcome } from './parse-feed.ts';

/** The script for a pool that parses feeds. */
export const FEED_WORKER = new URL('./parse-worker.ts', import.meta.url);

export type ParseFeed = (document: FeedDocument) => Promise<ParseOutcome>;

/** Parses in the threads of `pool`, so that a hostile document costs its own feed and nothing else. */
export function createFeedParser(pool: Pick<WorkerPool, 'run'>): ParseFeed {
  return async (document) => {
    const outcome = await pool.run(document);
    if (outcome.kind === 'done') return outcome.value as ParseOutcome;
    const code = outcome.reason === 'too-slow' ? 'too-slow' : 'malformed';
    return { kind: 'failed', code, reason: `parsing: ${outcome.reason}` };
  };
}
