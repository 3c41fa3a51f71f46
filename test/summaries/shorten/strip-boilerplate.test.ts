import { describe, expect, it } from 'vitest';
import { stripBoilerplate } from '../../../src/summaries/shorten/strip-boilerplate.ts';

describe('a dateline', () => {
  it.each([
    ['a city in capitals and an agency nobody knows', 'SUND (Harbour Wire) - Norvelia closed its ports.'],
    ['a city in capitals alone', 'SUND - Norvelia closed its ports.'],
    ['two cities', 'SUND/ESTHAVEN (Harbour Wire) - Norvelia closed its ports.'],
    ['a city and its country', 'SUND, Norvelia - Norvelia closed its ports.'],
    ['a city, a day and an agency', 'Sund, 5 September (Harbour News Agency) — Norvelia closed its ports.'],
    ['a city and a day', 'Sund, Sept. 5 – Norvelia closed its ports.'],
    ['a city in small letters', 'sund (harbour wire) - Norvelia closed its ports.'],
    ['a city of two words', 'New Sund – Norvelia closed its ports.'],
    ['the number of a paragraph', '[12] Norvelia closed its ports.'],
    ['an agency that left no space', 'Sund, Norvelia (CNN)Norvelia closed its ports.'],
  ])('is taken off: %s', (_, sentence) => {
    expect(stripBoilerplate(sentence)).toBe('Norvelia closed its ports.');
  });

  it.each([
    ['Ada Lund – the chair of the bloc – left the talks.'],
    ['Norvelia — the last such state — closed its ports.'],
    ['Sund-based Harbour Lines – Estmark says – broke the embargo.'],
    ['Norvelia (pop. 3 million) closed its ports.'],
  ])('is not seen in an aside: %s', (sentence) => {
    expect(stripBoilerplate(sentence)).toBe(sentence);
  });
});
