import { describe, expect, it } from 'vitest';
import { outlets } from '../../config/outlets.ts';
import { familyOf, outletOf, registeredDomainOf } from '../../src/stories/outlets.ts';

describe('outletOf', () => {
  it('finds an outlet by its domain, a host under it, and in any case', () => {
    const bbc = { name: 'BBC', family: 'BBC', country: 'GB', kind: 'public' };
    expect(outletOf('bbc.co.uk')).toEqual(bbc);
    expect(outletOf('feeds.bbci.co.uk')).toEqual(bbc);
    expect(outletOf('WWW.BBC.COM.')).toEqual(bbc);
  });

  it('prefers the longest known host', () => {
    expect(outletOf('abcnews.go.com')?.family).toBe('Disney');
  });

  it('knows nothing of unknown domains, top levels and empty text', () => {
    for (const domain of ['example.org', 'uk', '', 'notbbc.co.uk', 'reuters.com.example.org']) {
      expect(outletOf(domain)).toBeNull();
    }
  });
});

describe('familyOf', () => {
  it('gives outlets of one owner one family', () => {
    expect(familyOf('wsj.com')).toBe(familyOf('thetimes.co.uk'));
    expect(familyOf('rt.com')).toBe(familyOf('tass.com'));
    expect(familyOf('reuters.com')).not.toBe(familyOf('apnews.com'));
  });

  it('falls back on the registered domain', () => {
    expect(familyOf('news.harbour-post.example.com')).toBe('example.com');
    expect(familyOf('www.harbourpost.co.za')).toBe('harbourpost.co.za');
  });
});

describe('registeredDomainOf', () => {
  it.each([
    ['a.b.example.org', 'example.org'],
    ['news.example.com.au', 'example.com.au'],
    ['writer.substack.com', 'writer.substack.com'],
    ['substack.com', 'substack.com'],
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', 'localhost'],
  ])('%s -> %s', (host, domain) => {
    expect(registeredDomainOf(host)).toBe(domain);
  });
});

describe('config/outlets', () => {
  it('has at least 150 outlets, each domain once, each with its source', () => {
    const domains = outlets.flatMap((outlet) => outlet.domains);
    expect(outlets.length).toBeGreaterThanOrEqual(150);
    expect(new Set(domains).size).toBe(domains.length);
    for (const outlet of outlets) {
      expect(outlet.source).not.toBe('');
      expect(outlet.country).toMatch(/^[A-Z]{2}$/);
    }
  });
});
