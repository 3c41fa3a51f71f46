import { readFile } from 'node:fs/promises';
import { parseOpml } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { OUTLETS } from '../../src/demo/newsroom/outlets.ts';

const text = await readFile(new URL('../../config/feeds.opml', import.meta.url), 'utf8');
const folders = parseOpml(text).body?.outlines ?? [];
const feeds = folders.flatMap((folder) => folder.outlines ?? []);

describe('the default feeds', () => {
  test('are at least 20, in folders of six regions', () => {
    expect(feeds.length).toBeGreaterThanOrEqual(20);
    expect(folders.map((folder) => folder.text)).toEqual([
      'World',
      'Europe',
      'Middle East',
      'Africa',
      'Asia-Pacific',
      'Americas',
    ]);
    for (const folder of folders) expect(folder.outlines?.length, folder.text).toBeGreaterThanOrEqual(4);
  });

  test('have https addresses that differ, and a title and a site each', () => {
    const urls = feeds.map((feed) => new URL(feed.xmlUrl ?? ''));
    expect(urls.filter((url) => url.protocol !== 'https:' || url.username !== '')).toEqual([]);
    expect(new Set(urls.map((url) => url.href)).size).toBe(feeds.length);
    expect(new Set(feeds.map((feed) => feed.text)).size).toBe(feeds.length);
    for (const feed of feeds) {
      expect(feed.type, feed.text).toBe('rss');
      expect(feed.title, feed.text).toBe(feed.text);
      expect(() => new URL(feed.htmlUrl ?? '')).not.toThrow();
    }
  });

  test('are real outlets, of which the sample newsroom borrows no name', () => {
    const names = feeds.map((feed) => (feed.text ?? '').toLowerCase());
    for (const outlet of OUTLETS) {
      expect(names.some((name) => name.includes(outlet.name.toLowerCase()))).toBe(false);
    }
  });
});
