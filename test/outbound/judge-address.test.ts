import { describe, expect, it } from 'vitest';
import { guardForEval, judgeUrl, readAllowedPrivate } from '../../src/outbound/judge-address.ts';

describe('judging an address', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[64:ff9b:1::808:808]/',
    'http://[2002:7f00:1::]/',
    'http://100.64.3.4/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost:3000/',
    'http://printer/',
    'http://printer.local/',
    'http://localhost./',
    'http://127.0.0.1.nip.io/',
    'http://app.10-0-0-7.example.net/',
    'file:///etc/hostname',
    'ftp://example.org/feed',
    'http://reader:secret@example.org/feed',
    'http://',
    'not an address',
  ])('refuses %s', (url) => {
    expect(judgeUrl(url)).toMatchObject({ allowed: false, reason: expect.any(String) });
  });

  it.each([
    'https://example.org/feed.xml',
    'http://93.184.215.14/',
    'https://[2606:4700::1111]/',
    'https://[64:ff9b::808:808]/',
    'http://example.org:8080/',
  ])('allows %s', (url) => {
    expect(judgeUrl(url)).toEqual({ allowed: true });
  });

  it('refuses a public name that resolves to a private address', () => {
    expect(judgeUrl('https://example.org/', '10.1.2.3').allowed).toBe(false);
    expect(judgeUrl('https://example.org/', '93.184.215.14').allowed).toBe(true);
  });

  it('lets listed private addresses through, on the listed port only', () => {
    const allowed = readAllowedPrivate(['127.0.0.1:8080', '10.0.0.0/8', 'feeds.lan', '[::1]:99']);
    expect(judgeUrl('http://127.0.0.1:8080/', undefined, allowed).allowed).toBe(true);
    expect(judgeUrl('http://127.0.0.1:8081/', undefined, allowed).allowed).toBe(false);
    expect(judgeUrl('http://localhost:8080/', '127.0.0.1', allowed).allowed).toBe(true);
    expect(judgeUrl('http://10.200.0.1/', undefined, allowed).allowed).toBe(true);
    expect(judgeUrl('http://feeds.lan/', undefined, allowed).allowed).toBe(true);
    expect(judgeUrl('http://[::1]:99/', undefined, allowed).allowed).toBe(true);
    expect(judgeUrl('http://192.168.0.1/', undefined, allowed).allowed).toBe(false);
  });

  it('answers an evaluation record with the verdict of production', () => {
    expect(guardForEval({ id: 'a', url: 'http://127.1/' })).toMatchObject({ id: 'a', allowed: false });
    expect(guardForEval({ id: 'b', url: 'https://example.org/', resolvesTo: '8.8.8.8' })).toEqual({
      id: 'b',
      allowed: true,
    });
  });
});
