import { describe, expect, it } from 'vitest';
import { readSayings } from '../../src/language/read-sayings.ts';
import { tagWords } from '../../src/language/tag-words.ts';

const VERBS = new Set(['say', 'deny', 'accuse', 'dismiss']);
const speakers = (text: string) => readSayings(tagWords(text), VERBS).map(({ by, verb }) => `${by} ${verb}`);

describe('readSayings', () => {
  it.each([
    ['Norvelia denies shelling the market.', ['Norvelia deny']],
    ['Norvelia, which borders the region, has repeatedly denied shelling it.', ['Norvelia deny']],
    ["Norvelia's foreign ministry dismissed the claim.", ['Norvelia dismiss']],
    ['The United States accused Norvelia of piracy.', ['United States accuse']],
    ['Foreign Minister Ada Lund said that talks go on.', ['Ada Lund say']],
    ['The Peoples Democratic Party denied the charge.', ['Peoples Democratic Party deny']],
    ['Norvelia warned its neighbour and denied charges from Estmark.', ['Norvelia deny']],
    ['The attack was denied by Norvelia.', ['Norvelia deny']],
  ])('%s', (text, found) => {
    expect(speakers(text)).toEqual(found);
  });

  it.each([
    'He denied it.',
    'Norvelia did not deny it.',
    'Officials said nothing.',
    'Norvelia refused to say more.',
    'denied',
    '',
  ])('finds nobody who says it in "%s"', (text) => {
    expect(speakers(text)).toEqual([]);
  });

  it('hands over what follows the verb', () => {
    const [saying] = readSayings(tagWords('Norvelia denied having fired.'), VERBS);
    expect(saying?.what.map(({ text }) => text).join(' ')).toBe('having fired .');
  });
});
