/** What one chain of redirects may carry: sites that need more are not read without a browser. */
const MAX_COOKIES = 30;
const MAX_COOKIE_CHARS = 4_096;

type Cookie = { pair: string; host: string; coversSubdomains: boolean; isSecure: boolean };

/** The cookies of one chain of redirects, by RFC 6265 without paths; they are forgotten with it. */
export type ChainCookies = {
  /** Takes the `Set-Cookie` headers of an answer from `url`. */
  take(url: URL, setCookie: string | readonly string[] | undefined): void;
  /** The `Cookie` header for a request, an empty string for none. */
  headerFor(url: URL): string;
};

/**
 * Makes an empty jar. Some sites set a cookie and send back to the same address, for ever where it does not come back.
 */
export function createChainCookies(): ChainCookies {
  const jar = new Map<string, Cookie>();
  return {
    take(url, setCookie) {
      for (const line of [setCookie ?? []].flat()) {
        const [pair = '', ...attributes] = line.slice(0, MAX_COOKIE_CHARS).split(';');
        const name = pair.slice(0, Math.max(0, pair.indexOf('='))).trim();
        const written = attributeOf(attributes, 'domain')?.replace(/^\./, '').toLowerCase();
        const domain = written && written !== url.hostname ? written : null;
        const isForeign = domain !== null && (!domain.includes('.') || !url.hostname.endsWith(`.${domain}`));
        if (name === '' || isForeign) continue;
        const key = `${domain ?? url.hostname} ${name}`;
        jar.delete(key);
        if (isOver(attributes) || jar.size >= MAX_COOKIES) continue;
        jar.set(key, {
          pair: pair.trim(),
          host: domain ?? url.hostname,
          coversSubdomains: written !== undefined,
          isSecure: attributeOf(attributes, 'secure') !== null,
        });
      }
    },
    headerFor(url) {
      const fitting = [...jar.values()].filter(
        ({ host, coversSubdomains, isSecure }) =>
          (url.hostname === host || (coversSubdomains && url.hostname.endsWith(`.${host}`))) &&
          (!isSecure || url.protocol === 'https:'),
      );
      return fitting.map(({ pair }) => pair).join('; ');
    },
  };
}

function attributeOf(attributes: readonly string[], name: string): string | null {
  for (const attribute of attributes) {
    const [key = '', value = ''] = attribute.split('=');
    if (key.trim().toLowerCase() === name) return value.trim();
  }
  return null;
}

/** A cookie that is taken back; one of any other lifetime outlives the chain. */
function isOver(attributes: readonly string[]): boolean {
  const maxAge = attributeOf(attributes, 'max-age');
  if (maxAge !== null) return Number(maxAge) <= 0;
  return /\b19[789]\d\b/.test(attributeOf(attributes, 'expires') ?? '');
}
