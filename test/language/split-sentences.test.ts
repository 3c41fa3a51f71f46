import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/language/split-sentences.ts';

describe('sentences', () => {
  it.each<[string, string[]]>([
    ['Mr. Hake met Gen. Ruiz. They talked.', ['Mr. Hake met Gen. Ruiz.', 'They talked.']],
    [
      'J. R. Moss of the U.S. Navy left. The ship sank.',
      ['J. R. Moss of the U.S. Navy left.', 'The ship sank.'],
    ],
    ['He moved to the U.S. The law followed.', ['He moved to the U.S.', 'The law followed.']],
    [
      'Prices rose 3.5 percent at 4 p.m. on Friday. "No," she said.',
      ['Prices rose 3.5 percent at 4 p.m. on Friday.', '"No," she said.'],
    ],
    ['"Stop!" he cried. "We lost." She left.', ['"Stop!" he cried.', '"We lost."', 'She left.']],
    ['A line without an end\nAnother line.', ['A line without an end', 'Another line.']],
    ['It was decided in June.The court agreed.', ['It was decided in June.', 'The court agreed.']],
    [
      '会談は終わった。「合意した」と述べた。次は三月だ。',
      ['会談は終わった。', '「合意した」と述べた。', '次は三月だ。'],
    ],
    ['बैठक समाप्त हुई। समझौता हुआ।', ['बैठक समाप्त हुई।', 'समझौता हुआ।']],
  ])('%s', (text, sentences) => {
    expect(splitSentences(text).map((sentence) => sentence.text)).toEqual(sentences);
  });

  it('of Thai end at spaces', () => {
    expect(splitSentences('รัฐมนตรีพบกันที่เจนีวา การเจรจาจะใช้เวลาหนึ่งสัปดาห์').length).toBe(2);
  });
});

it.each([
  ['The mill closed in 2022."Both sides want it open," a minister said.', 2],
  ['It cost $1.5m.Analysts had expected less.', 2],
  ['Rockets fell on their soil.A record number of people fled.', 2],
  ['The court ruled in June.The state appealed.', 2],
  ['Version 2.0 of the plan came from example.org today.', 1],
])('parts sentences between which a page lost the space: %s', (text, count) => {
  expect(splitSentences(text)).toHaveLength(count);
});
