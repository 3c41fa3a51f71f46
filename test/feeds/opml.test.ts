import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readOpml, writeOpml } from '../../src/feeds/opml.ts';

const feeds = [
  { url: 'https://a.example/feed?x=1&y=2', title: 'A & "B" <C>', folder: 'World/Asia' },
  { url: 'https://b.example/rss', title: 'B', folder: 'World' },
  { url: 'https://c.example/rss', title: 'C', folder: '' },
];

describe('OPML', () => {
  it('keeps addresses, titles and folders through writing and reading', () => {
    const read = readOpml(writeOpml(feeds));
    expect(read).toHaveLength(3);
    expect(read).toEqual(expect.arrayContaining(feeds));
  });

  it('takes an address once, and what is no feed not at all', () => {
    const text = `<opml version="1.0"><body><outline text="x" xmlUrl="https://a.example/feed"/>
      <outline title="F"><outline text="again" xmlUrl="https://a.example/feed"/><outline text="bad" xmlUrl="javascript:1"/></outline></body></opml>`;
    expect(readOpml(text)).toEqual([{ url: 'https://a.example/feed', title: 'x', folder: '' }]);
  });

  it.each(['', 'garbage', '<html></html>', '<!DOCTYPE opml [<!ENTITY a "b">]><rss/>'])(
    'refuses %j with a sentence',
    (text) => {
      expect(() => readOpml(text)).toThrow(/not an OPML file/);
    },
  );

  it('reads the default feeds', () => {
    const read = readOpml(readFileSync(new URL('../../config/feeds.opml', import.meta.url), 'utf8'));
    expect(read.length).toBeGreaterThanOrEqual(20);
    expect(new Set(read.map(({ folder }) => folder)).size).toBeGreaterThan(2);
  });
});
