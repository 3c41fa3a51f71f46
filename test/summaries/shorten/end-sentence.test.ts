import { describe, expect, it } from 'vitest';
import { compressSentence } from '../../../src/summaries/shorten/compress-sentence.ts';

describe('where a sentence may not end', () => {
  it.each([
    [
      'a thing of which only the kind is left',
      'The mayor of Sund depicted a club that is being taken apart seat by seat, room by room, and sold to pay what it owes to banks abroad.',
      /depicted a club\.$/u,
    ],
    [
      'a preposition without its day',
      'On Friday, the owner of the harbour in Sund dismissed its manager.',
      /^On,/u,
    ],
    [
      'a quality that waits for its reason',
      'Founded in Sund, Brightwing Airlines is famous for charging its passengers for almost everything.',
      /famous\.$/u,
    ],
  ])('%s', (_, sentence, broken) => {
    for (const isLastResort of [false, true])
      expect(compressSentence(sentence, true, isLastResort).filter((form) => broken.test(form))).toEqual([]);
  });
});

describe('what is cut off', () => {
  it.each([
    [
      "The 70-year-old retired vice admiral's record as a military ruler has been seen as a plus by some and a minus by others in present-day Norvelia, where the army has been locked in a war with rebels.",
      "The 70-year-old retired vice admiral's record.",
    ],
    [
      'Mara Vell, the head of the harbour office in Port Kell, explained that the ships wait for papers in a slightly different way, based on rules of 1998.',
      'Mara Vell based on rules of 1998.',
    ],
  ])('is never the predicate: %s', (sentence, torn) => {
    expect(compressSentence(sentence, true, true)).not.toContain(torn);
  });
});
