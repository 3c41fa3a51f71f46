import { describe, expect, it } from 'vitest';
import { canonicalUrl } from '../../src/feeds/canonical-url.ts';
import { identityKeys } from '../../src/feeds/identity.ts';
import type { FeedItem } from '../../src/model/feed.ts';

const DAY_1 = Date.UTC(2023, 8, 5, 8);

function item(part: Partial<FeedItem>): FeedItem {
  return {
    guid: null,
    url: null,
    title: 'Grain ships leave the harbour after a week of talks',
    teaser: '',
    content: '',
    author: null,
    publishedAt: DAY_1,
    categories: [],
    ...part,
  };
}

const keysOf = (...items: FeedItem[]) =>
  identityKeys(items, () => ({ feedId: 'f1', outletDomain: 'harbour.example' })).map(({ keys }) => keys);
const shared = (a: FeedItem, b: FeedItem) => {
  const [first = []] = keysOf(a);
  const [second = []] = keysOf(b);
  return first.filter((key) => second.includes(key)).length > 0;
};

describe('canonical addresses', () => {
  it.each([
    'http://www.harbour.example/world/grain/',
    'https://harbour.example/world/grain?utm_source=rss&utm_medium=feed',
    'https://HARBOUR.example/world/grain#comments',
    'https://harbour.example:443/world//grain?at_campaign=rss&fbclid=x&ref=feed',
    'https://harbour.example/world/grain?source=rss',
  ])('%s', (url) => {
    expect(canonicalUrl(url)).toBe('https://harbour.example/world/grain');
  });

  it('keeps what tells articles apart', () => {
    expect(canonicalUrl('https://harbour.example/story.php?page=2&id=7')).toBe(
      'https://harbour.example/story.php?id=7&page=2',
    );
    expect(canonicalUrl('https://harbour.example/?p=12')).toBe('https://harbour.example?p=12');
  });

  it.each(['https://harbour.example/', 'https://harbour.example', 'mailto:desk@harbour.example', 'nothing'])(
    '%s names no article',
    (url) => {
      expect(canonicalUrl(url)).toBeNull();
    },
  );
});

describe('identity', () => {
  const original = item({ guid: 'g1', url: 'https://harbour.example/a' });

  it.each([
    ['an edited headline', item({ guid: 'g1', url: 'https://harbour.example/a', title: 'Ships leave' })],
    ['a changed date', item({ guid: 'g1', url: 'https://harbour.example/a', publishedAt: DAY_1 + 3e8 })],
    ['a changed guid', item({ guid: 'g2', url: 'https://harbour.example/a' })],
    [
      'a move to https with tracking',
      item({ guid: null, url: 'http://www.harbour.example/a?utm_source=x', title: 'New' }),
    ],
    ['a new address and guid the same day', item({ guid: 'g2', url: 'https://harbour.example/b' })],
  ])('survives %s', (_what, edited) => {
    expect(shared(original, edited)).toBe(true);
  });

  it('does not merge different articles of one outlet', () => {
    expect(
      shared(
        original,
        item({
          guid: 'g2',
          url: 'https://harbour.example/b',
          title: 'Port strike enters its second week today',
        }),
      ),
    ).toBe(false);
  });

  it.each([
    'Live updates',
    'Evening briefing: what happened in the world',
    'World news in brief for the morning',
    'In pictures: a week of ships and storms',
  ])('does not merge by the rubric "%s"', (title) => {
    expect(
      shared(
        item({ title, url: 'https://harbour.example/a' }),
        item({ title, url: 'https://harbour.example/b' }),
      ),
    ).toBe(false);
  });

  it('takes a guid or address that repeats on different items for no key', () => {
    const keys = keysOf(
      item({
        guid: 'same',
        url: 'https://harbour.example/live',
        title: 'Ships leave the harbour this morning, officials say',
      }),
      item({
        guid: 'same',
        url: 'https://harbour.example/live',
        title: 'A storm closes the harbour again, officials say',
      }),
    );
    expect(keys.flat().some((key) => key.startsWith('guid:') || key.startsWith('url:'))).toBe(false);
    expect(new Set(keys.flat()).size).toBe(keys.flat().length);
  });

  it('gives no title key where one document has the title twice', () => {
    const keys = keysOf(
      item({ url: 'https://harbour.example/a' }),
      item({ url: 'https://harbour.example/b' }),
    );
    expect(keys).toEqual([['url:https://harbour.example/a'], ['url:https://harbour.example/b']]);
  });

  it('takes the same item listed twice for one', () => {
    const [first, second] = keysOf(original, original);
    expect(first).toEqual(second);
    expect(first).toContain('guid:f1:g1');
  });

  it('never leaves an item without a key, and takes a home page for none', () => {
    const [keys = []] = keysOf(
      item({
        guid: 'https://harbour.example/',
        url: 'https://harbour.example/',
        title: 'Short',
        publishedAt: null,
      }),
    );
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatch(/^title:f1:undated:/);
  });
});
