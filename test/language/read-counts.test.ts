import { describe, expect, it } from 'vitest';
import { readCounts } from '../../src/language/read-counts.ts';
import { tagWords } from '../../src/language/tag-words.ts';

const counts = (text: string) => readCounts(tagWords(text));

describe('readCounts', () => {
  it.each([
    ['At least 12 people were killed near Orlen.', 12, 'people', 'kill'],
    ['Twenty-one miners are now known to have died.', 21, 'miner', 'die'],
    ['The blast killed as many as 1,200 people.', 1_200, 'people', 'kill'],
    ['The death toll rose to 43 on Friday.', 43, null, 'toll'],
    ['Rescuers took the number killed by the flood to 26.', 26, null, 'kill'],
    ['Quake deaths reach 65', 65, null, 'death'],
    ['Some 2 200 arrested after riots', 2_200, null, 'arrest'],
    ['2.5 million people were displaced by the storm.', 2_500_000, 'people', 'displace'],
    ['Two sailors on the ferry drowned.', 2, 'sailor', 'drown'],
    ['All 11 soldiers aboard are believed dead.', 11, 'soldier', 'dead'],
    ['It recorded 279 deaths Sunday.', 279, 'death', 'death'],
  ])('%s', (text, value, noun, deed) => {
    const [count] = counts(text);
    expect(count).toMatchObject({ value, noun });
    expect(count?.deeds).toContain(deed);
  });

  it('tells what was done to them from what they did', () => {
    expect(counts('12 gunmen killed the mayor.')).toMatchObject([
      { value: 12, noun: 'gunman', acts: ['kill', 'killed'] },
    ]);
    expect(counts('12 gunmen killed the mayor.')[0]?.deeds).not.toContain('kill');
    expect(counts('He was killed in an attack by 12 gunmen.')[0]?.deeds).not.toContain('kill');
    expect(
      counts('Two blasts that killed at least 14 people').map(
        ({ value, deeds }) => deeds.includes('kill') && value,
      ),
    ).toEqual([false, 14]);
  });

  it.each([
    'Former minister dies at 82',
    'They were killed on 4 June 2019.',
    'A 6-year-old girl is missing.',
    'It begins at 4:30 p.m.',
    'Nobody was hurt.',
    '',
  ])('counts nobody in "%s"', (text) => {
    const said = counts(text).flatMap(({ deeds }) => deeds);
    expect(said.filter((word) => /^(?:die|kill|missing|hurt)$/u.test(word))).toEqual([]);
  });
});
