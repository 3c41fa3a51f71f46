import { expect, it } from 'vitest';
import { readText } from '../../src/language/read-text.ts';

const TEXT = `Talks in Salin

Kenya and  Ethiopia met on Monday. “We agreed. It was hard,” the minister said.
"It is a start. More will come."
***
What comes next
Both sides	go on in June.
Photo: a bridge`;

it('gives sentences with their places, quotations and headings', () => {
  const { sentences } = readText(TEXT);
  const pick = (key: 'isHeading' | 'isQuoted' | 'isLoose') =>
    sentences.filter((sentence) => sentence[key]).map(({ text }) => text);
  for (const { text, start, end } of sentences)
    expect(TEXT.slice(start, end).replace(/\s+/gu, ' ')).toBe(text);
  expect(sentences.map(({ index }) => index)).toEqual([...sentences.keys()]);
  expect(pick('isHeading')).toEqual(['Talks in Salin', 'What comes next']);
  expect(pick('isQuoted')).toEqual(['“We agreed.', '"It is a start.', 'More will come."']);
  expect(pick('isLoose')).toContain('Photo: a bridge');
});

it('reads words and tags when they are asked for', () => {
  const [, second] = readText(TEXT).sentences;
  expect(second?.words.filter(({ isName }) => isName).map(({ text }) => text)).toEqual([
    'Ethiopia',
    'Monday',
  ]);
  expect(second?.tokens.find(({ text }) => text === 'met')).toMatchObject({ lemma: 'meet', tag: 'VERB' });
  expect(
    readText('土耳其与俄罗斯举行会谈。双方同意。').sentences.map(({ words }) => words.length > 1),
  ).toEqual([true, true]);
});

it.each(['', ' \n ', '...', 'no stop at all', '"'.repeat(5_000), 'a b '.repeat(20_000), '\ud800. \udfff.'])(
  'takes any text',
  (text) => {
    for (const { start, end } of readText(text).sentences) expect(end).toBeGreaterThanOrEqual(start);
  },
);

it('ends a quotation that was never closed where another opens', () => {
  const { sentences } = readText(
    'He called it a "fair deal. The envoys left at noon. They said "no more" was offered. The port reopened.',
  );
  expect(sentences.filter(({ isQuoted }) => isQuoted).map(({ text }) => text)).toEqual([
    'The envoys left at noon.',
  ]);
});
