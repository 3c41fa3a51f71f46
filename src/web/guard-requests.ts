import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import ipaddr from 'ipaddr.js';

export type WebEnv = { Bindings: HttpBindings };

/** True for `localhost` and addresses that only this machine reaches. Brackets of IPv6 may be there or not. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost') return true;
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback';
}

/** `host` is where the server listens; `publicUrl` the address under which others reach it. */
export type OwnNames = { host: string; publicUrl: string | null; isTokenSet: boolean };

const bracketed = (host: string) => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/** The `Host` values that the server goes by: loopback names and its own address with its port, PUBLIC_URL's host. */
function ownHosts(port: number, { host, publicUrl }: OwnNames): Set<string> {
  const hosts = ['localhost', '127.0.0.1', '[::1]', bracketed(host.toLowerCase())];
  const names = hosts.map((name) => `${name}:${port}`);
  // Browsers leave out port 80.
  if (port === 80) names.push(...hosts);
  if (publicUrl) names.push(new URL(publicUrl).host);
  return new Set(names);
}

/**
 * Refuses requests for a name that is not the server's own, which stops a site whose name was rebound to this
 * machine. Without a token only loopback names count, so that a proxy with PUBLIC_URL does not open the pages.
 */
export function checkHost(names: OwnNames): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const host = (c.req.header('host') ?? '').toLowerCase();
    const port = c.env.incoming.socket.localPort ?? 0;
    if (!ownHosts(port, names).has(host))
      return c.text(
        'Sitrep does not answer under this name. Set PUBLIC_URL to the address that you use, or open it by localhost.\n',
        421,
      );
    const isLoopback = isLoopbackHost(new URL(`http://${host}`).hostname);
    if (!isLoopback && !names.isTokenSet && c.req.path !== '/healthz')
      return c.text('Set WEB_TOKEN to reach these pages from beyond this machine.\n', 403);
    return next();
  };
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True for what another site's page loads in the background; following a link of it is welcome. */
const isForeignLoad = (site: string | undefined, mode: string | undefined) =>
  (site === 'cross-site' || site === 'same-site') && mode !== 'navigate';

/**
 * Refuses writes that do not come from one of the server's own pages. `Origin` decides where a browser gives it;
 * where it is missing or `null`, `Sec-Fetch-Site` has to say `same-origin`. A client with neither is refused.
 * Reads are refused where the browser says that another site makes them, which could use up live connections.
 */
export function checkOrigin({ publicUrl, isTokenSet }: OwnNames): MiddlewareHandler<WebEnv> {
  const publicOrigin = publicUrl === null || !isTokenSet ? null : new URL(publicUrl).origin;
  return async (c, next) => {
    const site = c.req.header('sec-fetch-site');
    if (READS.has(c.req.method)) {
      if (!isForeignLoad(site, c.req.header('sec-fetch-mode'))) return next();
      return c.text('Refused: another site asked for this.\n', 403);
    }
    const origin = c.req.header('origin') ?? 'null';
    const isOwn =
      origin === 'null'
        ? site === 'same-origin'
        : (origin === `http://${c.req.header('host')?.toLowerCase()}` || origin === publicOrigin) &&
          (site === undefined || site === 'same-origin');
    if (isOwn) return next();
    return c.text('Refused: this request did not come from one of the pages of Sitrep.\n', 403);
  };
}
