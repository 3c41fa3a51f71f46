import { Agent, request } from 'undici';
import { CONNECT_TIMEOUT_MS, KEEP_ALIVE_MS, MAX_REDIRECTS } from '../../config/feeds-tuning.ts';
import { createGuardedConnector, type ResolveName } from './connect-guarded.ts';
import { type AllowedPrivate, judgeUrl, readAllowedPrivate } from './judge-address.ts';
import { type FetchFailure, failed, nameFailure } from './name-failure.ts';
import { ACCEPTED_ENCODINGS, readBody } from './read-body.ts';

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
    const limit = startLimit(options);
    try {
      return await followRedirects(url, options, {
        agent,
        allowed,
        signal: limit.signal,
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

/**
 * Aborts after the whole time, or with the caller's signal. By hand, and ended with the request: `AbortSignal.timeout`
 * and `any` keep each request's timer and listeners for the whole time, hundreds a second of them.
 */
function startLimit({ timeoutMs, signal }: FetchOptions) {
  const controller = new AbortController();
  let isLate = false;
  const cancel = () => controller.abort();
  const timer = setTimeout(() => {
    isLate = true;
    controller.abort();
  }, timeoutMs);
  if (signal?.aborted) cancel();
  else signal?.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    isLate: () => isLate,
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    },
  };
}

type Line = { agent: Agent; allowed: readonly AllowedPrivate[]; signal: AbortSignal; userAgent: string };

async function followRedirects(url: string, options: FetchOptions, line: Line): Promise<FetchOutcome> {
  let hop: Hop = { url, permanentUrl: null };
  let isPermanentSoFar = true;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const verdict = judgeUrl(hop.url, undefined, line.allowed);
    if (!verdict.allowed) return failed(refusalCode(hop.url), verdict.reason);

    const response = await request(hop.url, {
      dispatcher: line.agent,
      signal: line.signal,
      headers: requestHeaders(options, line.userAgent),
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
    });
    const headers = plainHeaders(response.headers);
    const target = redirectTarget(response.statusCode, headers['location'], hop.url);
    if (target === null) {
      return await readResponse(response.statusCode, headers, response.body, hop, options.maxBytes);
    }
    response.body.on('error', () => {});
    response.body.destroy();
    isPermanentSoFar &&= response.statusCode === 301 || response.statusCode === 308;
    hop = { url: target, permanentUrl: isPermanentSoFar ? target : hop.permanentUrl };
  }
  return failed('unreachable', 'too many redirects');
}

async function readResponse(
  status: number,
  headers: Record<string, string>,
  stream: AsyncIterable<Uint8Array>,
  hop: Hop,
  maxBytes: number,
): Promise<FetchOutcome> {
  const outcome = await readBody(stream, headers['content-encoding'] ?? '', maxBytes);
  if (outcome.kind === 'too-big') return failed('too-big', `more than ${maxBytes} bytes`);
  if (outcome.kind === 'undecodable') return failed('malformed', 'the compressed body cannot be read');
  return {
    kind: 'response',
    status,
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

function redirectTarget(status: number, location: string | undefined, base: string): string | null {
  if (![301, 302, 303, 307, 308].includes(status) || !location) return null;
  // An address that cannot be read is judged, and refused, on the next round.
  return URL.parse(location, base)?.href ?? location;
}

function refusalCode(url: string): 'private-address' | 'bad-address' {
  const parsed = URL.parse(url);
  const isWebAddress = parsed?.protocol === 'http:' || parsed?.protocol === 'https:';
  return isWebAddress && !parsed.username && !parsed.password ? 'private-address' : 'bad-address';
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
