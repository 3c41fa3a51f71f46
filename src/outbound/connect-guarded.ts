import dns from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type AllowedPrivate, judgeIp, judgeUrl } from './judge-address.ts';
import { PRIVATE_ADDRESS_CODE } from './name-failure.ts';

/** Resolves a name to its addresses; a parameter so that tests need no DNS. */
export type ResolveName = (hostname: string) => Promise<readonly { address: string; family: number }[]>;

const resolveBySystem: ResolveName = (hostname) => dns.lookup(hostname, { all: true });

/**
 * A connector for undici that judges every address at the moment of connecting, so that a name which resolves
 * otherwise than it did when it was checked leads nowhere. One private address among several refuses the name.
 */
export function createGuardedConnector(
  allowed: readonly AllowedPrivate[],
  connectTimeoutMs: number,
  resolve: ResolveName = resolveBySystem,
): buildConnector.connector {
  return (options, callback) => {
    const isHttps = options.protocol === 'https:';
    const port = options.port ? Number(options.port) : isHttps ? 443 : 80;
    const isNameAllowed = allowed.some(
      (entry) => entry.host === options.hostname && (entry.port === null || entry.port === port),
    );
    const judge = (address: string) =>
      isNameAllowed ? ({ allowed: true } as const) : judgeIp(address, port, allowed);
    // An address written as such is never looked up: it is judged here.
    const host = options.hostname.includes(':')
      ? `[${options.hostname.replace(/^\[|\]$/g, '')}]`
      : options.hostname;
    const literal = judgeUrl(`${options.protocol}//${host}:${port}/`, undefined, allowed);
    if (!literal.allowed) {
      callback(privateAddress(options.hostname, literal.reason), null);
      return;
    }
    const connect = buildConnector({
      timeout: connectTimeoutMs,
      lookup: createLookup(resolve, judge),
    } as buildConnector.BuildOptions);
    connect(options, callback);
  };
}

function createLookup(
  resolve: ResolveName,
  judge: (address: string) => { allowed: true } | { allowed: false; reason: string },
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) {
          callback(Object.assign(new Error('the name has no address'), { code: 'ENOTFOUND' }), '', 0);
          return;
        }
        for (const { address } of addresses) {
          const verdict = judge(address);
          if (!verdict.allowed) {
            callback(privateAddress(hostname, verdict.reason), '', 0);
            return;
          }
        }
        if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, '', 0),
    );
  };
}

function privateAddress(hostname: string, reason: string): Error {
  return Object.assign(new Error(`${hostname}: ${reason}`), { code: PRIVATE_ADDRESS_CODE });
}
