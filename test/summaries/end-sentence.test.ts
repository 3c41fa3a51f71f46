import { describe, expect, it } from 'vitest';
import { compressSentence } from '../../src/summaries/compress-sentence.ts';

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
