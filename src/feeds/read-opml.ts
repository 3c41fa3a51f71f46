import { MAX_OPML_BYTES, MAX_OPML_FEEDS, OPML_TIMEOUT_MS } from '../../config/manage-feeds-tuning.ts';
import { AppError } from '../errors.ts';
import type { OpmlFeed } from './opml.ts';
import { decodeBody } from '../outbound/decode-body.ts';
import type { GuardedFetch } from '../outbound/guarded-fetch.ts';
import type { TaskRunner } from '../outbound/worker-pool.ts';

export type OpmlSource = { kind: 'address'; url: string } | { kind: 'text'; text: string };

/**
 * The feeds of an OPML document, at an address or as text.
 * Throws AppError `feeds/unreadable-opml` (not fetched), `feeds/bad-opml` (no OPML) or `feeds/too-many`.
 */
export type OpmlReader = (source: OpmlSource) => Promise<readonly OpmlFeed[]>;

const ACCEPT = 'text/x-opml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

/** Fetches through the guard and parses in a process apart: an address that somebody gave may hold anything. */
export function createOpmlReader({ fetch, parser }: { fetch: GuardedFetch; parser: TaskRunner }): OpmlReader {
  return async (source) => {
    const text = source.kind === 'text' ? source.text : await fetchText(fetch, source.url);
    const outcome = await parser.run(text);
    if (outcome.kind === 'failed')
      throw new AppError(
        'feeds/bad-opml',
        'This is not an OPML file. Export one from your feed reader, or give the address of one.',
        { cause: new Error(outcome.message) },
      );
    const feeds = outcome.value as readonly OpmlFeed[];
    if (feeds.length === 0) throw new AppError('feeds/bad-opml', 'There are no feeds in this OPML file.');
    if (feeds.length > MAX_OPML_FEEDS)
      throw new AppError(
        'feeds/too-many',
        `This OPML file has ${feeds.length} feeds; at most ${MAX_OPML_FEEDS} are taken. Split it.`,
      );
    return feeds;
  };
}

async function fetchText(fetch: GuardedFetch, url: string): Promise<string> {
  const outcome = await fetch(url, {
    accept: ACCEPT,
    maxBytes: MAX_OPML_BYTES,
    timeoutMs: OPML_TIMEOUT_MS,
  });
  if (outcome.kind === 'response' && outcome.status === 200)
    return decodeBody(outcome.body, outcome.headers['content-type'] ?? null);
  const reason =
    outcome.kind === 'response' ? `its site answers ${outcome.status}` : outcome.code.replaceAll('-', ' ');
  throw new AppError(
    'feeds/unreadable-opml',
    `The OPML file at ${url} could not be fetched: ${reason}. Check that the address opens without signing in.`,
  );
}
