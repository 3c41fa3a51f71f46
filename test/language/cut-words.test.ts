import { describe, expect, it } from 'vitest';
import { cutWords, foldWords, placeWords } from '../../src/language/cut-words.ts';

describe('cutWords', () => {
  it.each([
    [
      "Israel's ex-minister: 9/11, G20 and U.S. aid",
      ['Israel', 's', 'ex', 'minister', '9', '11', 'G20', 'and', 'U', 'S', 'aid'],
    ],
    ['Œuvre à Nîmes', ['Œuvre', 'à', 'Nîmes']],
    ['Путин в Китае', ['Путин', 'в', 'Китае']],
    ['中国とG7', ['中', '国', 'と', 'G7']],
    ['북한의 미사일', ['북한의', '미사일']],
    ['पेरू में', ['पेरू', 'में']],
    ['', []],
    ['... — “”', []],
  ])('%s', (text, words) => {
    expect(cutWords(text)).toEqual(words);
  });

  it.each(['Talks in São Paulo end', 'Talks 会談 end', '  Über 1,200 '])(
    'says where the words of "%s" stand',
    (text) => {
      const placed = placeWords(text);
      expect(placed.map((word) => word.text)).toEqual(cutWords(text));
      for (const { text: word, at } of placed) expect(text.slice(at, at + word.length)).toBe(word);
    },
  );

  it('cuts Latin and mixed texts alike', () => {
    const text = 'Łódź: “naïve” coöperation — €3bn, 5 % of it; don’t';
    expect(cutWords(`${text} Ж`)).toEqual([...cutWords(text), 'Ж']);
  });
});

describe('foldWords', () => {
  it.each([
    [
      "Iran's Łódź İstanbul DIYARBAKIR straße København",
      ['iran', 'lodz', 'istanbul', 'diyarbakir', 'strasse', 'kobenhavn'],
    ],
    ['Diyarbakır’s bazaars', ['diyarbakir', 'bazaars']],
    ['إيران', ['ايران']],
    ['Ｇ７', ['g7']],
  ])('%s', (text, words) => {
    expect(foldWords(text)).toEqual(words);
  });
});
