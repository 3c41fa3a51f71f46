import { describe, expect, it } from 'vitest';
import { detectNewsKind, findNewsKind } from '../../../src/stories/relevance/detect-news-kind.ts';

const kindOf = (title: string, url?: string, text = '') => detectNewsKind({ title, text, url: url ?? null });

describe('detectNewsKind', () => {
  it.each([
    ['https://harbour.example/world/2023/sep/05/grain-talks', 'news'],
    ['https://harbour.example/commentisfree/2023/sep/05/grain', 'opinion'],
    ['https://harbour.example/2023/09/05/opinion/grain.html', 'opinion'],
    ['https://harbour.example/letters/dear-editor', 'opinion'],
    ['https://harbour.example/sport/football/1234', 'sport'],
    ['https://sport.harbour.example/1234', 'sport'],
    ['https://harbour.example/news/live/world-1234', 'live-blog'],
    ['https://harbour.example/lifestyle/soup', 'lifestyle'],
    ['https://harbour.example/sponsored/wind-farms', 'advertisement'],
    ['https://harbour.example/markets/2023/close', 'market-wrap'],
    ['https://harbour.example/obituaries/a-general', 'obituary'],
    ['https://harbour.example/books/a-history-of-tea', 'review'],
    ['https://harbour.example/explainers/what-is-brics', 'explainer'],
    ['https://harbour.example/world/transport-minister-resigns', 'news'],
    ['not an address', 'news'],
  ])('by address: %s is %s', (url, kind) => {
    expect(kindOf('Ministers meet', url)).toBe(kind);
  });

  it.each([
    ['Opinion: The summit was a waste', 'opinion'],
    ['The summit was a waste | Letters', 'opinion'],
    ['Explainer: who rules Gabon now', 'explainer'],
    ['What we know so far about the crash', 'explainer'],
    ['How did Gabon’s soldiers take power?', 'explainer'],
    ['How six billion dollars opened prison doors in Tehran', 'news'],
    ['Ukraine war live: talks resume in Sochi', 'live-blog'],
    ['Sochi talks - as it happened', 'live-blog'],
    ['Book review: a life of a spy', 'review'],
    ['Cricket: England lose early wickets', 'sport'],
    ['Stocks rise as crude falls', 'market-wrap'],
    ['Horoscope for Tuesday', 'lifestyle'],
    ['Sponsored: a bank for you', 'advertisement'],
    ['Rebel leader: we know how this ends', 'news'],
    ['Russia: envoy recalled', 'news'],
    ['Minister explains how the treaty was signed', 'news'],
    ['Liveable wages debated', 'news'],
  ])('by title: %s is %s', (title, kind) => {
    expect(kindOf(title)).toBe(kind);
  });

  it('by whichever of address and title is surer', () => {
    expect(kindOf('Review: a slow film', 'https://harbour.example/culture/1234')).toBe('review');
    expect(kindOf('Why the summit failed', 'https://harbour.example/opinion/1234')).toBe('opinion');
  });

  it('by a disclaimer at the end of a long text', () => {
    const text = `${'Sentence follows sentence. '.repeat(90_000)}The views expressed in this article are the author’s own.`;
    expect(findNewsKind({ title: 'On treaties', text })).toEqual({
      kind: 'opinion',
      name: 'Opinion',
      by: 'text',
    });
  });
});
