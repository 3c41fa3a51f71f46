import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/stories/change/read-sentence.ts';
import { withWords } from '../../../src/language/read-text.ts';
import { readNumber } from '../../../src/language/read-numbers.ts';
import { changeOf, evidence, grow, lineOf, quake } from './change-evidence.ts';

const factsOf = (text: string) => extractFacts(withWords({ text }));

const ferry = evidence(
  'Ferry sinks off Port Salin',
  'Nine people were killed and 30 injured when the ferry sank.',
);
const talks = evidence(
  'Kenya and Ethiopia to hold talks on border',
  'Kenya and Ethiopia plan to hold talks on their border next week.',
);
const deal = evidence(
  'Peru and Chile reach fishing deal',
  'Peru and Chile agreed on a fishing deal late on Monday.',
);

describe('material changes', () => {
  it.each([
    [
      'a toll that rises',
      quake,
      ['Velmora quake toll rises to 19', 'The death toll rose to 19 on Tuesday.'],
      'toll 12 -> 19',
    ],
    [
      'a toll in words',
      ferry,
      ['Ferry disaster: fourteen dead', 'Fourteen people were killed, officials now say.'],
      'toll 9 -> 14',
    ],
    [
      'the injured',
      ferry,
      ['Ferry hospital overwhelmed', 'Doctors said 85 people were injured.'],
      'injured 30 -> 85',
    ],
    [
      'a first toll',
      evidence('Storm hits Tarrow', 'A storm hit the coast of Tarrow.'),
      ['Storm in Tarrow', 'At least seven people were killed by the storm.'],
      '7 dead',
    ],
    [
      'a magnitude',
      quake,
      ['Quake was stronger', 'The earthquake had a magnitude of 6.4, the survey said.'],
      'magnitude 6.1 -> 6.4',
    ],
    [
      'a deal signed',
      deal,
      ['Peru and Chile sign fishing deal', 'The deal was signed in Lima.'],
      'deal signed (was: agreed)',
    ],
    [
      'talks that end in nothing',
      talks,
      ['Border talks end without agreement', 'The talks ended without agreement.'],
      'talks ended without agreement (was: announced)',
    ],
    [
      'talks called off',
      talks,
      ['Nairobi calls off border talks', 'Kenya called off the talks.'],
      'talks called off (was: announced)',
    ],
    [
      'a date',
      talks,
      ['Date set for border talks', 'The talks will be held on 13 September in Kampala.'],
      'talks dated 13 September',
    ],
    [
      'a country joining',
      talks,
      ['Egypt joins talks on border', 'Egypt joined the talks on the border on Friday.'],
      'Egypt joins talks',
    ],
  ])('%s', (_, before, [headline = '', ...texts], line) => {
    expect(lineOf(grow(before, headline, ...texts))).toContain(line);
  });

  it('moves a date', () => {
    const before = grow(talks, 'Talks on 4 June', 'The talks are planned for 4 June.');
    expect(lineOf(grow(before, 'Talks put back', 'The talks are now planned for June 6.'))).toContain(
      'talks moved from 4 June to 6 June',
    );
  });

  it('says what an amount was', () => {
    const before = evidence('EU readies aid', 'The aid package is worth €3bn.');
    expect(lineOf(grow(before, 'EU raises aid', 'The aid package is now worth €4.5bn.'))).toContain(
      'aid €3bn -> €4.5bn',
    );
  });

  it('puts several changes in one line of at most 90 characters', () => {
    const after = grow(
      quake,
      'Quake toll rises to 19 as Turkey joins search effort',
      'The death toll rose to 19 and 240 people were injured.',
      'Turkey joined the search effort.',
      'Some 5,000 people were displaced, and 31 people are still missing.',
    );
    const line = lineOf(after) ?? '';
    expect(line).toContain('toll 12 -> 19');
    expect(line.split('; ').length).toBeGreaterThan(1);
    expect(line.length).toBeLessThanOrEqual(90);
  });
});

describe('more of the same', () => {
  it.each([
    ['the same words again', quake, ['Earthquake kills 12 in Velmora highlands']],
    [
      'the same toll told anew',
      quake,
      ['Twelve dead in highland quake', 'Twelve people died, a minister said.'],
    ],
    ['an older, lower toll', quake, ['Quake kills eight', 'Eight people were killed, early reports say.']],
    [
      'a toll of another disaster',
      quake,
      ['Survivors of Velmora quake wait', 'In 2009 a quake there killed 18,000 people.'],
    ],
    [
      'a toll of a whole war',
      ferry,
      ['Anger after ferry sinks', 'The conflict at sea has killed 4,000 people.'],
    ],
    [
      'reactions',
      quake,
      ['World sends sympathy to Velmora', 'Leaders said that their thoughts were with the families.'],
    ],
    [
      'a stage that was passed',
      deal,
      ['How the fishing deal came about', 'Ministers had announced plans for a deal in spring.'],
    ],
    [
      'a country that only comments',
      talks,
      ['Norway welcomes border talks', 'Norway said it welcomed the planned talks.'],
    ],
    [
      'numbers that count nothing',
      quake,
      ['Rescue goes on', 'The road is 40 kilometres long and 3 metres wide.'],
    ],
  ])('%s', (_, before, [headline = '', ...texts]) => {
    expect(lineOf(grow(before, headline, ...texts))).toBeNull();
  });

  it('is what a story without earlier evidence has', () => {
    expect(changeOf(quake)).toEqual({ kind: 'none' });
  });
});

describe('reading numbers', () => {
  it.each([
    ['1,200', 1200],
    ['2.5 million', 2_500_000],
    ['twelve', 12],
    ['twenty-one', 21],
    ['dozens', null],
  ])('%s', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it('takes no year, distance or time for a toll', () => {
    expect(factsOf('The strike killed 5 km of cable; injured 10 days ago, he rested.')).toEqual([]);
  });

  it('stays quick on hostile text', () => {
    expect(factsOf(`killed ${'at least '.repeat(4_000)}`)).toEqual([]);
    const endless = 'the first and worst met since, as and if '.repeat(20_000);
    expect(lineOf(grow(quake, 'Quake', endless))).toBeNull();
  });
});
