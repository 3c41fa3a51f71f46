import { Agent, type Dispatcher } from 'undici';
import { CONNECT_TIMEOUT_MS, KEEP_ALIVE_MS, MAX_REDIRECTS } from '../../config/feeds-tuning.ts';
import { createChainCookies } from './chain-cookies.ts';
import { ACCEPTED_ENCODINGS, decompressBody } from './decompress-body.ts';
import { createGuardedConnector, type ResolveName } from './connect-guarded.ts';
import {
  type AddressVerdict,
  type AllowedPrivate,
  judgeParsedUrl,
  readAllowedPrivate,
} from './judge-address.ts';
import { type FetchFailure, failed, nameFailure } from './name-failure.ts';
import type { IncomingHttpHeaders } from 'node:http';

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
  const cookies = createChainCookies();
  const seen = new Set<string>();
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const parsed = URL.parse(hop.url);
    const verdict = judgeParsedUrl(parsed, undefined, line.allowed);
    if (!parsed || !verdict.allowed) return failed(refusalCode(parsed), reasonOf(verdict));

    const cookie = cookies.headerFor(parsed);
    const request = `${parsed.href} ${cookie}`;
    if (seen.has(request)) return failed('redirect-loop', 'redirected to an address that was asked already');
    seen.add(request);
    const { maxBytes, timeoutMs } = options;
    const headers = { ...requestHeaders(options, line.userAgent), ...(cookie ? { cookie } : {}) };
    const response = await requestOnce(line.agent, { url: parsed, headers, maxBytes, timeoutMs }, line.limit);
    if (!isRedirect(response)) return await readResponse(response, hop, maxBytes);
    // An address that cannot be read is judged, and refused, on the next round.
    const location = asUtf8(String(response.headers.location));
    cookies.take(parsed, response.headers['set-cookie']);
    const target = URL.parse(location, hop.url)?.href ?? location;
    isPermanentSoFar &&= response.status === 301 || response.status === 308;
    hop = { url: target, permanentUrl: isPermanentSoFar ? target : hop.permanentUrl };
  }
  return failed('redirect-loop', 'too many redirects');
}

/** A `Location` with letters that were not escaped: servers write UTF-8, headers are read as Latin-1. */
function asUtf8(location: string): string {
  if (!/[\u0080-\u00ff]/.test(location) || /[\u0100-\uffff]/.test(location)) return location;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(location, 'latin1'));
  } catch {
    return location;
  }
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

type RawRequest = {
  url: URL;
  headers: Record<string, string>;
  timeoutMs: number;
  /** Cap of the body as it comes over the wire. */
  maxBytes: number;
};

/** Headers by lower-case name. A redirect comes without its body; `body` is null where it is beyond the cap. */
type RawResponse = { status: number; headers: IncomingHttpHeaders; body: Uint8Array | null };

const NOTHING = new Uint8Array(0);

/**
 * One request without following redirects, by undici's own dispatch: its `request` makes a stream, a signal and their
 * listeners for each, which is more than all that a poll of an unchanged feed needs. Rejects with the network's fault,
 * or with what the limit is over for.
 */
function requestOnce(
  dispatcher: Dispatcher,
  { url, headers, timeoutMs, maxBytes }: RawRequest,
  limit: Limit,
): Promise<RawResponse> {
  if (limit.over) return Promise.reject(limit.over);
  return new Promise((resolve, reject) => {
    const response: RawResponse = { status: 0, headers: {}, body: NOTHING };
    const chunks: Uint8Array[] = [];
    let size = 0;
    let running: Dispatcher.DispatchController | null = null;
    limit.onOver = (fault) => {
      reject(fault);
      running?.abort(fault);
    };
    /** The rest is not wanted: the connection goes with it. */
    const leave = (controller: Dispatcher.DispatchController) => {
      resolve(response);
      controller.abort(LEFT);
    };
    const options = {
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    } as const;
    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        running = controller;
        if (limit.over) controller.abort(limit.over);
      },
      onResponseStart(controller, status, received) {
        if (status < 200) return;
        response.status = status;
        response.headers = received;
        if (isRedirect(response)) leave(controller);
      },
      onResponseData(controller, chunk) {
        size += chunk.length;
        if (size > maxBytes) {
          response.body = null;
          leave(controller);
        } else chunks.push(chunk);
      },
      onResponseEnd() {
        if (chunks.length > 0) response.body = Buffer.concat(chunks, size);
        resolve(response);
      },
      onResponseError: (_controller, fault) => reject(fault),
    });
  });
}

const LEFT = new Error('the rest is not wanted');

function isRedirect({ status, headers }: Pick<RawResponse, 'status' | 'headers'>): boolean {
  return [301, 302, 303, 307, 308].includes(status) && Boolean(headers.location);
}

/** The time that a fetch has, all redirects and the body together. */
type Limit = {
  /** Why nothing more is waited for, or null. */
  over: Error | null;
  /** Called when it is over; whoever waits now sets it. */
  onOver: (fault: Error) => void;
  isLate(): boolean;
  /** No more is to come: forgets timer and signal. */
  end(): void;
};

/**
 * Over after `timeoutMs`, or with the caller's signal. Made of a timer and a function: hundreds of fetches a second are
 * too many for an `AbortSignal` each, whose timer and listeners live on for the whole time.
 */
function startLimit(timeoutMs: number, signal: AbortSignal | undefined): Limit {
  let isLate = false;
  const stop = (why: string) => {
    limit.over ??= new Error(why);
    limit.onOver(limit.over);
  };
  const cancel = () => stop('cancelled');
  const timer = setTimeout(() => {
    isLate = true;
    stop('the answer took longer than allowed');
  }, timeoutMs);
  const limit: Limit = {
    over: signal?.aborted ? new Error('cancelled') : null,
    onOver() {},
    isLate: () => isLate,
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    },
  };
  signal?.addEventListener('abort', cancel, { once: true });
  return limit;
}
