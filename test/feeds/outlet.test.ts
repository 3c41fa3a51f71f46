import { describe, expect, it } from 'vitest';
import { outletDomainOf, outletNameFromTitle, registeredDomain } from '../../src/feeds/to-articles.ts';

describe('the outlet', () => {
  it.each([
    ['https://edition.harbour.example/x', 'harbour.example'],
    ['https://www.harbour.co.uk/x', 'harbour.co.uk'],
    ['https://noticias.harbour.com.br/x', 'harbour.com.br'],
    ['https://harbour.io', 'harbour.io'],
    ['https://com.de/x', 'com.de'],
    [null, ''],
  ])('registers %s under %s', (url, domain) => {
    expect(registeredDomain(url)).toBe(domain);
  });

  it('is that of the link, but not of a carrier, and on loopback that of the port', () => {
    expect(outletDomainOf('https://wire.example/1', 'https://harbour.example/', 'https://f.example/')).toBe(
      'wire.example',
    );
    expect(
      outletDomainOf(
        'https://feedproxy.google.com/~r/x',
        'https://www.harbour.example/',
        'https://f.example/',
      ),
    ).toBe('harbour.example');
    expect(outletDomainOf('http://127.0.0.1:4001/a', null, 'http://127.0.0.1:4001/feed')).toBe(
      '127.0.0.1:4001',
    );
  });

  it.each([
    ['Harbour Post - World', 'Harbour Post'],
    ['Harbour Post RSS Feed', 'Harbour Post'],
    ['Harbour.com | Top stories', 'Harbour'],
    ['Harbour: Politics', 'Harbour'],
    ['Post-Harbour', 'Post-Harbour'],
  ])('is named by the title %s', (title, name) => {
    expect(outletNameFromTitle(title)).toBe(name);
  });
});
