import { hostingDomains, type OutletKind, outlets, registrySecondLevels } from '../../config/outlets.ts';

export type Outlet = {
  name: string;
  /** The publisher family: outlets of one owner share it. */
  family: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  kind: OutletKind;
};

const outletByDomain = new Map<string, Outlet>(
  outlets.flatMap(({ domains, name, family, country, kind }) =>
    domains.map((domain) => [domain, { name, family, country, kind }] as const),
  ),
);

/** The known outlet of a domain or host (`www.bbc.co.uk`), or null. */
export function outletOf(domain: string): Outlet | null {
  const labels = normalise(domain).split('.');
  for (let from = 0; from < labels.length - 1; from += 1) {
    const known = outletByDomain.get(labels.slice(from).join('.'));
    if (known) return known;
  }
  return null;
}

/** The publisher family that corroboration counts: the owner of a known outlet, else the registered domain. */
export function familyOf(domain: string): string {
  return outletOf(domain)?.family ?? registeredDomainOf(domain);
}

/**
 * The registered domain of a host, by the customary second-level labels (`co.uk`, `com.au`) instead of the whole public
 * suffix list; on a hosting site the subdomain counts. An IP address or a single label is returned as it is.
 */
export function registeredDomainOf(host: string): string {
  const name = normalise(host);
  const labels = name.split('.');
  if (labels.length < 3 || /^[\d.]+$/.test(name) || name.includes(':')) return name;
  const hosting = hostingDomains.find((site) => name.endsWith(`.${site}`));
  const [secondLevel = '', topLevel = ''] = labels.slice(-2);
  const isRegistry = topLevel.length === 2 && registrySecondLevels.includes(secondLevel);
  return labels.slice(hosting !== undefined || isRegistry ? -3 : -2).join('.');
}

function normalise(domain: string): string {
  return domain
    .trim()
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');
}
