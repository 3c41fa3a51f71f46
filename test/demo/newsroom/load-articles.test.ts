import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import {
  type SampleArticle,
  loadSampleArticles,
  parseSampleArticle,
} from '../../../src/demo/newsroom/load-articles.ts';
import { OUTLETS } from '../../../src/demo/newsroom/outlets.ts';

const articles = await loadSampleArticles();
const posted = articles.filter((article) => article.shouldPost);
const first = posted.filter((article) => article.edition === 'first');

function wordsOf(article: SampleArticle): string[] {
  return (
    article.paragraphs
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function sentencesOf(article: SampleArticle): string[] {
  return article.paragraphs.flatMap((paragraph) => paragraph.split(/(?<=[.?!])\s+(?=\p{Lu})/u));
}

function fiveGramsOf(article: SampleArticle): Set<string> {
  const words = wordsOf(article);
  return new Set(words.slice(4).map((_, index) => words.slice(index, index + 5).join(' ')));
}

describe('the sample articles', () => {
  test('are at least 28 world stories told in eight events and 10 others that no digest should carry', () => {
    expect(first.length).toBeGreaterThanOrEqual(28);
    expect(new Set(first.map((article) => article.event)).size).toBe(8);
    const others = articles.filter((article) => !article.shouldPost);
    expect(others.length).toBeGreaterThanOrEqual(10);
    const kinds = new Set(others.map((article) => article.kind));
    for (const kind of ['sport', 'lifestyle', 'opinion', 'explainer', 'market-wrap', 'obituary'] as const) {
      expect(kinds).toContain(kind);
    }
    expect(kinds).toContain('advertisement');
  });

  test('tell each event from three to five outlets, each with its own headline', () => {
    for (const [event, told] of Map.groupBy(first, (article) => article.event)) {
      expect(event).not.toBeNull();
      const outlets = new Set(told.map((article) => article.outlet));
      expect(outlets.size).toBe(told.length);
      expect(told.length).toBeGreaterThanOrEqual(3);
      expect(told.length).toBeLessThanOrEqual(5);
    }
    expect(new Set(articles.map((article) => article.title)).size).toBe(articles.length);
  });

  test('hold an update of one event by two or three outlets', () => {
    const updates = articles.filter((article) => article.edition === 'update');
    expect(updates.length).toBeGreaterThanOrEqual(2);
    expect(updates.length).toBeLessThanOrEqual(3);
    expect(new Set(updates.map((article) => article.event))).toEqual(new Set(['kim-putin']));
    expect(updates.every((article) => article.paragraphs.join(' ').includes('13 September'))).toBe(true);
  });

  test('are 180 to 450 words long where they are posted, and from the last twenty hours', () => {
    const odd = posted.filter((article) => wordsOf(article).length < 180 || wordsOf(article).length > 450);
    expect(odd.map((article) => article.id)).toEqual([]);
    expect(articles.filter((article) => article.minutesAgo > 20 * 60)).toEqual([]);
    const hasOldUpdate = articles.some((article) => article.edition === 'update' && article.minutesAgo > 0);
    expect(hasOldUpdate).toBe(false);
  });

  test('offer each summary enough sentences that can be quoted whole', () => {
    for (const article of posted) {
      const quotable = sentencesOf(article).filter((sentence) => sentence.split(/\s+/).length <= 25);
      expect(quotable.length, article.id).toBeGreaterThanOrEqual(6);
    }
  });

  test('are each told in words of their own', () => {
    const seen = new Map<string, string>();
    for (const article of articles) {
      for (const sentence of sentencesOf(article)) {
        expect(seen.get(sentence), `${article.id}: ${sentence}`).toBeUndefined();
        seen.set(sentence, article.id);
      }
    }
    const grams = articles.map((article) => ({ id: article.id, set: fiveGramsOf(article) }));
    for (const [index, one] of grams.entries()) {
      for (const other of grams.slice(index + 1)) {
        const shared = one.set.intersection(other.set).size;
        expect(shared / Math.min(one.set.size, other.set.size), `${one.id}, ${other.id}`).toBeLessThan(0.05);
      }
    }
  });

  test('belong to outlets that all publish', () => {
    for (const outlet of OUTLETS) {
      const own = articles.filter((article) => article.outlet === outlet.slug);
      expect(own.length, outlet.name).toBeGreaterThanOrEqual(4);
    }
    const wrongDateline = articles.filter(
      (article) =>
        article.outlet !== 'sample-wire' && article.paragraphs.some((text) => text.includes('(Sample Wire)')),
    );
    expect(wrongDateline).toEqual([]);
  });
});

describe('a sample article that cannot be used', () => {
  const head =
    'id: a-b\noutlet: harbour-post\nsection: world\nkind: news\nshouldPost: true\nevent: e\nedition: first';
  const rest = 'minutesAgo: 5\ntitle: A: b\nbyline: C\nteaser: D';

  test('is read where it is whole', () => {
    const article = parseSampleArticle('a-b.md', `---\n${head}\n${rest}\n---\n\nOne.\n\nTwo.\n`);
    expect(article).toMatchObject({ title: 'A: b', shouldPost: true, minutesAgo: 5, photo: null });
    expect(article.paragraphs).toEqual(['One.', 'Two.']);
  });

  test.each([
    ['has no front matter', 'One.'],
    ['lacks a field', `---\n${head}\n---\n\nOne.\n`],
    ['has a field that nobody knows', `---\n${head}\n${rest}\nmood: fine\n---\n\nOne.\n`],
    ['names no outlet of ours', `---\n${head.replace('harbour-post', 'nobody')}\n${rest}\n---\n\nOne.\n`],
    ['is in a file of another name', `---\n${head.replace('a-b', 'a-c')}\n${rest}\n---\n\nOne.\n`],
  ])('%s', (_, text) => {
    expect(() => parseSampleArticle('a-b.md', text)).toThrow(AppError);
    expect(() => parseSampleArticle('a-b.md', text)).toThrow(/a-b\.md/);
  });
});
