import ipaddr from 'ipaddr.js';

export type AddressVerdict = { allowed: true } | { allowed: false; reason: string };

/** A private host, address or network that may be reached all the same; `port` null means any port. */
export type AllowedPrivate = {
  host: string;
  network: readonly [ipaddr.IPv4 | ipaddr.IPv6, number] | null;
  port: number | null;
};

const ALLOWED: AddressVerdict = { allowed: true };
const LOCAL_SUFFIXES = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home.arpa', 'localdomain'];

/**
 * Reads the entries of the setting for private addresses: `host`, `host:port`, an address, a CIDR,
 * each optionally with a port (`[::1]:80`). Entries that are none of these match a host by that name only.
 */
export function readAllowedPrivate(entries: readonly string[]): AllowedPrivate[] {
  return entries.map((entry) => {
    const trimmed = entry.trim().toLowerCase();
    const withPort = /^(?:\[(.+)\]|([^:[\]]+(?:\/\d+)?)):(\d+)$/.exec(trimmed);
    const host = (withPort?.[1] ?? withPort?.[2] ?? trimmed).replace(/^\[|\]$/g, '');
    const port = withPort ? Number(withPort[3]) : null;
    const cidr = host.includes('/') ? host : `${host}/${host.includes(':') ? 128 : 32}`;
    return { host, network: ipaddr.isValidCIDR(cidr) ? ipaddr.parseCIDR(cidr) : null, port };
  });
}

/**
 * Judges an address before anything is sent to it. Only public unicast addresses pass: every special range of the
 * IANA registries is refused, among them IPv4 inside IPv6 in all its spellings.
 *
 * `url` is as written, `resolvesTo` an address its name resolved to, when known. Pure; a name that was
 * not resolved yet may pass here and is judged again when the connection is made.
 */
export function judgeUrl(
  url: string,
  resolvesTo?: string,
  allowed: readonly AllowedPrivate[] = [],
): AddressVerdict {
  return judgeParsedUrl(URL.parse(url), resolvesTo, allowed);
}

/** The same of an address that was parsed already; null is one that cannot be. */
export function judgeParsedUrl(
  parsed: URL | null,
  resolvesTo: string | undefined,
  allowed: readonly AllowedPrivate[],
): AddressVerdict {
  if (!parsed) return refuse('not a valid address');
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')
    return refuse('only http and https are fetched');
  if (parsed.username || parsed.password) return refuse('an address with a user name or password in it');

  return judgeHost(hostOf(parsed), portOf(parsed), resolvesTo, allowed);
}

/** Judges a host as a parsed address has it, without brackets; `resolvesTo` is an address of its name, when known. */
export function judgeHost(
  host: string,
  port: number,
  resolvesTo: string | undefined,
  allowed: readonly AllowedPrivate[],
): AddressVerdict {
  if (isListed(host, port, allowed)) return ALLOWED;
  if (ipaddr.isValid(host)) {
    const verdict = judgeIp(host, port, allowed);
    return verdict.allowed && resolvesTo !== undefined ? judgeIp(resolvesTo, port, allowed) : verdict;
  }
  if (resolvesTo !== undefined) {
    const verdict = judgeIp(resolvesTo, port, allowed);
    if (!verdict.allowed || isAllowedAddress(ipaddr.process(resolvesTo), port, allowed)) return verdict;
  }
  return judgeName(host);
}

/** Judges one resolved address, an IPv4 or IPv6 literal without brackets. */
export function judgeIp(address: string, port: number, allowed: readonly AllowedPrivate[]): AddressVerdict {
  if (!ipaddr.isValid(address)) return refuse('not an IP address');
  const ip = unwrapNat64(ipaddr.process(address));
  const range = ip.range();
  if (range === 'unicast' || isAllowedAddress(ip, port, allowed)) return ALLOWED;
  return refuse(`not a public address (${range})`);
}

/** The IPv4 address that one of the well-known prefix stands for (RFC 6052, 2.1), as resolvers of IPv6-only networks give it. */
function unwrapNat64(ip: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  const isWrapped = ip instanceof ipaddr.IPv6 && ip.match(NAT64);
  return isWrapped ? new ipaddr.IPv4(ip.toByteArray().slice(-4)) : ip;
}

const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** The host without IPv6 brackets and without the dot of the root zone. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** The port, filled in from the scheme. */
export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

function judgeName(host: string): AddressVerdict {
  const isLocal = LOCAL_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  if (isLocal || !host.includes('.')) return refuse('a name of the local network');
  // Services such as nip.io answer with the address that is written in the name.
  const written = /(?:^|[.-])(\d{1,3}[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,3})[.-]/.exec(host)?.[1];
  const address = written?.replaceAll('-', '.');
  if (address && ipaddr.IPv4.isValidFourPartDecimal(address)) return judgeIp(address, 0, []);
  return ALLOWED;
}

/** True where the settings name the host itself. */
export function isListed(host: string, port: number, allowed: readonly AllowedPrivate[]): boolean {
  return allowed.some((entry) => entry.host === host && (entry.port === null || entry.port === port));
}

function isAllowedAddress(
  ip: ipaddr.IPv4 | ipaddr.IPv6,
  port: number,
  allowed: readonly AllowedPrivate[],
): boolean {
  return allowed.some(({ network, port: listed }) => {
    if (!network || (listed !== null && listed !== port)) return false;
    return network[0].kind() === ip.kind() && ip.match(network[0], network[1]);
  });
}

function refuse(reason: string): AddressVerdict {
  return { allowed: false, reason };
}

/** One record of `sitrep eval guard`: the verdict that production would give. */
export function guardForEval(record: { id: string; url: string; resolvesTo?: string | readonly string[] }): {
  id: string;
  allowed: boolean;
  reason?: string;
} {
  for (const address of [record.resolvesTo].flat()) {
    const verdict = judgeUrl(record.url, address);
    if (!verdict.allowed) return { id: record.id, allowed: false, reason: verdict.reason };
  }
  return { id: record.id, allowed: true };
}
