import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/clock.ts';
import { toArticles } from '../../src/feeds/to-articles.ts';
import type { FeedItem, ParsedFeed } from '../../src/model/feed.ts';

const START = Date.UTC(2023, 8, 1);
const feed = { id: 'f1', url: 'https://harbour.example/world.xml', title: 'Harbour Post' };
const SUBJECTS = 'grain ports sanctions border ceasefire embassy tariffs envoys refugees missiles'.split(' ');

/** What an editor or a publishing system may do to an article that is out. */
type Edit = 'headline' | 'date' | 'guid' | 'https' | 'tracking' | 'nothing';
type Told = { number: number; item: FeedItem };

function newItem(number: number): Told {
  const words = [
    SUBJECTS[number % 10],
    SUBJECTS[Math.floor(number / 10) % 10],
    SUBJECTS[Math.floor(number / 100) % 10],
  ];
  return {
    number,
    item: {
      guid: `hp-${number}`,
      url: `http://harbour.example/world/${number}`,
      title: `Ministers discuss ${words.join(' and ')} in round ${number}`,
      teaser: '',
      content: '',
      author: null,
      publishedAt: START + number * HOUR,
      categories: [],
    },
  };
}

function edited({ number, item }: Told, edit: Edit): Told {
  const changes: Record<Edit, Partial<FeedItem>> = {
    headline: { title: `Corrected: ${item.title} after talks` },
    date: { publishedAt: (item.publishedAt ?? START) + 3 * DAY },
    guid: { guid: `new-${item.guid}` },
    https: { url: item.url?.replace(/^http:/, 'https:') ?? null },
    tracking: { url: `${item.url}${item.url?.includes('?') ? '&' : '?'}utm_campaign=x` },
    nothing: {},
  };
  return { number, item: { ...item, ...changes[edit] } };
}

const step = fc.record({
  added: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 6 }) },
    { weight: 1, arbitrary: fc.constant(500) },
  ),
  edits: fc.array(
    fc.tuple(fc.nat(30), fc.constantFrom<Edit>('headline', 'date', 'guid', 'https', 'tracking', 'nothing')),
    { maxLength: 5 },
  ),
  isReversed: fc.boolean(),
  isOutage: fc.boolean(),
  hasDuplicates: fc.boolean(),
});

function documentOf(items: readonly FeedItem[]): ParsedFeed {
  return {
    title: 'Harbour Post',
    siteUrl: 'https://harbour.example/',
    language: 'en',
    ttlMinutes: null,
    skipHours: [],
    hubUrl: null,
    items,
    parsedBy: 'rss-parser',
  };
}

describe("a month of a feed's life", () => {
  it('stores each article once, and never two articles as one', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
        let shown: Told[] = [];
        let next = 0;
        // Stands for the store: a key leads to its article, and an article gathers the keys it was seen with.
        const articleByKey = new Map<string, number>();
        let stored = 0;
        for (const { added, edits, isReversed, isOutage, hasDuplicates } of steps) {
          const fresh = Array.from({ length: added }, () => newItem((next += 1)));
          shown = [...fresh, ...shown].slice(0, Math.max(40, added));
          for (const [index, edit] of edits) {
            const told = shown[index];
            if (told) shown[index] = edited(told, edit);
          }
          if (isOutage) continue;
          const items = shown.map(({ item }) => item);
          const listed = hasDuplicates ? [...items, ...items.slice(0, 3)] : items;
          const document = documentOf(isReversed ? listed.toReversed() : listed);
          for (const article of toArticles(feed, document, START + 30 * DAY)) {
            const known = article.keys.map((key) => articleByKey.get(key)).filter((id) => id !== undefined);
            expect(new Set(known).size).toBeLessThanOrEqual(1);
            const id = known[0] ?? (stored += 1);
            for (const key of article.keys) articleByKey.set(key, id);
          }
        }
        const seen = new Set(
          [...articleByKey.keys()].flatMap((key) => /\/world\/(\d+)$/.exec(key)?.[1] ?? []),
        );
        expect(stored).toBe(seen.size);
      }),
      { numRuns: 60 },
    );
  });
});
