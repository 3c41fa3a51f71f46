import { describe, expect, it } from 'vitest';
import { foldWords } from '../../src/language/cut-words.ts';
import { hasWords, parseWords } from '../../src/channels/parse-words.ts';

const finds = (words: string, text: string) => hasWords(parseWords(words), ` ${foldWords(text).join(' ')} `);

describe('parseWords', () => {
  it.each([
    ['iran', "Iran's envoy leaves", true],
    ['iran', 'Iranian envoy leaves', false],
    ['ai', 'Training of pilots', false],
    ['SÃO', 'Talks in Sao Paulo', true],
    ['zelenskyy', 'ZELENSKYY speaks', true],
    ['oil price', 'The price of oil', true],
    ['"oil price"', 'The price of oil', false],
    ['“oil price”', 'The oil-price shock', true],
    ['cease-fire', 'A cease-fire holds', true],
    ['sanction*', 'New sanctions', true],
    ['sanction', 'New sanctions', false],
    ['iran AND (nuclear OR enrichment) NOT football', 'Iran resumes enrichment', true],
    ['iran AND (nuclear OR enrichment) NOT football', 'Iran: nuclear team wins at football', false],
    ['iran and (nuclear or enrichment) not football', 'Iran resumes enrichment', true],
    ['iran OR iraq syria', 'Iraq alone', false],
    ['iran OR iraq syria', 'Iran alone', true],
    ['iran -football', 'Iran football', false],
    ['NOT (football OR cricket)', 'A cricket match', false],
    ['NOT NOT iran', 'Iran', true],
    ['"not" football', 'It is not football', true],
    ['伊朗', '美国和伊朗举行会谈', true],
    ['إيران', 'محادثات مع إيران', true],
  ])('%s in "%s": %s', (words, text, expected) => {
    expect(finds(words, text)).toBe(expected);
  });

  it('finds no phrase across two texts, and no word in half', () => {
    const line = ' grain talks . price of oil ';
    expect(hasWords(parseWords('"talks price"'), line)).toBe(false);
    expect(hasWords(parseWords('pric'), line)).toBe(false);
  });

  it.each([
    ['', 'there are none'],
    ['   ', 'there are none'],
    ['iran AND (nuclear', 'the parenthesis at character 10 is not closed'],
    ['iran) nuclear', 'the parenthesis at character 5 closes nothing'],
    [')', 'the parenthesis at character 1 closes nothing'],
    ['iran ()', 'the parenthesis at character 6 has nothing in it'],
    ['NOT', 'after "NOT" at character 1 a word is missing'],
    ['iran NOT', 'after "NOT" at character 6 a word is missing'],
    ['iran AND', 'after "AND" at character 6 a word is missing'],
    ['(iran AND) us', 'after "AND" at character 7 a word is missing'],
    ['OR iran', '"OR" at character 1 has nothing before it'],
    ['(AND iran)', '"AND" at character 2 has nothing before it'],
    ['iran AND OR us', '"OR" at character 10 follows another operator'],
    ['iran "oil price', 'the quotation mark at character 6 is not closed'],
    ['iran ""', 'has no letter and no digit'],
    ['iran &&', '"&&" at character 6 has no letter and no digit'],
    ['('.repeat(30) + 'a' + ')'.repeat(30), 'more than 20 parentheses'],
    ['a '.repeat(400), 'at most 500 are read'],
  ])('refuses "%s": %s', (words, problem) => {
    expect(() => parseWords(words)).toThrow(problem);
    expect(() => parseWords(words)).toThrow('Write them like this: iran AND (nuclear OR');
  });
});
