import { describe, expect, it } from 'vitest';
import { findLinks } from '../../src/chat/find-links.ts';
import { readQuestion } from '../../src/chat/read-question.ts';

describe('findLinks', () => {
  it.each([
    ['See https://a.example/x, and more.', ['https://a.example/x']],
    ['(https://a.example/x).', ['https://a.example/x']],
    ['https://a.example/wiki/Treaty_(1923)', ['https://a.example/wiki/Treaty_(1923)']],
    [
      '[words](https://a.example/x) and **https://a.example/y**',
      ['https://a.example/x', 'https://a.example/y'],
    ],
    ['<https://a.example/x>', ['https://a.example/x']],
    ['https://a.example/x https://a.example/x', ['https://a.example/x']],
    ['javascript:alert(1) ftp://a.example https://', []],
  ])('finds those of %j', (text, links) => {
    expect(findLinks([text])).toEqual(links);
  });

  it('takes three at most', () => {
    expect(findLinks([1, 2, 3, 4].map((n) => `https://a.example/${n}`))).toHaveLength(3);
  });
});

describe('readQuestion', () => {
  it('prefers links, then words, then help', () => {
    expect(readQuestion('this? https://a.example/x')).toEqual({
      kind: 'links',
      urls: ['https://a.example/x'],
    });
    expect(readQuestion(' grain  deal ')).toMatchObject({ name: 'summary', options: { of: 'grain deal' } });
    expect(readQuestion('  ')).toMatchObject({ name: 'help' });
  });
});
