import { afterAll, describe, expect, it } from 'vitest';
import { storiesTuning } from '../../config/stories-tuning.ts';
import { READING_VERSION } from '../../src/model/reading.ts';
import { makeReading } from '../../src/stories/make-reading.ts';
import { openParser } from '../support/open-parser.ts';

const parser = openParser();
afterAll(() => parser.close());

const STRIKE = {
  title: 'Kenya joins talks on border as toll rises to 19',
  text: `At least 19 people were killed on the border of Ethiopia, officials said. The talks will be held on 13 September.
Kenya accused Ethiopia of shelling the market. Ethiopia denied shelling the market.`,
};

describe('makeReading', () => {
  it('keeps what later articles are compared with', () => {
    const { v, sentences, places, joins, gravity, claims } = makeReading(STRIKE);
    expect(v).toBe(READING_VERSION);
    expect(sentences[0]?.facts).toContainEqual({ kind: 'toll', of: 'toll', value: 19 });
    expect(sentences[2]?.facts).toContainEqual({ kind: 'date', of: 'talks', shown: '13 September' });
    expect(places).toEqual({ title: ['KE'], opening: ['ET'], body: [] });
    expect(joins).toEqual([{ code: 'KE', line: 'Kenya joins talks' }]);
    expect(gravity.killed).toBe(19);
    expect(claims.says.map(({ by }) => by)).toEqual(['Kenya']);
    expect(claims.denies.map(({ by }) => by)).toEqual(['Ethiopia']);
  });

  it('passes over headings, but for one that takes something back', () => {
    const text = `Correction: toll at the market
Kenya and Ethiopia met on Monday in Lamu.
What comes next
They will meet again on 13 September, officials said.`;
    const { sentences } = makeReading({ title: 'Talks', text });
    expect(sentences.map(({ withdraws }) => withdraws?.kind ?? null)).toEqual([
      null,
      'correction',
      null,
      null,
    ]);
  });

  it('is the same through a worker process and as JSON', async () => {
    const reading = makeReading(STRIKE);
    expect(await parser.task('reading').run(STRIKE)).toEqual({ kind: 'done', value: reading });
    expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
  });

  it.each([
    ['nothing', '', ''],
    [
      'one endless sentence',
      'Kenya '.repeat(5_000),
      'killed 12 and $5 million on 4 June and talks, '.repeat(40_000),
    ],
    ['a list of names', 'X', 'Abcdefghijklmnopqrstuvwxyz Kenya says it met Ethiopia. '.repeat(9_000)],
    [
      'thousands of claims',
      'X',
      'Kenya accused Ethiopia of firing on trawlers. Ethiopia denied firing. '.repeat(5_000),
    ],
    [
      'facts in each sentence',
      'X',
      Array.from(
        { length: 90 },
        (_, at) =>
          `Aid of $${at} million, €${at}bn, £${at}m and ¥${at}tn was agreed on ${at} June, ${at} May and ${at} July. `,
      ).join(''),
    ],
    ['a script without spaces', '中国'.repeat(400), '俄罗斯与乌克兰在伊斯坦布尔举行会谈'.repeat(4_000)],
    ['half a character', '\ud800', '\udfff. '.repeat(900)],
  ])('stays small on %s', (_, title, text) => {
    const reading = makeReading({ title, text });
    expect(Buffer.byteLength(JSON.stringify(reading))).toBeLessThanOrEqual(storiesTuning.reading.maxBytes);
  });
});
