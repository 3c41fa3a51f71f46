import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/language/read-text.ts';
import { readOwnPoints } from '../../../src/summaries/choose/read-own-points.ts';

const POINTS = [
  'Norvelia and Estmark will hold talks in Geneva.',
  'Norvelia says it will keep its patrols in the strait.',
  'The European Union offers fishing towns 40 million euros.',
];
const BODY = `Norvelia and Estmark will hold talks on fishing rights in the Kell Strait in Geneva on 14 March, the Swiss foreign ministry said on Monday.
Jon Hake, the prime minister of Norvelia, said that his country would keep its patrols in the strait until a deal was signed.
The European Union has offered 40 million euros to the fishing towns on both coasts if the talks succeed, a spokesman said in Brussels.`;
const textsIn = (text: string) => readOwnPoints(readText(text).sentences).map((point) => point.text);

describe("an outlet's own points over its article", () => {
  it.each([
    ['as a list', POINTS.map((point) => `  • ${point}`).join('\n')],
    ['under a heading', `Key points\n${POINTS.join('\n')}`],
    ['as lines that the prose says again', POINTS.join('\n')],
    [
      'behind the furniture of a page',
      `Share\nplay article\n${POINTS.map((point) => `- ${point}`).join('\n')}`,
    ],
  ])('are read %s', (_, head) => {
    expect(textsIn(`${head}\n\n${BODY}`)).toEqual(POINTS);
  });

  it('come with the sentence of the article that bears them out', () => {
    const points = readOwnPoints(readText(`${POINTS.join('\n')}\n${BODY}`).sentences);
    expect(points.map(({ borneOutBy }) => borneOutBy.text)).toEqual(BODY.split('\n'));
  });

  it.each([
    [
      'what the article does not bear out',
      `• Buy the new phone today.\n• Win a trip to the sea.\n• Three tips for your garden.\n${BODY}`,
    ],
    ['two of them', `• ${POINTS[0]}\n• ${POINTS[1]}\n${BODY}`],
    ['the first paragraphs of a plain report', BODY],
    [
      'short paragraphs that say different things',
      `Norvelia held its vote on Sunday.\nThe count goes on in Sund.\nEstmark sent observers.\n${BODY}`,
    ],
    [
      'a list that is the article',
      Array.from({ length: 12 }, (_value, at) => `• Norvelia opens port number ${at} to ships.`).join('\n'),
    ],
  ])('are not made of %s', (_, text) => {
    expect(textsIn(text)).toEqual([]);
  });
});
