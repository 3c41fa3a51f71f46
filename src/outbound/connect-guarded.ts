import dns from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { buildConnector } from 'undici';
import { type AllowedPrivate, isListed, judgeHost, judgeIp } from './judge-address.ts';
import { PRIVATE_ADDRESS_CODE } from './name-failure.ts';

/** Resolves a name to its addresses; a parameter so that tests need no DNS. */
export type ResolveName = (hostname: string) => Promise<readonly { address: string; family: number }[]>;

/** Nearly all hosts have one of two ports; a list of odd ones must not grow for ever. */
const MAX_CONNECTORS = 32;

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
  // A connector remembers TLS sessions, so it serves as many hosts as can share its judge.
  const connectors = new Map<string, buildConnector.connector>();
  const connectorOf = (port: number, isNameAllowed: boolean): buildConnector.connector => {
    const key = `${port} ${isNameAllowed}`;
    const known = connectors.get(key);
    if (known) return known;
    const judge: Judge = (address) => (isNameAllowed ? { allowed: true } : judgeIp(address, port, allowed));
    const made = buildConnector({ timeout: connectTimeoutMs, lookup: createLookup(resolve, judge) });
    if (connectors.size >= MAX_CONNECTORS) connectors.clear();
    connectors.set(key, made);
    return made;
  };
  const connectLiterally = buildConnector({ timeout: connectTimeoutMs });

  return (options, callback) => {
    const isHttps = options.protocol === 'https:';
    const port = options.port ? Number(options.port) : isHttps ? 443 : 80;
    // An address written as such is never looked up: it is judged here.
    const host = options.hostname.replace(/^\[|\]$|\.$/g, '');
    const literal = judgeHost(host, port, undefined, allowed);
    if (!literal.allowed) {
      callback(privateAddress(options.hostname, literal.reason), null);
      return;
    }
    if (isIP(host) !== 0) return connectLiterally(options, callback);
    return connectorOf(port, isListed(options.hostname, port, allowed))(options, callback);
  };
}

type Judge = (address: string) => { allowed: true } | { allowed: false; reason: string };

function createLookup(resolve: ResolveName, judge: Judge): LookupFunction {
  const resolveJudged = callbackify(async (hostname: string) => {
    const addresses = await resolve(hostname);
    if (addresses.length === 0) {
      throw Object.assign(new Error('the name has no address'), { code: 'ENOTFOUND' });
    }
    for (const { address } of addresses) {
      const verdict = judge(address);
      if (!verdict.allowed) throw privateAddress(hostname, verdict.reason);
    }
    return [...addresses];
  });
  return (hostname, options, callback) => {
    resolveJudged(hostname, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) callback(error, '', 0);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function privateAddress(hostname: string, reason: string): Error {
  return Object.assign(new Error(`${hostname}: ${reason}`), { code: PRIVATE_ADDRESS_CODE });
}
