import { describe, expect, it } from 'vitest';
import { findDispute, readClaims } from '../../../src/stories/change/find-dispute.ts';
import { readText } from '../../../src/language/read-text.ts';

const told = (...texts: string[]) =>
  texts.map((text) => readClaims(readText(`Strait of Kell\n${text}`).sentences));

describe('findDispute', () => {
  it.each([
    [
      told(
        'Estmark says Norvelian patrol boats fired on its trawlers. Two fishermen were hurt.',
        'Norvelia denied that its patrol boats had fired on any trawlers from Estmark.',
      ),
      'Estmark says, Norvelia denies',
    ],
    [
      told(
        'Kyiv accused Moscow of shelling the hospital at night. Moscow, which borders the region, denies shelling the hospital.',
        'x',
      ),
      'Kyiv says, Moscow denies',
    ],
    [
      told(
        "Sudan's army accused the Emirates of sending weapons to its rivals. The Emirates denies sending weapons to any side.",
      ),
      'Sudan says, Emirates denies',
    ],
    [
      told(
        'Armenia said on Monday that Azerbaijan had massed troops along the border.',
        "Azerbaijan's defence ministry dismissed the claim that troops were massed at the border as false.",
      ),
      'Armenia says, Azerbaijan denies',
    ],
    [
      told(
        'The Union said it was deeply concerned about the sinking of trawlers by Norvelia. Ada Lund said there was evidence that Norvelia was behind the sinking of trawlers.',
        'Norvelia denies any part in the sinking of trawlers.',
      ),
      'Ada Lund says, Norvelia denies',
    ],
    [
      told(
        'Norvelia warned its neighbour against using force and denied charges from Estmark that it pays the rioters.',
      ),
      'Estmark says, Norvelia denies',
    ],
  ])('finds who says what another denies %#', (articles, dispute) => {
    expect(findDispute([], articles)).toBe(dispute);
    // And one by one, in whatever order they come.
    for (const order of [articles, articles.toReversed()]) {
      const found = order.map((claims, at) => findDispute(order.slice(0, at), [claims]));
      expect(found.find((one) => one !== null)).toBe(dispute);
    }
  });

  it.each([
    ['nobody denies', told('Estmark says patrol boats fired on its trawlers. Norvelia said nothing.')],
    [
      'a plan is turned down',
      told('Estmark said the peace plan was fair to fishermen. Norvelia rejected the peace plan of Estmark.'),
    ],
    ['nobody is named who says it', told('Reports say trawlers sank. Norvelia denied that trawlers sank.')],
    [
      'one denies what it says itself',
      told(
        'Norvelia said its patrol boats fired warning shots. Norvelia denied that its patrol boats aimed at trawlers.',
      ),
    ],
    [
      'they speak of different things',
      told(
        'Estmark said grain exports would double next year. Norvelia denied that its patrol boats had fired.',
      ),
    ],
    [
      'a pronoun denies',
      told('Estmark said Norvelia had lied about trawlers. He denied that trawlers were there.'),
    ],
    ['there is no text', told('')],
  ])('finds none where %s', (_where, articles) => {
    expect(findDispute([], articles)).toBeNull();
  });

  it('reads a long text in time that grows with its length', () => {
    const long = told(`${'Estmark Minister of the State of Kell, which is, '.repeat(20_000)} denied`);
    expect(findDispute([], long)).toBeNull();
  });
});
