import { Agent } from 'undici';
import { CONNECT_TIMEOUT_MS, KEEP_ALIVE_MS, MAX_REDIRECTS } from '../../config/feeds-tuning.ts';
import { createGuardedConnector, type ResolveName } from './connect-guarded.ts';
import {
  type AddressVerdict,
  type AllowedPrivate,
  judgeParsedUrl,
  readAllowedPrivate,
} from './judge-address.ts';
import { type FetchFailure, failed, nameFailure } from './name-failure.ts';
import { ACCEPTED_ENCODINGS, decompressBody } from './decompress-body.ts';
import { isRedirect, type RawResponse, requestOnce } from './request-once.ts';
import { type Limit, startLimit } from './start-limit.ts';

export type FetchOptions = {
  /** Further request headers, by lower-case name. */
  headers?: Readonly<Record<string, string>>;
  accept?: string;
  /** Cap of the body, before and after decompression. */
  maxBytes: number;
  /** Whole time for all redirects and the body. */
  timeoutMs: number;
  signal?: AbortSignal;
};

export type FetchOutcome =
  | {
      kind: 'response';
      /** Any status but a followed redirect, 4xx and 5xx too. */
      status: number;
      /** By lower-case name; repeated headers are joined by a comma. */
      headers: Readonly<Record<string, string>>;
      body: Uint8Array;
      finalUrl: string;
      /** Where the leading permanent redirects (301, 308) led, or null where there was none. */
      permanentUrl: string | null;
    }
  | FetchFailure;

/** Fetches an address that came from outside. Never throws; faults have named codes. */
export type GuardedFetch = (url: string, options: FetchOptions) => Promise<FetchOutcome>;

export type GuardedFetchSettings = {
  /** Hosts, addresses or CIDRs (each optionally with a port) that may be reached though they are private. */
  allowPrivate: readonly string[];
  userAgent: string;
  /** Resolves names; the system's resolver unless given. */
  lookup?: ResolveName;
};

type Hop = { url: string; permanentUrl: string | null };

/**
 * The only way out to addresses that feeds, pages and people name: http and https, public addresses only (judged on
 * the written host and again when connecting, on each redirect), redirects followed by hand, size and time capped.
 */
export function createGuardedFetch(
  settings: GuardedFetchSettings,
): GuardedFetch & { close(): Promise<void> } {
  const allowed = readAllowedPrivate(settings.allowPrivate);
  const agent = new Agent({
    connect: createGuardedConnector(allowed, CONNECT_TIMEOUT_MS, settings.lookup),
    // One request a host at a time is what the pacer lets through.
    connections: 1,
    // Longer than the gap between two pages of one host; polls are minutes apart and find none open.
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
  });
  const fetchGuarded: GuardedFetch = async (url, options) => {
    const limit = startLimit(options.timeoutMs, options.signal);
    try {
      return await followRedirects(url, options, {
        agent,
        allowed,
        limit,
        userAgent: settings.userAgent,
      });
    } catch (error) {
      if (limit.isLate()) return failed('too-slow', 'the answer took longer than allowed');
      if (options.signal?.aborted) return failed('unreachable', 'cancelled');
      return nameFailure(error);
    } finally {
      limit.end();
    }
  };
  return Object.assign(fetchGuarded, { close: () => agent.destroy() });
}

type Line = { agent: Agent; allowed: readonly AllowedPrivate[]; limit: Limit; userAgent: string };

async function followRedirects(url: string, options: FetchOptions, line: Line): Promise<FetchOutcome> {
  let hop: Hop = { url, permanentUrl: null };
  let isPermanentSoFar = true;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const parsed = URL.parse(hop.url);
    const verdict = judgeParsedUrl(parsed, undefined, line.allowed);
    if (!parsed || !verdict.allowed) return failed(refusalCode(parsed), reasonOf(verdict));

    const { maxBytes, timeoutMs } = options;
    const response = await requestOnce(
      line.agent,
      { url: parsed, headers: requestHeaders(options, line.userAgent), maxBytes, timeoutMs },
      line.limit,
    );
    if (!isRedirect(response)) return await readResponse(response, hop, maxBytes);
    // An address that cannot be read is judged, and refused, on the next round.
    const location = String(response.headers.location);
    const target = URL.parse(location, hop.url)?.href ?? location;
    isPermanentSoFar &&= response.status === 301 || response.status === 308;
    hop = { url: target, permanentUrl: isPermanentSoFar ? target : hop.permanentUrl };
  }
  return failed('unreachable', 'too many redirects');
}

async function readResponse(response: RawResponse, hop: Hop, maxBytes: number): Promise<FetchOutcome> {
  const headers = plainHeaders(response.headers);
  const outcome = response.body
    ? await decompressBody(response.body, headers['content-encoding'] ?? '', maxBytes)
    : ({ kind: 'too-big' } as const);
  if (outcome.kind === 'too-big') return failed('too-big', `more than ${maxBytes} bytes`);
  if (outcome.kind === 'undecodable') return failed('malformed', 'the compressed body cannot be read');
  return {
    kind: 'response',
    status: response.status,
    headers,
    body: outcome.body,
    finalUrl: hop.url,
    permanentUrl: hop.permanentUrl,
  };
}

function requestHeaders(options: FetchOptions, userAgent: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: options.accept ?? '*/*',
    'accept-encoding': ACCEPTED_ENCODINGS,
    ...options.headers,
  };
}

const reasonOf = (verdict: AddressVerdict) => (verdict.allowed ? '' : verdict.reason);

function refusalCode(parsed: URL | null): 'private-address' | 'bad-address' {
  const isWebAddress = parsed?.protocol === 'http:' || parsed?.protocol === 'https:';
  return isWebAddress && !parsed.username && !parsed.password ? 'private-address' : 'bad-address';
}

function plainHeaders(headers: RawResponse['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
