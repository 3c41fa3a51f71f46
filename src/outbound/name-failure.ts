import type { FeedFailureCode } from '../model/feed.ts';

export type FetchFailure = { kind: 'failed'; code: FeedFailureCode; reason: string };

/** Thrown inside a connection attempt when a name resolves to an address that is not public. */
export const PRIVATE_ADDRESS_CODE = 'SITREP_PRIVATE_ADDRESS';

const CERTIFICATE_CODES =
  /^(CERT_|ERR_TLS|ERR_SSL|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|CRL_)/;

const NAMED: Readonly<Record<string, FeedFailureCode>> = {
  [PRIVATE_ADDRESS_CODE]: 'private-address',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ENODATA: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'too-slow',
  UND_ERR_HEADERS_TIMEOUT: 'too-slow',
  UND_ERR_BODY_TIMEOUT: 'too-slow',
  ETIMEDOUT: 'too-slow',
  UND_ERR_HEADERS_OVERFLOW: 'too-big',
  ERR_BUFFER_TOO_LARGE: 'too-big',
};

/** Gives a network fault its stable code. Anything not known is `unreachable`; the fault's own code goes into the reason. */
export function nameFailure(error: unknown): FetchFailure {
  for (const fault of causesOf(error)) {
    if (fault.name === 'TimeoutError') return failed('too-slow', 'the answer took longer than allowed');
    const code = fault.code ?? '';
    const named = NAMED[code] ?? (CERTIFICATE_CODES.test(code) ? 'certificate' : undefined);
    if (named) return failed(named, code === PRIVATE_ADDRESS_CODE ? (fault.message ?? code) : code);
  }
  const [first] = causesOf(error);
  return failed('unreachable', first?.code ?? first?.message ?? 'unknown fault');
}

export function failed(code: FeedFailureCode, reason: string): FetchFailure {
  return { kind: 'failed', code, reason };
}

type Fault = { name?: string; code?: string; message?: string; cause?: unknown; errors?: unknown[] };

/** The fault, what it was caused by, and the members of an aggregate (one per address tried). */
function causesOf(error: unknown, depth = 0): Fault[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const fault = error as Fault;
  const members = Array.isArray(fault.errors) ? fault.errors : [];
  return [fault, ...[fault.cause, ...members].flatMap((inner) => causesOf(inner, depth + 1))];
}
