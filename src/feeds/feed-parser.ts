import type { TaskRunner } from '../outbound/worker-pool.ts';
import type { FeedDocument, ParseOutcome } from './parse/parse-feed.ts';

const CODES = {
  'too-slow': 'too-slow',
  'out-of-memory': 'too-big',
  crashed: 'malformed',
  error: 'malformed',
} as const;

export type ParseFeed = (document: FeedDocument) => Promise<ParseOutcome>;

/** Parses in a process apart, where `parser` runs `parseFeed`, so that a hostile document costs its own feed and nothing else. */
export function createFeedParser(parser: TaskRunner): ParseFeed {
  return async (document) => {
    const outcome = await parser.run(document);
    if (outcome.kind === 'done') return outcome.value as ParseOutcome;
    return { kind: 'failed', code: CODES[outcome.reason], reason: `parsing: ${outcome.reason}` };
  };
}
